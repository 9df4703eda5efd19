import {
  type LiveChanges,
  listKeysFor,
  ownerKey,
  type Principal,
  type Refusal,
  refusal,
  userKey,
} from '@gongdan/contracts'
import type { Logger } from 'pino'
import type { FeedUpdate, ReadFeed } from './feedClient.ts'
import { changeText } from './sse.ts'
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
  /** A stream of what concerns the bearer of a token; 1007 when they have too many of them, 9003 when the gateway has. */
  subscribe(principal: Principal): LiveStream | Refusal
  /** Feeds have grown. */
  onUpdates(updates: readonly FeedUpdate[]): void
  /** Tickets have changed: every stream whose token may see one of them hears of that. */
  onChanges(changes: LiveChanges['changes']): void
  /** Updates may have been missed: every stream checks its feed. */
  checkAll(): void
  size(): number
  /** Ends every stream in order, and subscribes no more: the gateway stops. */
  stop(): void
}

/** What a stream ends with, or is refused with, when the gateway stops. */
export const stopping = refusal(9002, 'the gateway is stopping', '网关正在停止')

/** A slow periodic check finds entries whose update was lost. */
const checkMs = 30_000

/** Keeps the streams by user. Memory only: a client that loses its stream comes back with the id that it has. */
export const createLiveHub = ({ maxStreams, maxStreamsPerUser, ...deps }: HubDeps): LiveHub => {
  const streams = new Map<string, Set<SubscribedStream>>()
  /** By each list key of their tokens. */
  const listeners = new Map<string, Set<SubscribedStream>>()
  let count = 0
  let stopped = false

  const onClosed = (user: string, keys: readonly string[]) => (stream: SubscribedStream) => {
    removeFrom(streams, user, stream)
    for (const key of keys) removeFrom(listeners, key, stream)
    count -= 1
  }
  const all = () => [...streams.values()].flatMap((own) => [...own])
  const checkAll = () => {
    for (const { check } of all()) check()
  }
  const checking = setInterval(checkAll, checkMs)

  return {
    subscribe: (principal) => {
      if (stopped) return stopping
      if (count >= maxStreams) return refusal(9003, 'this gateway has too many streams', '此网关的事件流过多')
      const user = userKey(principal)
      if ((streams.get(user)?.size ?? 0) >= maxStreamsPerUser)
        return refusal(
          1007,
          `a user may have at most ${maxStreamsPerUser} streams at a time`,
          `每个用户最多同时有 ${maxStreamsPerUser} 个事件流`,
        )
      const keys = listKeysFor(principal, 'all', null)
      const roles = rolesIn(principal)
      const stream = createLiveStream({ ...deps, user, roles, onClosed: onClosed(user, keys) })
      addTo(streams, user, stream)
      for (const key of keys) addTo(listeners, key, stream)
      count += 1
      return stream
    },
    onUpdates: (updates) => {
      for (const { user, entries } of updates) for (const { onEntries } of streams.get(user) ?? []) onEntries(entries)
    },
    onChanges: (changes) => {
      for (const { keys, change } of changes) {
        const hearing = new Set(keys.flatMap((key) => [...(listeners.get(key) ?? [])]))
        if (hearing.size === 0) continue
        const text = changeText(change)
        for (const { onChange } of hearing) onChange(text)
      }
    },
    checkAll,
    size: () => count,
    stop: () => {
      stopped = true
      clearInterval(checking)
      for (const { end } of all()) end(stopping.scode, stopping.desc)
    },
  }
}

/** The roles in a token, each as `ownerKey` has it. */
const rolesIn = ({ tenantUuid, roles }: Principal): ReadonlySet<string> =>
  new Set(roles.map(({ uuid: roleUuid }) => ownerKey({ tenantUuid, roleUuid })))

const addTo = <T>(sets: Map<string, Set<T>>, key: string, value: T): void => {
  sets.set(key, (sets.get(key) ?? new Set()).add(value))
}
const removeFrom = <T>(sets: Map<string, Set<T>>, key: string, value: T): void => {
  const own = sets.get(key)
  own?.delete(value)
  if (own?.size === 0) sets.delete(key)
}
