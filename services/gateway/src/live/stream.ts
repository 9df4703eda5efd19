import { type Desc, type FeedEntry, type FeedPage, type Scode, said } from '@gongdan/contracts'
import type { Logger } from 'pino'
import { createFeedCursor, type Write } from './cursor.ts'
import type { ReadFeed } from './feedClient.ts'
import { beginningText, endText, heartbeatText } from './sse.ts'

/** The connection to a client that listens. */
export interface Sink {
  readonly write: Write
  /** Ends the connection in order, after this text. */
  end(text: string): void
  /** Destroys the connection of a client that no longer reads. */
  destroy(): void
}

/** A stream of live events to one client. Once subscribed it gets an update whenever its user's feed grows. */
export interface LiveStream {
  /** The feed's next page after an entry, or where it ends. Rejects when the owner of the feeds does not answer. */
  read(after: number | null): Promise<FeedPage>
  /**
   * Begins behind `after` with the page read there; ends when the token does, at `expires` (unix ms). False, and nothing was
   * opened, if the stream was ended or closed before.
   */
  start(open: () => Sink, after: number, page: FeedPage, expires: number): boolean
  /** The client has taken what was written. */
  drained(): void
  /** The connection was closed, or never opened: the subscription ends. */
  close(): void
}

/** A stream as the hub sees it. */
export interface SubscribedStream extends LiveStream {
  onEntries(entries: readonly FeedEntry[]): void
  /** Writes a change of a ticket, or drops it for a client that reads too slowly. */
  onChange(text: string): void
  /** Looks for entries whose update was lost. */
  check(): void
  end(scode: Scode, desc: Desc): void
}

export interface StreamDeps {
  readonly user: string
  /** The roles in the client's token (see `ownerKey`). */
  readonly roles: ReadonlySet<string>
  readonly read: ReadFeed
  /** When a client comes back after its stream has broken off. */
  readonly retryMs: number
  /** A stream ends after this time, however long its token is valid, so that streams spread over new gateways. */
  readonly maxAgeMs: number
  readonly now: () => number
  readonly log: Logger
  /** Called once, when the subscription has ended. */
  readonly onClosed: (stream: SubscribedStream) => void
}

const heartbeatMs = 15_000
const checkAgainMs = 1_000
/** A client that takes nothing for this long is cut off; it comes back with the id that it has. */
const maxFullMs = 30_000

/** One client's stream: its place in the feed, its heartbeat, its end. */
export const createLiveStream = (deps: StreamDeps): SubscribedStream => {
  const { user, roles, read, retryMs, maxAgeMs, now, log, onClosed } = deps
  const cursor = createFeedCursor(roles)
  let sink: Sink | undefined
  let closed = false
  let checking = false
  let fullSince: number | undefined
  let [heartbeat, ending, again]: NodeJS.Timeout[] = []

  const check = async (): Promise<void> => {
    if (sink === undefined || closed || checking || cursor.isFull()) return
    checking = true
    clearTimeout(again)
    const [before, answered] = [cursor.seq(), await readNext()]
    checking = false
    if (closed || (answered && !cursor.isBehind())) return
    // An update may be ahead of what can be read yet, so the next query waits a moment.
    if (cursor.seq() > before) void check()
    else again = setTimeout(() => void check(), checkAgainMs)
  }
  const readNext = async (): Promise<boolean> => {
    try {
      cursor.onPage(await read({ user, after: cursor.seq() }))
      return true
    } catch (err) {
      log.debug({ err }, 'feed not read, trying again')
      return false
    }
  }
  const catchUp = () => {
    if (cursor.isBehind()) void check()
  }

  const beat = () => {
    if (!cursor.isFull()) {
      fullSince = undefined
      sink?.write(heartbeatText)
      return
    }
    fullSince ??= now()
    if (now() - fullSince >= maxFullMs) sink?.destroy()
  }

  const stream: SubscribedStream = {
    read: (after) => read({ user, after }),
    start: (open, after, page, expires) => {
      if (closed) return false
      const to = open()
      sink = to
      heartbeat = setInterval(beat, heartbeatMs)
      const tokenMs = expires - now()
      const end = () =>
        tokenMs <= maxAgeMs
          ? stream.end(2002, said('the token has expired', '令牌已过期'))
          : stream.end(0, said('come back', '请重新连接'))
      ending = setTimeout(end, Math.min(tokenMs, maxAgeMs))
      to.write(beginningText(retryMs, after))
      cursor.start(to.write, after)
      cursor.onPage(page)
      catchUp()
      return true
    },
    drained: () => {
      cursor.drained()
      catchUp()
    },
    onEntries: (entries) => {
      cursor.onEntries(entries)
      catchUp()
    },
    onChange: cursor.pass,
    check: () => void check(),
    end: (scode, desc) => {
      // At random, so that clients that are disconnected together do not reconnect together.
      sink?.end(endText(scode, desc, Math.round(retryMs * (0.25 + Math.random()))))
      stream.close()
    },
    close: () => {
      if (closed) return
      closed = true
      for (const timer of [heartbeat, ending, again]) clearTimeout(timer)
      onClosed(stream)
    },
  }
  return stream
}
