import { setTimeout as sleep } from 'node:timers/promises'
import { recordSpan } from '@gongdan/tracing'
import type { Collection } from 'mongodb'
import type { Logger } from 'pino'
import { type Aggregate, type AggregateDocument, stateAt } from './document.ts'
import type { Entry, Fact } from './history.ts'
import { type Change, updateEach } from './updateEach.ts'

/** An event on its way out: the exchange gets it under its type. */
export interface OutgoingEvent {
  readonly id: string
  readonly type: string
  readonly correlationId: string
  readonly body: Buffer
}

/** Up to which seq the events of a document, by its id, have been sent. */
export type Sent = ReadonlyMap<string, number>

export interface RelayNeeds<S, F extends Fact> {
  readonly aggregate: Aggregate<S, F>
  readonly documents: Collection<AggregateDocument<F>>
  /** A function of the history up to the entry, whoever calls it and however late; null: nobody outside hears of this entry. */
  readonly eventOf: (document: AggregateDocument<F>, entry: Entry<F>, state: S) => OutgoingEvent | null
  /** Resolves when the event is confirmed by the exchange's queues. */
  readonly publish: (event: OutgoingEvent) => Promise<void>
  readonly now: () => number
  readonly log: Logger
  /** Notes that events were sent; by default nothing else. See markSent. */
  readonly mark?: (sent: Sent) => Promise<void>
  /** Told after each look for what was left behind how old the oldest of it was, in ms. */
  readonly lagging?: (ms: number) => void
  /** How often to look for what a crashed process left (default 1 s), and how old it must be (2 s), in ms. */
  readonly sweepEveryMs?: number
  readonly sweepAfterMs?: number
}

export interface Relay<F extends Fact> {
  /** Soon sends what is unsent in these documents, then marks it. Never throws; what fails is left to the sweeper. */
  send(documents: readonly AggregateDocument<F>[]): void
  /** One pass over what others left behind. Gives the age of the oldest unsent event in ms, 0 when there is none. */
  sweep(): Promise<number>
  /** What the last pass gave. */
  lagMs(): number
  start(): void
  /** Sends what is waiting at once, waits for what is being sent and writes the marks. */
  stop(): Promise<void>
}

const SWEEP_LIMIT = 500
/** Nobody waits for an event, but somebody for the answer that is on its way now: events leave after it, and together. */
const SEND_AFTER_MS = 50
/** Marks wait for company too: one write for many. */
const MARK_AFTER_MS = 100

/** A mark: the events of a document have been sent up to this version, its last as far as is known; `also` is noted with it. */
export interface Mark {
  readonly _id: string
  readonly version: number
  readonly also?: object
}

const marked: Change = {
  guard: { $eq: ['$version', '$$own.version'] },
  becomes: {
    $unsetField: {
      field: 'unrelayedSince',
      input: { $mergeObjects: ['$$ROOT', '$$own.also', { relayed: '$$own.version' }] },
    },
  },
}

/**
 * Writes marks. One is passed over if there is more to be sent by now: whoever sends that marks it all. A lost mark only means
 * that an event is sent once more, so no majority is waited for.
 */
export const markSent = async <D extends { readonly _id: string }>(
  documents: Collection<D>,
  marks: readonly Mark[],
) => {
  await updateEach(documents, marks, marked, { writeConcern: { w: 1 } })
}

/**
 * The outbox (design decision 1): sends every event with `seq > relayed` in order, confirmed, then moves `relayed` on. Two
 * relays of one document may send an event twice, never skip one. Marks are batched and never change `version`.
 */
