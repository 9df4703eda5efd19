import { type FeedEntry, type LiveEntries, MAX_ENTRIES } from '@gongdan/contracts'
import type { ReadFeeds } from './feedReader.ts'

/** Feeds in memory, as the notification service keeps them, and the news of them, which may fail to come. */
export const memoryFeeds = () => {
  const feeds = new Map<string, FeedEntry[]>()
  const forgotten = new Map<string, number>()
  let tell: (news: LiveEntries) => void = () => {}
  let fault: unknown
  let asked = 0

  const read: ReadFeeds = async (all) => {
    asked += 1
    await Promise.resolve()
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
    onGrown: (hear: (news: LiveEntries) => void) => {
      tell = hear
    },
    /** So many new events for a user; the news of them come as often as told. */
    grow: (user: string, count = 1, times = 1): readonly FeedEntry[] => {
      const feed = feeds.get(user) ?? []
      const fresh = Array.from({ length: count }, (_, index) => {
        const seq = feed.length + 1 + index
        return { seq, notice: JSON.stringify({ number: seq }) }
      })
      feeds.set(user, [...feed, ...fresh])
      for (let time = 0; time < times; time += 1) tell({ told: [{ user, entries: [...fresh] }] })
      return fresh
    },
    /** What is older is kept no longer. */
    forget: (user: string, upTo: number) => {
      forgotten.set(user, upTo)
    },
    /** From now on nobody answers, for this reason, until it is undefined. */
    fails: (reason: unknown) => {
      fault = reason
    },
  }
}
