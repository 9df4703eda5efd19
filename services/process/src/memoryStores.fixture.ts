import { createMemoryExecute, stateAt } from '@gongdan/store'
import { processAggregate } from './adapters/mongoProcessStore.ts'
import { MAX_PROCESSES } from './domain/decide.ts'
import type { SeenName } from './domain/names.ts'
import type { KnownProcess, NameStore, ProcessStore } from './domain/ports.ts'

/** Processes in memory, for tests of handlers. Keeps the same contract as the real store: see stores.suite.ts. */
export const createMemoryProcessStore = (now: () => number): ProcessStore => {
  const { execute, documents } = createMemoryExecute(processAggregate, now)
  const known = (): readonly KnownProcess[] =>
    [...documents.values()].flatMap(({ _id, history }) => {
      const process = stateAt(processAggregate, _id, history)
      return process?.status === 'defined' ? [{ uuid: _id, process }] : []
    })
  const newestFirst = (a: KnownProcess, b: KnownProcess) =>
    b.process.createdAt - a.process.createdAt || (a.uuid < b.uuid ? 1 : -1)
  const places = new Map<string, Set<string>>()
  return {
    execute,
    takePlace: async (tenantUuid, uuid) => {
      const ofTenant = known().filter(({ process }) => process.tenantUuid === tenantUuid)
      const taken = places.get(tenantUuid) ?? new Set(ofTenant.map((one) => one.uuid))
      places.set(tenantUuid, taken)
      return taken.has(uuid) || (taken.size < MAX_PROCESSES && taken.add(uuid).has(uuid))
    },
    freePlaces: async (uuids) => {
      const alive = new Set(known().map(({ uuid }) => uuid))
      for (const uuid of uuids) if (!alive.has(uuid)) for (const taken of places.values()) taken.delete(uuid)
    },
    find: async (uuids) => known().filter(({ uuid }) => uuids.includes(uuid)),
    list: async ({ tenantUuid, name }, skip, limit) => {
      const all = known().filter(
        ({ process }) =>
          (tenantUuid === null || process.tenantUuid === tenantUuid) && (name === null || process.name.includes(name)),
      )
      return { total: all.length, found: all.toSorted(newestFirst).slice(skip, skip + limit) }
    },
  }
}

/** Names in memory, likewise. */
export const createMemoryNameStore = (): NameStore => {
  const byKey = new Map<string, SeenName>()
  return {
    record: async (news) => {
      for (const seen of news) if (seen.at > (byKey.get(seen.key)?.at ?? 0)) byKey.set(seen.key, seen)
    },
    find: async (keys) =>
      new Map(keys.flatMap((key) => (byKey.has(key) ? [[key, byKey.get(key)?.name ?? ''] as const] : []))),
  }
}
