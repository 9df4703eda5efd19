import { pause, startWorker, type Worker } from '@gongdan/scheduling'
import { recordSpan } from '@gongdan/tracing'
import type { Collection } from 'mongodb'
import type { Logger } from 'pino'
import { bundlesOf } from './bundles.ts'
import { type Aggregate, type AggregateDocument, stateAt } from './document.ts'
import type { Event, RecordedEvent } from './history.ts'
import { inHistory, readInParts } from './readInParts.ts'
import { type Change, updateEach } from './updateEach.ts'

/** An event on its way out: the exchange gets it under its type. */
export interface OutgoingEvent {
  readonly id: string
  readonly type: string
  readonly correlationId: string
  readonly body: Buffer
}

export interface RelayOptions<S, E extends Event> {
  readonly aggregate: Aggregate<S, E>
  readonly documents: Collection<AggregateDocument<E>>
  /**
   * A function of the history up to the event, or to the end of the write that it is of, whatever process calls it and however
   * late; null: the event is not published. `events` holds at least all that was written with it.
   */
  readonly eventOf: (
    document: { readonly _id: string; readonly events: readonly RecordedEvent<E>[] },
    event: RecordedEvent<E>,
    state: S,
  ) => OutgoingEvent | null
  /** Sends 1-100 events of one type as one message; resolves when it is confirmed by the exchange's queues. */
  readonly publish: (type: string, events: readonly OutgoingEvent[]) => Promise<void>
  readonly now: () => number
  readonly log: Logger
  /** Told after each sweep how old the oldest event that another process left was, in milliseconds. */
  readonly onLag?: (ms: number) => void
  /** How often to look for what a crashed process left (default 2 s), and how old it must be (2 s), in milliseconds. */
  readonly sweepEveryMs?: number
  readonly sweepAfterMs?: number
}

const SWEEP_LIMIT = 500
/** Publish after the commit and gathered, so that replies go first and many events travel as one message. */
const PUBLISH_AFTER_MS = 50
/** Of so many documents it is known what was published last. */
const REMEMBERED = 10_000
/** Marks are gathered too, since no one waits for them: one write for so many documents, or for those of so long. */
const MARKS_TOGETHER = 100
const MARK_AFTER_MS = 400

/** The part of a document that is to be published. A whole one may be large, and many wait. */
interface Unpublished<S, E extends Event> {
  readonly _id: string
  readonly version: number
  /** The state before the events. */
  readonly state: S | undefined
  readonly events: readonly RecordedEvent<E>[]
  /** Up to which seq events of documents have been published by the time that it is this one's turn. */
  readonly published: ReadonlyMap<string, number>
}

/** An event that is on its way, of the entry of that document. */
interface Sent extends OutgoingEvent {
  readonly documentId: string
  readonly seq: number
  /** When it was decided, unix milliseconds. */
  readonly at: number
}

/** What is to be sent of a document: of these entries, those events. An entry need not have one. */
interface Outbox {
  readonly _id: string
  readonly entries: readonly { readonly seq: number }[]
  readonly events: readonly Sent[]
}

/** The events of a document have been published up to this version. */
export interface Mark {
  readonly _id: string
  readonly version: number
}

const isWhole = { $eq: ['$version', '$$own.version'] }
const published = { $mergeObjects: ['$$ROOT', { relayed: { $max: [{ $ifNull: ['$relayed', 0] }, '$$own.version'] } }] }

const marked: Change = {
  guard: { $or: [{ $gt: ['$$own.version', '$relayed'] }, isWhole] },
  becomes: { $cond: [isWhole, { $unsetField: { field: 'unrelayedSince', input: published } }, published] },
}

/**
 * Writes marks: `relayed` moves on whatever the version is by now, but only a document without more to be published ceases to
 * wait. A lost mark only means that an event is published once more, so no majority is waited for.
 */
export const markPublished = async <D extends { readonly _id: string }>(
  documents: Collection<D>,
  marks: readonly Mark[],
) => {
  await updateEach(documents, marks, marked, { writeConcern: { w: 1 } })
}

/**
 * The outbox (decision 1): publishes every event with `seq > relayed`, confirmed, then moves `relayed` on. Events of many
 * documents go together (decision 2), those of one document in their order. Two relays of one document may publish an event
 * twice, never skip one. Marks are batched and never change `version`.
 */
