import type { RoleMembers, WebhookStore } from '../domain/ports.ts'

/** So long an answer may be used; what another process changes counts after that. */
const TTL_MS = 1_000
const MAX_REMEMBERED = 10_000

type Find<V> = (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>

/**
 * A look-up by keys whose answers are remembered for a second, `undefined` too. `forget` is to be called when a change of the
 * keys' values is written (without keys: of any); a look-up that was under way then is not used afterwards.
 */
export const rememberAnswers = <V>(find: Find<V>, now: () => number) => {
  const answers = new Map<string, { readonly at: number; readonly found: Promise<ReadonlyMap<string, V>> }>()
  return {
    find: async (keys: readonly string[]): Promise<ReadonlyMap<string, V>> => {
      const oldest = now() - TTL_MS
      const wanted = [...new Set(keys)]
      const missing = wanted.filter((key) => (answers.get(key)?.at ?? Number.NEGATIVE_INFINITY) <= oldest)
      if (missing.length > 0) {
        if (answers.size + missing.length > MAX_REMEMBERED) answers.clear()
        const found = find(missing)
        const answer = { at: now(), found }
        for (const key of missing) answers.set(key, answer)
        // What failed is asked again.
        found.catch(() => {
          for (const key of missing) if (answers.get(key) === answer) answers.delete(key)
        })
      }
      const used = wanted.map((key) => [key, answers.get(key)?.found ?? find([key])] as const)
      const values = await Promise.all(used.map(async ([key, found]) => [key, (await found).get(key)] as const))
      return new Map(values.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
    },
    forget: (keys?: readonly string[]): void => {
      for (const key of keys ?? [...answers.keys()]) answers.delete(key)
    },
  }
}

/** Members of roles, remembered until a token shows other roles here. What one user holds is always read. */
export const rememberMembers = (store: RoleMembers, now: () => number): RoleMembers => {
  const { find, forget } = rememberAnswers(store.find, now)
  return {
    ...store,
    find,
    record: async (seen) => {
      await store.record(seen)
      forget()
    },
  }
}

/** The enabled webhooks of tenants, remembered until one is changed here. */
export const rememberWebhooks = (store: WebhookStore, now: () => number): WebhookStore => {
  const { find, forget } = rememberAnswers(
    async (tenants) => Map.groupBy(await store.enabledOf(tenants), ({ webhook }) => webhook.tenantUuid),
    now,
  )
  return {
    ...store,
    enabledOf: async (tenants) => [...(await find(tenants)).values()].flat(),
    execute: async (items) => {
      const results = await store.execute(items)
      forget()
      return results
    },
  }
}
