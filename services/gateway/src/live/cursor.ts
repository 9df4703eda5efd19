import type { FeedEntry, FeedPage } from '@gongdan/contracts'
import { entryText, missedText } from './sse.ts'

/** Writes the text of a stream. False when the send buffer is full. */
export type Write = (text: string) => boolean

/**
 * One stream's place in its user's feed. It keeps no events: what cannot be written now is read again later, so a slow
 * client costs no memory, and nothing rests on a message that may be lost, doubled or late.
 */
export interface FeedCursor {
  /** New entries as the bus brings them: written if they are the next ones, else only a sign that there are some. */
  onEntries(entries: readonly FeedEntry[]): void
  /** From now on entries are written there, beginning with those that follow `after`. */
  start(write: Write, after: number): void
  /**
   * A page that was read after `seq()` as it was then. Entries missing from it have expired, and the client gets an
   * event that says so.
   */
  onPage(page: FeedPage): void
  /** Writes what is in no feed; nothing while the send buffer is full, or before the start. */
  pass(text: string): void
  /** The client has caught up with what was written. */
  drained(): void
  /** The last entry that was written. */
  seq(): number
  /** There are entries that may be written now. */
  isBehind(): boolean
  /** The send buffer is full: nothing more may be written. */
  isFull(): boolean
}

/** The entries that follow `seq` without a gap. */
const nextAfter = (seq: number, entries: readonly FeedEntry[]): readonly FeedEntry[] => {
  const fresh = entries.filter((entry) => entry.seq > seq)
  const gap = fresh.findIndex((entry, index) => entry.seq !== seq + 1 + index)
  return gap === -1 ? fresh : fresh.slice(0, gap)
}

/**
 * A cursor for a client whose token holds these roles (see `ownerKey`). What was told to a role that is not among them is
 * passed over: the user has lost it since.
 */
export const createFeedCursor = (roles: ReadonlySet<string>): FeedCursor => {
  let write: Write | undefined
  let sent = 0
  let newest = 0
  let full = false

  const put = (text: string, seq: number) => {
    if (write === undefined) return
    sent = seq
    if (text !== '') full = !write(text)
  }
  const textOf = (entry: FeedEntry) => (entry.role === null || roles.has(entry.role) ? entryText(entry) : '')

  return {
    onEntries: (entries) => {
      newest = Math.max(newest, entries.at(-1)?.seq ?? 0)
      if (write === undefined || full) return
      const next = nextAfter(sent, entries)
      put(next.map(textOf).join(''), sent + next.length)
    },
    start: (to, after) => {
      write = to
      sent = after
    },
    onPage: ({ last, entries }) => {
      newest = Math.max(newest, last)
      if (write === undefined || full) return
      let [text, seq] = ['', sent]
      for (const entry of entries) {
        if (entry.seq <= seq) continue
        if (entry.seq > seq + 1) text += missedText(seq + 1, entry.seq - 1)
        text += textOf(entry)
        seq = entry.seq
      }
      if (entries.length === 0 && last > seq) {
        text = missedText(seq + 1, last)
        seq = last
      }
      put(text, seq)
    },
    pass: (text) => put(full ? '' : text, sent),
    drained: () => {
      full = false
    },
    seq: () => sent,
    isBehind: () => write !== undefined && !full && newest > sent,
    isFull: () => full,
  }
}
