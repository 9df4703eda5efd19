import { type ListProcesses, type ProcessListData, type QueryReply, SYSTEM } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { NameStore } from '../adapters/nameStore.ts'
import type { KnownProcess, ProcessStore } from '../adapters/processStore.ts'
import type { UsageStore } from '../adapters/usageStore.ts'
import { builtInIn } from '../domain/builtIn.ts'
import { fillNames, missingNames, namesKnownTo } from '../domain/names.ts'
import { partsOfPage } from '../domain/pageParts.ts'
import { isWithin, visibleTo } from '../domain/rights.ts'
import { listView } from '../domain/view.ts'

interface Needs {
  readonly processes: ProcessStore
  readonly usages: UsageStore
  readonly names: NameStore
}

interface Page {
  readonly total: number
  readonly found: readonly KnownProcess[]
}

const nothing: Page = { total: 0, found: [] }

/** process.list: the built-in process, then those the caller may see, newest first (contract §4). */
export const listProcesses = ({ processes, usages, names }: Needs) => {
  const pageOf = async ({ principal, tenantUuid, processUuid, pageNum, pageSize }: ListProcesses): Promise<Page> => {
    const scope = visibleTo(principal, tenantUuid)
    const builtIn: KnownProcess = { uuid: SYSTEM, process: builtInIn(scope, principal.tenantUuid) }
    if (processUuid !== null) {
      const named = processUuid === SYSTEM ? [builtIn] : await processes.find([processUuid])
      const visible = named.filter(({ uuid, process }) => uuid === SYSTEM || isWithin(scope, process.tenantUuid))
      return { total: visible.length, found: pageNum === 1 ? visible : [] }
    }
    const { withBuiltIn, skip, limit } = partsOfPage(pageNum, pageSize)
    const others =
      scope.kind === 'none'
        ? nothing
        : await processes.list(scope.kind === 'all' ? null : scope.tenantUuid, skip, limit)
    return { total: others.total + 1, found: withBuiltIn ? [builtIn, ...others.found] : others.found }
  }

  const list = async (query: ListProcesses): Promise<QueryReply> => {
    const { total, found } = await pageOf(query)
    const [used, shown] = await Promise.all([
      usages.inUse(found.map(({ uuid }) => uuid)),
      names.find(found.flatMap(({ process }) => missingNames(process))),
    ])
    const known = namesKnownTo(query.principal, shown)
    const data: ProcessListData = {
      total_count: total,
      list: found.map(({ uuid, process }) => listView(uuid, fillNames(process, known), used.has(uuid))),
    }
    return { scode: 0, desc: '', data }
  }

  return async (batch: readonly Received<ListProcesses>[]): Promise<readonly Outcome[]> =>
    Promise.all(batch.map(async ({ body }) => done(await list(body))))
}
