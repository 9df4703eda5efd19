import {
  type ChangedTicket,
  type Desc,
  envelope,
  type FeedEntry,
  liveChangesType,
  type Scode,
} from '@gongdan/contracts'

/** JSON text never holds a raw line break, so one `data:` line takes it all (WHATWG HTML, "Server-sent events"). */
const block = (...lines: readonly string[]): string => `${lines.join('\n')}\n\n`

/** An event of a feed. It has no name, so that it arrives where clients listen first: at `onmessage`. */
export const entryText = ({ seq, notice }: FeedEntry): string => block(`id: ${seq}`, `data: ${notice}`)

/**
 * The first thing on a stream: when to come back if it breaks, and the id to come back with, so that nothing is lost
 * either if it breaks before the first event.
 */
export const beginningText = (retryMs: number, seq: number): string =>
  block(
    `retry: ${retryMs}`,
    'event: listening',
    `id: ${seq}`,
    `data: ${JSON.stringify({ last_event_id: String(seq) })}`,
  )

/** Events between two ids have expired: the client should reload its tickets. */
export const missedText = (from: number, to: number): string =>
  block('event: missed', `id: ${to}`, `data: ${JSON.stringify({ from: String(from), to: String(to) })}`)

/** The last event of a stream that ends in order: the reason, as an envelope, and when to reconnect. */
export const endText = (scode: Scode, desc: Desc, retryMs: number): string =>
  block(`retry: ${retryMs}`, 'event: end', `data: ${JSON.stringify(envelope(scode, desc, null))}`)

/** A ticket has changed. It has no id: it is in no feed, and a client comes back with the id that it had. */
export const changeText = (change: ChangedTicket): string =>
  block(`event: ${liveChangesType}`, `data: ${JSON.stringify(change)}`)

/** Keeps proxies from closing an idle connection, and lets both ends notice a broken one. */
export const heartbeatText = ':\n\n'
