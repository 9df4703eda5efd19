import type { ChangedTicket, LiveEvent } from '@gongdan/sdk'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { gongdan } from '../session/gongdan.ts'
import { readAgain } from './readAgain.ts'

/** `live`: changes are heard; `connecting`: they are about to be; `offline`: lists are only read again from time to time. */
export type LiveState = 'live' | 'connecting' | 'offline'

/** What the leading tab tells the others; `hello` asks it how things are. */
type TabMessage =
  | { readonly kind: 'hello' }
  | { readonly kind: 'state'; readonly state: LiveState; readonly lastId: string | undefined }
  | { readonly kind: 'event'; readonly event: LiveEvent }

type Listener = (event: LiveEvent) => void

/** After how long a stream that was refused is asked for again. */
const REFUSED_MS = 20_000

let state: LiveState = 'connecting'
let lastId: string | undefined
let running: AbortController | undefined
const stateListeners = new Set<() => void>()
const listeners = new Set<Listener>()

const setState = (next: LiveState): void => {
  state = next
  for (const listener of stateListeners) listener()
}

const hear = (event: LiveEvent): void => {
  if ('id' in event) lastId = event.id
  if (event.type === 'broken') setState(navigator.onLine ? 'connecting' : 'offline')
  if (event.type === 'listening' || event.type === 'notice' || event.type === 'changed') setState('live')
  for (const listener of listeners) listener(event)
}

/** Reads the stream until the signal ends it, and tells the other tabs what comes. */
const lead = async (tabs: BroadcastChannel, signal: AbortSignal): Promise<void> => {
  const tell = (message: TabMessage): void => tabs.postMessage(message)
  const answer = ({ data }: MessageEvent<TabMessage>): void => {
    if (data.kind === 'hello') tell({ kind: 'state', state, lastId })
  }
  tabs.addEventListener('message', answer, { signal })
  // Until this tab has a stream of its own nobody hears of changes, whatever the tab before said.
  setState('connecting')
  tell({ kind: 'state', state, lastId })
  while (!signal.aborted) {
    try {
      for await (const event of gongdan().events({ lastEventId: lastId, signal })) {
        // An error cannot be sent to another tab as it is, and none of them needs it.
        const plain = event.type === 'broken' ? { ...event, error: undefined as never } : event
        hear(plain)
        tell({ kind: 'event', event: plain })
      }
    } catch {
      if (signal.aborted) return
      // The token is taken no more. There may be another one later, once the issuer answers again.
      setState('offline')
      tell({ kind: 'state', state, lastId })
      await new Promise((resolve) => setTimeout(resolve, REFUSED_MS))
    }
  }
}

/**
 * Hears of changes as long as somebody is signed in. One tab of a browser holds the stream, for browsers open six connections
 * to a server at most; it tells the others, and another takes over when it is closed. `who` keeps people apart.
 */
export const startLive = (who: string): (() => void) => {
  running?.abort()
  const controller = new AbortController()
  const { signal } = controller
  running = controller
  lastId = undefined
  setState('connecting')
  const tabs = new BroadcastChannel(`gongdan.live.${who}`)
  signal.addEventListener('abort', () => tabs.close())
  tabs.addEventListener(
    'message',
    ({ data }: MessageEvent<TabMessage>) => {
      if (data.kind === 'event') hear(data.event)
      if (data.kind === 'state') {
        lastId = data.lastId ?? lastId
        setState(data.state)
      }
    },
    { signal },
  )
  tabs.postMessage({ kind: 'hello' } satisfies TabMessage)
  navigator.locks
    .request(`gongdan.live.${who}`, { signal }, () => lead(tabs, signal))
    .catch(() => {
      // The wait was ended by signing out.
    })
  return () => controller.abort()
}

/** Calls the listener with everything that is heard while the component is shown. */
export const useLive = (listener: Listener): void => {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => {
    const hearing: Listener = (event) => latest.current(event)
    listeners.add(hearing)
    return () => {
      listeners.delete(hearing)
    }
  }, [])
}

/** Reads the answer again when a ticket that it concerns has changed, and when that may have been missed. */
export const useReadAgain = (queryKey: QueryKey, concerns: (ticket: ChangedTicket) => boolean): void => {
  const client = useQueryClient()
  useLive((event) => {
    const may =
      event.type === 'changed' ? concerns(event.ticket) : event.type === 'listening' || event.type === 'missed'
    if (may) void readAgain(client, queryKey)
  })
}

const subscribe = (listener: () => void): (() => void) => {
  stateListeners.add(listener)
  return () => stateListeners.delete(listener)
}

export const useLiveState = (): LiveState => useSyncExternalStore(subscribe, () => state)

/**
 * How often a list is read again, in milliseconds: also while changes are heard, but seldom, since one may be lost on its way to
 * this tab.
 */
export const useRefetchInterval = (): number => (useLiveState() === 'live' ? 60_000 : 20_000)
