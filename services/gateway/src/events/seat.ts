import type { FeedEntry, FeedPage, Scode } from '@gongdan/contracts'
import type { Logger } from 'pino'
import type { ReadFeed } from './feedReader.ts'
import { createListener, type Sink } from './listener.ts'
import { beginningText, endText, heartbeatText } from './sse.ts'

/** A stream to a client that goes on until somebody ends it. */
export interface EventStream extends Sink {
  /** Ends it in order, after this text. */
  end(text: string): void
  /** Cuts it off: its client takes nothing any more. */
  destroy(): void
}

/** A place among the listeners: from the moment it is taken it hears when its user's feed grows. */
export interface Seat {
  /** The feed's next page after an entry, or where it ends. Rejects when the owner of the feeds does not answer. */
  read(after: number | null): Promise<FeedPage>
  /** Begins the stream behind `after` with the page read there; it ends when the token does, at `expires` (unix ms). */
  start(stream: EventStream, after: number, page: FeedPage, expires: number): void
  /** The client has taken what was written. */
  drained(): void
  /** The client has gone, or never was: the place is free again. */
  leave(): void
}

/** A seat as the hall sees it. */
export interface TakenSeat extends Seat {
  hear(entries: readonly FeedEntry[]): void
  /** Looks for entries that no message told of. */
  look(): void
  end(scode: Scode, desc: string): void
}

export interface SeatNeeds {
  readonly user: string
  readonly read: ReadFeed
  /** When a client comes back after its stream has broken off. */
  readonly retryMs: number
  /** A stream ends after this time, however long its token is valid, so that listeners spread over new gateways. */
  readonly longestMs: number
  readonly now: () => number
  readonly log: Logger
  /** Told once, when the place is free again. */
  readonly onLeft: (seat: TakenSeat) => void
}

const heartbeatMs = 15_000
const lookAgainMs = 1_000
/** A client that takes nothing for this long is cut off; it comes back with the id that it has. */
const patienceMs = 30_000

/** One client that listens: its place in the feed, its heartbeat, its end. */
export const takeSeat = ({ user, read, retryMs, longestMs, now, log, onLeft }: SeatNeeds): TakenSeat => {
  const listener = createListener()
  let stream: EventStream | undefined
  let left = false
  let looking = false
  let fullSince: number | undefined
  let [beating, ending, again]: NodeJS.Timeout[] = []

  const look = async (): Promise<void> => {
    if (stream === undefined || left || looking || listener.isFull()) return
    looking = true
    clearTimeout(again)
    const [before, answered] = [listener.seq(), await readOn()]
    looking = false
    if (left || (answered && !listener.isBehind())) return
    // News may be ahead of what can be read; nothing is gained by asking in a hurry.
    if (listener.seq() > before) void look()
    else again = setTimeout(() => void look(), lookAgainMs)
  }
  const readOn = async (): Promise<boolean> => {
    try {
      listener.take(await read({ user, after: listener.seq() }))
      return true
    } catch (err) {
      log.debug({ err }, 'a feed could not be read yet')
      return false
    }
  }
  const catchUp = () => {
    if (listener.isBehind()) void look()
  }

  const beat = () => {
    if (!listener.isFull()) {
      fullSince = undefined
      stream?.write(heartbeatText)
      return
    }
    fullSince ??= now()
    if (now() - fullSince >= patienceMs) stream?.destroy()
  }

  const seat: TakenSeat = {
    read: (after) => read({ user, after }),
    start: (to, after, page, expires) => {
      if (left) return
      stream = to
      beating = setInterval(beat, heartbeatMs)
      const tokenMs = expires - now()
      const end = () => (tokenMs <= longestMs ? seat.end(2002, 'the token has expired') : seat.end(0, 'come back'))
      ending = setTimeout(end, Math.min(tokenMs, longestMs))
      to.write(beginningText(retryMs, after))
      listener.start(to, after)
      listener.take(page)
      catchUp()
    },
    drained: () => {
      listener.drained()
      catchUp()
    },
    hear: (entries) => {
      listener.hear(entries)
      catchUp()
    },
    look: () => void look(),
    end: (scode, desc) => {
      // At random, so that those who are sent away together do not return together.
      stream?.end(endText(scode, desc, Math.round(retryMs * (0.25 + Math.random()))))
      seat.leave()
    },
    leave: () => {
      if (left) return
      left = true
      for (const timer of [beating, ending, again]) clearTimeout(timer)
      onLeft(seat)
    },
  }
  return seat
}
