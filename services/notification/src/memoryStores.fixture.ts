import { type FeedEntry, MAX_ENTRIES, settingsFrom } from '@gongdan/contracts'
import { portionsOf } from '@gongdan/scheduling'
import { type FeedStore, MAX_READ_BYTES, type SettingsChange, type SettingsStore } from './domain/ports.ts'

/** Feeds in memory, for tests of channels. Keeps the same contract as the real store: see feedStore.suite.ts. */
export const createMemoryFeedStore = (): FeedStore => {
  const feeds = new Map<string, (FeedEntry & { readonly eventId: string })[]>()
  const heard = new Set<string>()
  return {
    listening: async (users) => new Set(users.filter((user) => heard.has(user))),
    append: async (notices) =>
      [...Map.groupBy(notices, ({ user }) => user)].map(([user, own]) => {
        const feed = feeds.get(user) ?? []
        feeds.set(user, feed)
        for (const { eventId, notice, role } of own) {
          if (!feed.some((entry) => entry.eventId === eventId))
            feed.push({ seq: feed.length + 1, notice, role, eventId })
        }
        const these = feed.filter(({ eventId }) => own.some((one) => one.eventId === eventId))
        return { user, entries: these.map(({ seq, notice, role }) => ({ seq, notice, role })) }
      }),
    read: async (asked) =>
      asked.map(({ user, after }) => {
        heard.add(user)
        const feed = feeds.get(user) ?? []
        const behind = after === null ? [] : feed.filter(({ seq }) => seq > after)
        const limits = { most: MAX_ENTRIES, mostBytes: MAX_READ_BYTES / asked.length }
        const [next = []] = portionsOf(behind, ({ notice }) => Buffer.byteLength(notice), limits)
        return { last: feed.length, entries: next.map(({ seq, notice, role }) => ({ seq, notice, role })) }
      }),
  }
}

/** Settings in memory, likewise: see settingsStore.suite.ts. */
export const createMemorySettingsStore = (): SettingsStore => {
  type Stored = Partial<SettingsChange> & { readonly confirmedAddress?: string }
  const set = new Map<string, Stored>()
  const applied = new Set<string>()
  return {
    find: async (users) => new Map(users.map((user) => [user, settingsFrom(set.get(user) ?? {})])),
    change: async ({ user, commandId, ...fields }) => {
      if (applied.has(commandId)) return
      applied.add(commandId)
      const changed = Object.entries(fields).filter(([, value]) => value !== null)
      set.set(user, { ...set.get(user), ...Object.fromEntries(changed) })
    },
    unconfirmed: async (user) => {
      const { mail_address: address, mail_confirmed: isConfirmed, language } = settingsFrom(set.get(user) ?? {})
      return address === '' || isConfirmed ? null : { address, language, since: Date.now() }
    },
    confirm: async (user, address) => {
      const stored = set.get(user)
      if (stored?.mailAddress !== address) return false
      set.set(user, { ...stored, confirmedAddress: address })
      return true
    },
  }
}
