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

/**
 * The most bytes of a page with the names that tokens have shown since, as JSON: an answer of more than 8 MiB is not sent. As they were
 * defined, 100 processes take less (see MAX_DEFINITION_BYTES).
 */
const MOST_BYTES = 7 * 1024 * 1024

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
    const listed = (name: (process: DefinedProcess) => DefinedProcess) =>
      // Without an answer of the ticket service a process counts as in use: a client then deletes none by mistake.
      found.map(({ uuid, process }) =>
        listView(uuid, uuid === SYSTEM ? fillNames(process, known) : name(process), inUse?.has(uuid) ?? true),
      )
    const list = listed((process) => nameByTokens(process, known))
    const fits = Buffer.byteLength(JSON.stringify(list)) <= MOST_BYTES
    return { total_count: total, list: fits ? list : listed((process) => process) }
  })
}
