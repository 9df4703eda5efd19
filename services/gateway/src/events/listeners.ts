import type { LiveEntries } from '@gongdan/contracts'
import type { Logger } from 'pino'
import { type Refusal, refusal } from '../http/refusal.ts'
import type { ReadFeed } from './feedReader.ts'
import { type Seat, type TakenSeat, takeSeat } from './seat.ts'

export interface ListenersNeeds {
  readonly read: ReadFeed
  /** Streams at this gateway at a time. */
  readonly most: number
  /** Streams of one user at this gateway at a time. */
  readonly mostOfOne: number
  readonly retryMs: number
  readonly longestMs: number
  readonly now: () => number
  readonly log: Logger
}

/** All that listen at this gateway. */
export interface Listeners {
  /** A place for that user; 1007 when he has enough of them, 9003 when the gateway has. */
  admit(user: string): Seat | Refusal
  /** Feeds have grown. */
  hear(news: LiveEntries): void
  /** News may have been missed: everybody looks. */
  lookAll(): void
  size(): number
  /** Ends every stream in order, and lets nobody in any more: the gateway stops. */
  stop(): void
}

/** Looking at a slow pace finds what no message told of. */
const lookEveryMs = 30_000

/** Keeps who listens to whose feed. Memory only: whoever loses it comes back and says where he was. */
export const createListeners = ({ most, mostOfOne, ...needs }: ListenersNeeds): Listeners => {
  const seats = new Map<string, Set<TakenSeat>>()
  let count = 0
  let stopped = false

  const onLeft = (user: string) => (seat: TakenSeat) => {
    const mine = seats.get(user)
    mine?.delete(seat)
    if (mine?.size === 0) seats.delete(user)
    count -= 1
  }
  const all = () => [...seats.values()].flatMap((mine) => [...mine])
  const lookAll = () => {
    for (const { look } of all()) look()
  }
  const looking = setInterval(lookAll, lookEveryMs)

  return {
    admit: (user) => {
      if (stopped) return refusal(9002, 'the gateway is stopping')
      if (count >= most) return refusal(9003, 'too many listen at this gateway')
      const mine = seats.get(user) ?? new Set()
      if (mine.size >= mostOfOne) return refusal(1007, `nobody may have more than ${mostOfOne} streams at a time`)
      const seat = takeSeat({ ...needs, user, onLeft: onLeft(user) })
      seats.set(user, mine.add(seat))
      count += 1
      return seat
    },
    hear: ({ told }) => {
      for (const { user, entries } of told) for (const { hear } of seats.get(user) ?? []) hear(entries)
    },
    lookAll,
    size: () => count,
    stop: () => {
      stopped = true
      clearInterval(looking)
      for (const { end } of all()) end(9002, 'the gateway is stopping')
    },
  }
}