export class Relay<S, E extends Event> {
  readonly #options: RelayOptions<S, E>
  readonly #publishing = new Set<Promise<void>>()
  readonly #stopping = new AbortController()
  #waiting = new Map<string, Unpublished<S, E>>()
  #gathering = false
  #marks = new Map<string, number>()
  /** Up to which seq this process has published lately, for documents that were loaded before that was marked. */
  readonly #sent = new Map<string, number>()
  /** What was gathered goes out after what was gathered before, and not beside it: a later event must not overtake. */
  #turn = Promise.resolve()
  #marking: Promise<void> | undefined
  /** Aborted when marks are to be written without waiting for more. */
  #gatheringMarks = new AbortController()
  #sweeper: Worker | undefined
  #lagMs = 0

  constructor(options: RelayOptions<S, E>) {
    this.#options = options
  }

  /** Looks for what other processes left behind, now and every `sweepEveryMs`. */
  start(): void {
    const { log, sweepEveryMs = 2_000 } = this.#options
    const sweep = async (): Promise<null> => {
      await this.sweep()
      this.#options.onLag?.(this.#lagMs)
      return null
    }
    this.#sweeper = startWorker({ lanes: [{ name: 'relay', concurrency: 1, next: sweep }], log, idleMs: sweepEveryMs })
  }

