import { createMemoryExecute, stateAt } from '@gongdan/store'
import { type KnownProcess, type ProcessStore, processAggregate } from './processStore.ts'

/** Processes in memory, for tests of handlers. Keeps the same contract as the real one: see stores.suite.ts. */
export const createMemoryProcessStore = (now: () => number): ProcessStore => {
  const { execute, documents } = createMemoryExecute(processAggregate, now)
  const known = (): readonly KnownProcess[] =>
    [...documents.values()].flatMap(({ _id, history }) => {
      const process = stateAt(processAggregate, _id, history)
      return process?.status === 'defined' ? [{ uuid: _id, process }] : []
    })
  const newestFirst = (a: KnownProcess, b: KnownProcess) =>
    b.process.createdAt - a.process.createdAt || (a.uuid < b.uuid ? 1 : -1)
  return {
    execute,
    find: async (uuids) => known().filter(({ uuid }) => uuids.includes(uuid)),
    list: async (tenantUuid, skip, limit) => {
      const all = known().filter(({ process }) => tenantUuid === null || process.tenantUuid === tenantUuid)
      return { total: all.length, found: all.toSorted(newestFirst).slice(skip, skip + limit) }
    },
  }
}
