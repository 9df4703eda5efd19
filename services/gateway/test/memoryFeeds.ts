import { type FeedEntry, MAX_ENTRIES } from '@gongdan/contracts'
import type { FeedUpdate, ReadFeeds } from '../src/live/feedClient.ts'

/** Feeds in memory, as the notification service keeps them, and the updates about them, which may fail to come. */
export const memoryFeeds = () => {
  const feeds = new Map<string, FeedEntry[]>()
  const forgotten = new Map<string, number>()
  let notify: (updates: readonly FeedUpdate[]) => void = () => {}
  let fault: unknown
  let ready: Promise<unknown> = Promise.resolve()
  let asked = 0

  const read: ReadFeeds = async (all) => {
    asked += 1
    await ready
    if (fault !== undefined) throw fault
    return all.map(({ user, after }) => {
      const feed = feeds.get(user) ?? []
      const kept = feed.filter(({ seq }) => seq > (forgotten.get(user) ?? 0))
      const entries = after === null ? [] : kept.filter(({ seq }) => seq > after).slice(0, MAX_ENTRIES)
      return { last: feed.length, entries }
    })
  }

  return {
    read,
    /** How many questions were asked so far. */
    asked: () => asked,
    onGrown: (onUpdates: (updates: readonly FeedUpdate[]) => void) => {
      notify = onUpdates
    },
    /** So many new events for a user, in person or by a role; the update about them comes so many times. */
    grow: (user: string, count = 1, times = 1, role: string | null = null): readonly FeedEntry[] => {
      const feed = feeds.get(user) ?? []
      const fresh = Array.from({ length: count }, (_, index) => {
        const seq = feed.length + 1 + index
        return { seq, notice: JSON.stringify({ number: seq }), role }
      })
      feeds.set(user, [...feed, ...fresh])
      for (let time = 0; time < times; time += 1) notify([{ user, entries: [...fresh] }])
      return fresh
    },
    /** What is older is kept no longer. */
    forget: (user: string, upTo: number) => {
      forgotten.set(user, upTo)
    },
    /** From now on every answer waits for this. */
    waitFor: (signal: Promise<unknown>) => {
      ready = signal
    },
    /** From now on there is no answer, for this reason, until it is undefined. */
    fails: (reason: unknown) => {
      fault = reason
    },
  }
}
