import { type FeedEntry, MAX_ENTRIES } from '@gongdan/contracts'
import type { FeedStore } from './feedStore.ts'

/** Feeds in memory, for tests of handlers: see feedStore.suite.ts. */
export const createMemoryFeedStore = (): FeedStore => {
  const feeds = new Map<string, (FeedEntry & { readonly eventId: string })[]>()
  return {
    append: async (told) =>
      [...Map.groupBy(told, ({ user }) => user)].map(([user, own]) => {
        const feed = feeds.get(user) ?? []
        feeds.set(user, feed)
        for (const { eventId, notice } of own) {
          if (!feed.some((entry) => entry.eventId === eventId)) feed.push({ seq: feed.length + 1, notice, eventId })
        }
        const these = feed.filter(({ eventId }) => own.some((one) => one.eventId === eventId))
        return { user, entries: these.map(({ seq, notice }) => ({ seq, notice })) }
      }),
    read: async (asked) =>
      asked.map(({ user, after }) => {
        const feed = feeds.get(user) ?? []
        const next = after === null ? [] : feed.filter(({ seq }) => seq > after).slice(0, MAX_ENTRIES)
        return { last: feed.length, entries: next.map(({ seq, notice }) => ({ seq, notice })) }
      }),
  }
}