export const createRelay = <S, F extends Fact>(needs: RelayNeeds<S, F>): Relay<F> => {
  const { aggregate, documents, eventOf, publish, now, log, sweepEveryMs = 1_000, sweepAfterMs = 2_000 } = needs
  const sending = new Set<Promise<void>>()
  let waiting = new Map<string, AggregateDocument<F>>()
  let gathering = false
  let marks = new Map<string, number>()
  let marking: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let lag = 0
  const stopping = new AbortController()
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {})

  const publishTraced = async (event: OutgoingEvent, decidedAt: number): Promise<void> => {
    await publish(event)
    const { id, type, correlationId } = event
    const attributes = { 'messaging.message.id': id }
    recordSpan({ name: `send ${type}`, kind: 'producer', correlationId, startedAt: decidedAt, attributes })
  }

  const sendOne = async (document: AggregateDocument<F>): Promise<void> => {
    const relayed = Math.max(document.relayed, marks.get(document._id) ?? 0)
    const unsent = document.history.filter((entry) => entry.seq > relayed)
    let state = stateAt(aggregate, document._id, document.history, relayed)
    // All of them are made before the first is sent: if one cannot be, no confirm is left that nobody waits for.
    const events = unsent.map((entry) => {
      state = aggregate.evolve(state, entry, document._id)
      return { event: eventOf(document, entry, state), at: entry.at }
    })
    const results = await Promise.allSettled(
      events.map(({ event, at }) => (event === null ? undefined : publishTraced(event, at))),
    )
    const failed = results.findIndex((result) => result.status === 'rejected')
    const sent = failed === -1 ? unsent : unsent.slice(0, failed)
    const last = sent.at(-1)
    if (last !== undefined) marks.set(document._id, Math.max(last.seq, marks.get(document._id) ?? 0))
    const failure = results[failed]
    if (failure?.status === 'rejected')
      log.warn({ err: failure.reason, id: document._id }, 'event not sent, the sweeper will')
  }

  const mark = needs.mark ?? markAlone(documents)
  const writeMarks = async (): Promise<void> => {
    const batch = marks
    marks = new Map()
    await mark(batch).catch((err: unknown) => log.warn({ err }, 'marks not written, the sweeper will send again'))
  }
  const markSoon = async (): Promise<void> => {
    await pause(MARK_AFTER_MS)
    await writeMarks()
    marking = marks.size === 0 ? undefined : markSoon()
  }

  const sendAll = async (batch: readonly AggregateDocument<F>[]): Promise<void> => {
    // Each by itself: one that an older version of us cannot read must not keep the others from being marked.
    const send = (document: AggregateDocument<F>) =>
      sendOne(document).catch((err: unknown) => log.error({ err, id: document._id }, 'events could not be made'))
    await Promise.all(batch.map(send))
    if (marks.size > 0) marking ??= markSoon()
  }
  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work
      .catch((err: unknown) => log.error({ err }, 'relay failed'))
      .finally(() => sending.delete(tracked))
    sending.add(tracked)
    return tracked
  }

  const sendSoon = async (): Promise<void> => {
    await pause(SEND_AFTER_MS)
    const batch = waiting
    waiting = new Map()
    gathering = false
    await sendAll([...batch.values()])
  }

  const sweep = async (): Promise<number> => {
    const before = new Date(now() - sweepAfterMs)
    const left = await documents
      .find({ unrelayedSince: { $lt: before } } as never)
      .sort({ unrelayedSince: 1 })
      .limit(SWEEP_LIMIT)
      .toArray()
    await track(sendAll(left as unknown as AggregateDocument<F>[]))
    const oldest = left[0]?.unrelayedSince
    lag = oldest === undefined ? 0 : now() - oldest.getTime()
    return lag
  }
  const sweepForever = (): void => {
    timer = setTimeout(() => {
      sweep()
        .then(needs.lagging)
        .catch((err: unknown) => log.warn({ err }, 'sweep failed, tried again'))
        .finally(() => timer !== undefined && sweepForever())
    }, sweepEveryMs)
  }

  return {
    send: (batch) => {
      for (const document of batch) {
        if (document.version >= (waiting.get(document._id)?.version ?? 0)) waiting.set(document._id, document)
      }
      if (gathering || waiting.size === 0) return
      gathering = true
      void track(sendSoon())
    },
    sweep,
    lagMs: () => lag,
    start: sweepForever,
    stop: async () => {
      clearTimeout(timer)
      timer = undefined
      stopping.abort()
      await Promise.all(sending)
      while (marking !== undefined) await marking
    },
  }
}

const markAlone =
  <F extends Fact>(documents: Collection<AggregateDocument<F>>) =>
  (sent: Sent): Promise<void> =>
    markSent(
      documents,
      [...sent].map(([_id, version]) => ({ _id, version })),
    )
