import type { SeenName } from '../domain/names.ts'
import type { NameStore } from './nameStore.ts'

/** Names in memory, for tests of handlers: see stores.suite.ts. */
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
