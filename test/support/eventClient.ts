import { ChangedTicket, liveChangesType, TicketNotice } from '@gongdan/contracts'
import { EventSource } from 'eventsource'

/** A live event as the client had it. */
export interface LiveEvent {
  readonly id: number
  readonly notice: TicketNotice
}

/** A client of the live stream, by a library that reconnects by itself. */
export interface EventClient {
  /** All events that arrived so far, in order. */
  readonly got: readonly LiveEvent[]
  /** Changes of tickets that arrived so far, in order. */
  readonly changes: readonly ChangedTicket[]
  /** Names of the control events that arrived: `listening`, `missed`, `end`. */
  readonly told: readonly string[]
  /** How often it has connected. */
  connected(): number
  close(): void
}

const comeBackMs = 100

/**
 * Listens at one of these addresses, the next one each time it connects. After an answer that is no stream the client gives
 * up, as browsers do; then a new one goes on behind the last id, as a program does that means to hear everything.
 */
export const openEventClient = (urls: readonly string[], token: string, lastEventId = ''): EventClient => {
  const got: LiveEvent[] = []
  const told: string[] = []
  const changes: ChangedTicket[] = []
  let connections = 0
  let last = lastEventId
  let source: EventSource | undefined
  let closed = false

  const connect: typeof fetch = (address, init) => {
    const { pathname, search } = new URL(String(address))
    const base = urls[connections % urls.length] ?? ''
    connections += 1
    const headers = { ...Object(init?.headers), authorization: `Bearer ${token}` }
    return fetch(new URL(pathname + search, base), { ...init, headers })
  }
  const open = () => {
    if (closed) return
    const opened = new EventSource(`http://gateway.test/v1/events?last_event_id=${last}`, { fetch: connect })
    source = opened
    opened.onmessage = ({ data, lastEventId: id }) => {
      last = id
      got.push({ id: Number(id), notice: TicketNotice.parse(JSON.parse(data)) })
    }
    opened.addEventListener(liveChangesType, ({ data }) => changes.push(ChangedTicket.parse(JSON.parse(data))))
    for (const name of ['listening', 'missed', 'end']) {
      opened.addEventListener(name, ({ lastEventId: id }) => {
        told.push(name)
        if (id !== '') last = id
      })
    }
    opened.onerror = () => {
      if (opened.readyState === opened.CLOSED) setTimeout(open, comeBackMs)
    }
  }
  open()
  return {
    got,
    told,
    changes,
    connected: () => connections,
    close: () => {
      closed = true
      source?.close()
    },
  }
}
