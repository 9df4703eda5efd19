import { type Refusal, refusal, said } from '@gongdan/contracts'
import type { Logger } from 'pino'
import type { FeedUpdate, ReadFeed } from './feedClient.ts'
import { createLiveStream, type LiveStream, type SubscribedStream } from './stream.ts'

export interface HubDeps {
  readonly read: ReadFeed
  /** Streams at this gateway at a time. */
  readonly maxStreams: number
  /** Streams of one user at this gateway at a time. */
  readonly maxStreamsPerUser: number
  readonly retryMs: number
  readonly maxAgeMs: number
  readonly now: () => number
  readonly log: Logger
}

/** All streams of live events at this gateway. */
export interface LiveHub {
  /**
   * A stream for that user, with what concerns the roles in their token (see `ownerKey`); 1007 when the user has too many of
   * them, 9003 when the gateway has.
   */
  subscribe(user: string, roles: ReadonlySet<string>): LiveStream | Refusal
  /** Feeds have grown. */
  onUpdates(updates: readonly FeedUpdate[]): void
  /** Updates may have been missed: every stream checks its feed. */
  checkAll(): void
  size(): number
  /** Ends every stream in order, and subscribes no more: the gateway stops. */
  stop(): void
}

/** A slow periodic check finds entries whose update was lost. */
const checkMs = 30_000

/** Keeps the streams by user. Memory only: a client that loses its stream comes back with the id that it has. */
export const createLiveHub = ({ maxStreams, maxStreamsPerUser, ...deps }: HubDeps): LiveHub => {
  const streams = new Map<string, Set<SubscribedStream>>()
  let count = 0
  let stopped = false

  const onClosed = (user: string) => (stream: SubscribedStream) => {
    const own = streams.get(user)
    own?.delete(stream)
    if (own?.size === 0) streams.delete(user)
    count -= 1
  }
  const all = () => [...streams.values()].flatMap((own) => [...own])
  const checkAll = () => {
    for (const { check } of all()) check()
  }
  const checking = setInterval(checkAll, checkMs)

  return {
    subscribe: (user, roles) => {
      if (stopped) return refusal(9002, 'the gateway is stopping', '网关正在停止')
      if (count >= maxStreams) return refusal(9003, 'this gateway has too many streams', '此网关的事件流过多')
      const own = streams.get(user) ?? new Set()
      if (own.size >= maxStreamsPerUser)
        return refusal(
          1007,
          `a user may have at most ${maxStreamsPerUser} streams at a time`,
          `每个用户最多同时有 ${maxStreamsPerUser} 个事件流`,
        )
      const stream = createLiveStream({ ...deps, user, roles, onClosed: onClosed(user) })
      streams.set(user, own.add(stream))
      count += 1
      return stream
    },
    onUpdates: (updates) => {
      for (const { user, entries } of updates) for (const { onEntries } of streams.get(user) ?? []) onEntries(entries)
    },
    checkAll,
    size: () => count,
    stop: () => {
      stopped = true
      clearInterval(checking)
      for (const { end } of all()) end(9002, said('the gateway is stopping', '网关正在停止'))
    },
  }
}
