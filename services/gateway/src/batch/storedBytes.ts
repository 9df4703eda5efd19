import { type Refusal, refusal } from '@gongdan/contracts'

/** What callers have stored on a day (`2026-11-27`, UTC), over all gateways. */
export interface StoredBytesStore {
  /** Adds to each caller's sum and gives the sums of these callers. A repetition adds again. */
  add(day: string, bytes: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>
}

/** The daily quota of each caller. */
export interface StoredBytes {
  /** Why the caller may store nothing more today; null when they may. */
  refusalOf(caller: string): Refusal | null
  /** Notes, in memory, that something is stored for the caller. */
  add(caller: string, bytes: number): void
  /** Exchanges what was noted with the other gateways. When it rejects, it goes with the next call. */
  exchange(): Promise<void>
}

export interface StoredBytesDeps {
  /** Bytes a day; 0 for no bound. */
  readonly most: number
  readonly store: StoredBytesStore
  readonly now: () => number
}

const dayMs = 86_400_000

/**
 * Counts what is stored for each caller. Nothing of it is on a request's way: the sums are exchanged every few seconds, so
 * a caller may exceed the quota by what they can send in that time.
 */
export const createStoredBytes = ({ most, store, now }: StoredBytesDeps): StoredBytes => {
  let day = 0
  /** As all gateways together have it, without what is noted here and not exchanged. */
  let sums = new Map<string, number>()
  let noted = new Map<string, number>()

  const startDay = () => {
    const today = Math.floor(now() / dayMs)
    if (today === day) return
    day = today
    sums = new Map()
    noted = new Map()
  }

  return {
    refusalOf: (caller) => {
      startDay()
      if (most === 0 || (sums.get(caller) ?? 0) + (noted.get(caller) ?? 0) < most) return null
      const retryAfterS = Math.ceil(((day + 1) * dayMs - now()) / 1_000)
      return {
        ...refusal(
          1007,
          `your quota of ${most} stored bytes a day is used up until 00:00 UTC`,
          `今日存储配额 ${most} 字节已用完，UTC 零点恢复`,
        ),
        retryAfterS,
      }
    },
    add: (caller, bytes) => {
      startDay()
      if (most > 0) noted.set(caller, (noted.get(caller) ?? 0) + bytes)
    },
    exchange: async () => {
      startDay()
      const callers = new Map([...sums.keys(), ...noted.keys()].map((caller) => [caller, noted.get(caller) ?? 0]))
      if (callers.size === 0) return
      const of = day
      const known = await store.add(new Date(of * dayMs).toISOString().slice(0, 10), callers)
      if (of !== day) return
      for (const [caller, bytes] of callers) {
        const left = (noted.get(caller) ?? 0) - bytes
        if (left > 0) noted.set(caller, left)
        else noted.delete(caller)
      }
      for (const [caller, sum] of known) sums.set(caller, sum)
    },
  }
}
