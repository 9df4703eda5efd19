import { type ListProcesses, type ProcessListData, SYSTEM } from '@gongdan/contracts'
import { answerQueries } from '@gongdan/service'
import { builtInIn } from '../domain/builtIn.ts'
import { fillNames, nameByTokens, nameKeysIn, namesKnownTo } from '../domain/names.ts'
import { partsOfPage } from '../domain/page.ts'
import type { FindInUse, KnownProcess, NameStore, ProcessPage, ProcessStore } from '../domain/ports.ts'
import type { DefinedProcess } from '../domain/process.ts'
import { isWithin, visibleTo } from '../domain/rights.ts'
import { listView } from '../domain/view.ts'

interface Deps {
  readonly processes: Pick<ProcessStore, 'find' | 'list'>
  readonly names: Pick<NameStore, 'find'>
  readonly findInUse: FindInUse
}

/** process.list: the built-in process, then those the caller may see, newest first (contract §4). */
export const listProcesses = ({ processes, names, findInUse }: Deps) => {
  const findPage = async (query: ListProcesses): Promise<ProcessPage> => {
    const { principal, tenantUuid, processUuid, name, pageNum, pageSize } = query
    const scope = visibleTo(principal, tenantUuid)
    const builtIn: KnownProcess = { uuid: SYSTEM, process: builtInIn(scope, principal.tenantUuid) }
    const isNamed = (process: DefinedProcess) => name === null || process.name.includes(name)
    if (processUuid !== null) {
      const named = processUuid === SYSTEM ? [builtIn] : await processes.find([processUuid])
      const visible = named.filter(
        ({ uuid, process }) => (uuid === SYSTEM || isWithin(scope, process.tenantUuid)) && isNamed(process),
      )
      return { total: visible.length, found: pageNum === 1 ? visible : [] }
    }
    const hasBuiltIn = isNamed(builtIn.process)
    const { withBuiltIn, skip, limit } = partsOfPage(pageNum, pageSize, hasBuiltIn)
    const others =
      scope.kind === 'none'
        ? { total: 0, found: [] }
        : await processes.list({ tenantUuid: scope.kind === 'all' ? null : scope.tenantUuid, name }, skip, limit)
    return {
      total: others.total + (hasBuiltIn ? 1 : 0),
      found: withBuiltIn ? [builtIn, ...others.found] : others.found,
    }
  }

  return answerQueries(async (query: ListProcesses): Promise<ProcessListData> => {
    const { total, found } = await findPage(query)
    const [inUse, shown] = await Promise.all([
      findInUse(found.map(({ uuid }) => uuid)),
      names.find(found.flatMap(({ process }) => nameKeysIn(process))),
    ])
    const known = namesKnownTo(query.principal, shown)
    return {
      total_count: total,
      // Without an answer of the ticket service a process counts as in use: a client then deletes none by mistake.
      list: found.map(({ uuid, process }) => {
        const named = uuid === SYSTEM ? fillNames(process, known) : nameByTokens(process, known)
        return listView(uuid, named, inUse?.has(uuid) ?? true)
      }),
    }
  })
}