  /** Soon publishes what is unpublished in these documents, then marks it. Never throws; what fails is left to the sweeper. */
  readonly send = (documents: readonly AggregateDocument<E>[]): void => {
    for (const one of this.#unpublishedOf(documents, this.#sent)) {
      if (one.version >= (this.#waiting.get(one._id)?.version ?? 0)) this.#waiting.set(one._id, one)
    }
    if (this.#gathering || this.#waiting.size === 0) return
    this.#gathering = true
    void this.#track(this.#publishSoon())
  }

  /** One pass over what others left behind. Gives the age of the oldest unpublished event in milliseconds, 0 without one. */
  async sweep(): Promise<number> {
    const { documents, now, sweepAfterMs = 2_000 } = this.#options
    const before = new Date(now() - sweepAfterMs)
    const left = documents
      .find({ unrelayedSince: { $lt: before } } as never, { projection: inHistory })
      .sort({ unrelayedSince: 1 })
      .limit(SWEEP_LIMIT)
    let oldest: Date | undefined
    for await (const part of readInParts<AggregateDocument<E>>(left)) {
      oldest ??= part.documents[0]?.unrelayedSince
      // The database has the word here: what it does not know to be published is published.
      await this.#track(this.#publishAll(this.#unpublishedOf(part.documents, new Map(this.#marks))))
    }
    this.#lagMs = oldest === undefined ? 0 : now() - oldest.getTime()
    return this.#lagMs
  }

  /** What the last sweep gave. */
  readonly lagMs = (): number => this.#lagMs

  /** Publishes what is waiting at once, waits for what is being published and writes the marks. */
  readonly stop = async (): Promise<void> => {
    this.#stopping.abort()
    this.#gatheringMarks.abort()
    await this.#sweeper?.stop()
    await Promise.all(this.#publishing)
    while (this.#marking !== undefined) await this.#marking
  }

  async #publishSoon(): Promise<void> {
    await pause(PUBLISH_AFTER_MS, this.#stopping.signal)
    const batch = this.#waiting
    this.#waiting = new Map()
    this.#gathering = false
    await this.#publishAll([...batch.values()])
  }

  #unpublishedOf(
    documents: readonly AggregateDocument<E>[],
    published: ReadonlyMap<string, number>,
  ): readonly Unpublished<S, E>[] {
    const { aggregate, log } = this.#options
    return documents.flatMap(({ _id, version, relayed, history }) => {
      const from = Math.max(relayed, published.get(_id) ?? 0)
      try {
        const state = stateAt(aggregate, _id, history, from)
        return [{ _id, version, state, events: history.filter(({ seq }) => seq > from), published }]
      } catch (err) {
        // Each by itself: one that an older version cannot read must not keep the others from being published.
        log.error({ err, id: _id }, 'cannot read the history')
        return []
      }
    })
  }

  #publishAll(batch: readonly Unpublished<S, E>[]): Promise<void> {
    this.#turn = this.#turn.then(() => this.#publishNow(batch))
    return this.#turn
  }

  async #publishNow(batch: readonly Unpublished<S, E>[]): Promise<void> {
    const outboxes = batch.flatMap((document) => this.#outboxOf(document) ?? [])
    const bundles = bundlesOf(outboxes.map(({ events }) => events))
    const confirms = await Promise.allSettled(bundles.map((bundle) => this.#publish(bundle)))
    /** The first event of a document that was not published. */
    const firstFailed = new Map<string, number>()
    confirms.forEach((confirm, at) => {
      if (confirm.status === 'fulfilled') return
      const failed = bundles[at] ?? []
      for (const { documentId, seq } of failed) {
        firstFailed.set(documentId, Math.min(seq, firstFailed.get(documentId) ?? seq))
      }
      const [first] = failed
      const about = { err: confirm.reason, type: first?.type, events: failed.length, id: first?.documentId }
      this.#options.log.warn(about, 'event not published, the sweeper tries again')
    })
    for (const { _id, entries } of outboxes) {
      const last = entries.findLast(({ seq }) => seq < (firstFailed.get(_id) ?? Number.POSITIVE_INFINITY))
      if (last === undefined) continue
      this.#marks.set(_id, Math.max(last.seq, this.#marks.get(_id) ?? 0))
      this.#remember(_id, last.seq)
    }
    if (this.#marks.size >= MARKS_TOGETHER) this.#gatheringMarks.abort()
    if (this.#marks.size > 0) this.#marking ??= this.#markSoon()
  }

  /** Undefined when the events cannot be made: one that an older version cannot read must not keep the others back. */
  #outboxOf(document: Unpublished<S, E>): Outbox | undefined {
    const { aggregate, eventOf, log } = this.#options
    const { _id } = document
    const relayed = document.published.get(_id) ?? 0
    let { state } = document
    const events: Sent[] = []
    try {
      for (const entry of document.events) {
        state = aggregate.evolve(state, entry, _id)
        const event = entry.seq > relayed ? eventOf(document, entry, state) : null
        if (event !== null) events.push({ ...event, documentId: _id, seq: entry.seq, at: entry.at })
      }
    } catch (err) {
      log.error({ err, id: _id }, 'cannot build events')
      return undefined
    }
    return { _id, entries: document.events, events }
  }

  #remember(id: string, seq: number): void {
    const known = this.#sent.get(id) ?? 0
    this.#sent.delete(id)
    this.#sent.set(id, Math.max(seq, known))
    const [oldest] = this.#sent.keys()
    if (this.#sent.size > REMEMBERED && oldest !== undefined) this.#sent.delete(oldest)
  }

  async #publish(events: readonly Sent[]): Promise<void> {
    await this.#options.publish(events[0]?.type ?? '', events)
    for (const { id, type, correlationId, at: startedAt } of events) {
      const attributes = { 'messaging.message.id': id }
      recordSpan({ name: `send ${type}`, kind: 'producer', correlationId, startedAt, attributes })
    }
  }

  async #markSoon(): Promise<void> {
    if (this.#marks.size < MARKS_TOGETHER && !this.#stopping.signal.aborted) {
      this.#gatheringMarks = new AbortController()
      await pause(MARK_AFTER_MS, this.#gatheringMarks.signal)
    }
    const { log, documents } = this.#options
    const marks = [...this.#marks].slice(0, MARKS_TOGETHER).map(([_id, version]) => ({ _id, version }))
    for (const { _id } of marks) this.#marks.delete(_id)
    await markPublished(documents, marks).catch((err: unknown) =>
      log.warn({ err }, 'marks not written, events are published again'),
    )
    this.#marking = this.#marks.size === 0 ? undefined : this.#markSoon()
  }

  #track(work: Promise<void>): Promise<void> {
    const tracked = work
      .catch((err: unknown) => this.#options.log.error({ err }, 'relay failed'))
      .finally(() => this.#publishing.delete(tracked))
    this.#publishing.add(tracked)
    return tracked
  }
}
