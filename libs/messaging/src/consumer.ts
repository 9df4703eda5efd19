import { type Batcher, createBatcher, pause } from '@gongdan/scheduling'
import { recordSpan } from '@gongdan/tracing'
import type { Channel, ConsumeMessage } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import { partsOf } from './bundle.ts'
import type { Connection } from './connection.ts'
import { type DecodedMessage, decode, type Verify } from './decode.ts'
import { type Delivery, toDelivery } from './delivery.ts'
import { isBusUnavailable, reasonOf } from './faults.ts'
import { finish, type HandleOptions, handleBatch, type Result } from './handle.ts'
import {
  type Handler,
  type Handlers,
  type Later,
  type MessageSchemas,
  type OutMessage,
  type Receiver,
  retry,
} from './message.ts'
import { call, closeChannel, RecoveringChannel } from './recoveringChannel.ts'
import { createSettle, type SettleOptions } from './settle.ts'
import { createTogether, type Together } from './together.ts'

const drainTimeoutMs = 20_000

export interface ConsumeOptions<S extends MessageSchemas = MessageSchemas> {
  readonly queue: string
  /** Most deliveries in flight at once, waiting ones included. */
  readonly prefetch: number
  /** Most deliveries handled together, 100 if not given; 1 switches natural batching off. */
  readonly maxBatch?: number
  /** Waits so long for more before handling less than the most, in milliseconds: where no request waits for the result. */
  readonly lingerMs?: number
  /**
   * What handlers leave to the end (`doneAfter`) is done together for what is handled in so many milliseconds, sooner for as many
   * messages as the prefetch: no more may come.
   */
  readonly lastLingerMs?: number
  /**
   * Makes this the consumer of a quarantine: parks a message that its consumers died of so often, instead of handling it once
   * more. A bundle is taken apart first, because the broker counts deaths a message.
   */
  readonly mostDeaths?: number
  /**
   * Handles one after the other what came one after the other, of whatever type (neighbours that have the same handler
   * function together); else only messages of one type are in order.
   */
  readonly inOrder?: boolean
  /** The schema of each type of message; a message of any other type is parked. */
  readonly messages: S
  /** What to do with each type of message. */
  readonly handlers: Handlers<S>
  /** If given, a message whose sender it does not believe is parked. */
  readonly verify?: Verify
  /** If given, says whether the code of the bundle is genuine that a message came in. A bundle that is not proved is parked whole. */
  readonly isProved?: (part: Delivery) => boolean
  /** If given, makes a reply one that its receiver believes. */
  readonly proveReply?: (reply: OutMessage, to: Receiver) => OutMessage
  /** If given, gives replies in place of one that is too large, each smaller than it and good by itself; none if it cannot. */
  readonly smallerReplies?: (reply: unknown) => readonly unknown[]
  /** If given, proves the copy of a message that came in a bundle to this consumer, which gets it again. */
  readonly vouch?: (copy: OutMessage, delivery: Delivery) => OutMessage
  /** Says of a thrown fault that a store is out of reach; the same is known of this library's own faults. */
  readonly isUnavailable?: (fault: unknown) => boolean
}

export interface ConsumerDeps extends Omit<SettleOptions, 'queue' | 'proveReply' | 'smallerReplies' | 'vouch'> {
  readonly connection: Connection
  readonly declare: (channel: Channel) => Promise<void>
}

/** A message, and what its handler made of it. */
interface Handled {
  readonly message: DecodedMessage
  readonly result: Result | Later
}

const lastOf = (result: Result | Later) => (result.kind === 'done' ? result.last : undefined)

/** Consumes a queue over a channel of its own, which is rebuilt with its topology whenever it is lost (guarantees §3). */
export class Consumer {
  readonly #options: ConsumeOptions
  readonly #deps: ConsumerDeps
  readonly #log: Logger
  readonly #settle: ReturnType<typeof createSettle>
  readonly #stopping = new AbortController()
  readonly #handleOptions: HandleOptions
  readonly #recovering: RecoveringChannel<Channel>
  readonly #together: Together
  #batchers: ReadonlyMap<string, Batcher<DecodedMessage>>
  #inFlight = 0
  #consuming: { readonly channel: Channel; readonly tag: string } | undefined
  /** Counts the channels: a delivery of an earlier one can no longer be acknowledged. */
  #generation = 0

  constructor(options: ConsumeOptions, deps: ConsumerDeps) {
    const { queue, proveReply, smallerReplies, vouch, isUnavailable = () => false } = options
    this.#options = options
    this.#deps = deps
    this.#log = deps.log.child({ queue })
    const given = {
      ...(proveReply && { proveReply }),
      ...(smallerReplies && { smallerReplies }),
      ...(vouch && { vouch }),
    }
    this.#settle = createSettle({ ...deps, log: this.#log, queue, ...given })
    this.#handleOptions = {
      isUnavailable: (fault) => isBusUnavailable(fault) || isUnavailable(fault),
      stopping: this.#stopping.signal,
      log: this.#log,
    }
    this.#together = createTogether(options.prefetch, options.lastLingerMs ?? 0)
    this.#batchers = this.#createBatchers()
    this.#recovering = new RecoveringChannel<Channel>({
      name: queue,
      connection: deps.connection,
      log: this.#log,
      create: (on, done) => on.createChannel(done),
      build: (channel) => this.#build(channel),
      lost: () => this.#lost(),
    })
  }

  /** Takes no more deliveries and finishes those in flight, at most 20 s; what is left then is delivered again. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    const consuming = this.#consuming
    if (consuming) await call((done) => consuming.channel.cancel(consuming.tag, done)).catch(() => {})
    const until = Date.now() + drainTimeoutMs
    while (this.#inFlight > 0 && Date.now() < until) await pause(10)
    await this.#recovering.stop()
  }

  #receive(delivery: Delivery): void {
    const { queue, mostDeaths } = this.#options
    if (delivery.redelivered) this.#deps.metrics.redelivered.inc({ queue })
    const parts = this.#partsOf(delivery)
    this.#inFlight += parts.length
    const isTakenApart = mostDeaths !== undefined && parts.length > 1
    for (const part of parts) {
      if (isTakenApart) void this.#end({ delivery: part }, { kind: 'deferred' })
      else this.#take(part)
    }
  }

  /** A bundle is taken apart only if it is believed: no message of it has a code of its own, by which it could be believed later. */
  #partsOf(delivery: Delivery): readonly Delivery[] {
    const parts = partsOf(delivery)
    const [first] = parts
    const isBelieved = first?.bundled === undefined || this.#options.isProved?.(first) !== false
    return isBelieved ? parts : [delivery]
  }

  /** Decodes a message and adds it to the batch that is handled next. */
  #take(delivery: Delivery): void {
    const decoded = decode(delivery, this.#options.messages, this.#options.verify)
    if ('refused' in decoded) void this.#end({ delivery }, { kind: 'reject', reason: decoded.refused })
    else if ('dropped' in decoded) void this.#end({ delivery }, { kind: 'dropped', reason: decoded.dropped })
    else if (this.#isDeadly(delivery)) void this.#end(decoded, { kind: 'reject', reason: 'its consumers die of it' })
    else this.#batchers.get(delivery.type)?.add(decoded)
  }

  #isDeadly({ redelivered, headers }: Delivery): boolean {
    const deaths = headers['x-delivery-count']
    return redelivered && typeof deaths === 'number' && deaths >= (this.#options.mostDeaths ?? Number.POSITIVE_INFINITY)
  }

  /** A batcher for each type, so that types do not wait for each other; in order, one for all of them. */
  #createBatchers(): ReadonlyMap<string, Batcher<DecodedMessage>> {
    const { maxBatch = 100, lingerMs = 0, inOrder = false } = this.#options
    const create = () => createBatcher<DecodedMessage>(maxBatch, (batch) => this.#handleAll(batch), lingerMs)
    const shared = inOrder ? create() : undefined
    return new Map(Object.keys(this.#options.messages).map((type) => [type, shared ?? create()]))
  }

  async #handleAll(batch: readonly DecodedMessage[]): Promise<void> {
    for (const chunk of chunkBy(batch, ({ delivery }) => this.#handlerOf(delivery.type))) await this.#handle(chunk)
  }

  /** Handles messages of one handler together; what became of each is settled without waiting for it. */
  async #handle(batch: readonly DecodedMessage[]): Promise<void> {
    const alive = batch.filter(({ delivery }) => delivery.alive())
    this.#inFlight -= batch.length - alive.length
    if (alive.length === 0) return
    const { queue } = this.#options
    const { type } = alive[0]!.delivery
    this.#deps.metrics.batchSize.observe({ queue, type }, alive.length)
    const stopTimer = this.#deps.metrics.consumeDuration.startTimer({ queue, type })
    const results = await handleBatch(this.#handlerOf(type), alive, this.#handleOptions)
    const seconds = stopTimer()
    this.#log.debug({ type, messages: alive.length, seconds }, 'batch handled')
    const handled = results.map((result, at) => ({ message: alive[at]!, result }))
    for (const [last, those] of Map.groupBy(handled, ({ result }) => lastOf(result))) {
      if (last === undefined) this.#endAll(those)
      else void this.#endAfter(last, those)
    }
  }

  async #endAfter(last: () => Promise<unknown>, handled: readonly Handled[]): Promise<void> {
    const deliveries = handled.map(({ message }) => message.delivery)
    await this.#together(deliveries.length)
    const instead = await finish(last, deliveries, this.#handleOptions)
    this.#endAll(instead === undefined ? handled : handled.map(({ message }) => ({ message, result: instead })))
  }

  #endAll(handled: readonly Handled[]): void {
    for (const { message, result } of handled) {
      if (result.kind === 'later') void this.#handleLater(message, result.until)
      else void this.#end(message, result)
    }
  }

  /** Puts a message with those that are handled next, when what it waits for is settled. */
  async #handleLater(decoded: DecodedMessage, until: Promise<unknown>): Promise<void> {
    await until.catch(() => {})
    this.#batchers.get(decoded.delivery.type)?.add(decoded)
  }

  /** Settles a delivery; never rejects. */
  async #end({ delivery, from }: Pick<DecodedMessage, 'delivery' | 'from'>, result: Result): Promise<void> {
    try {
      await this.#settle(delivery, result, from)
    } catch (fault) {
      // A reply that cannot be written as JSON, or is too large: the handler's fault as if it had thrown.
      await this.#settle(delivery, retry(reasonOf(fault)), from).catch((err: unknown) => {
        const { id: messageId, type, correlationId } = delivery
        // The broker delivers it again when it misses the acknowledgement (after 30 minutes) or the channel is lost.
        this.#log.error({ err, messageId, type, correlationId }, 'message can be neither handled nor parked')
      })
    } finally {
      this.#inFlight -= 1
      trace(this.#options.queue, delivery, result)
    }
  }

  #handlerOf(type: string): Handler<unknown> {
    // It is only ever called with what the schema of its own type gave.
    return this.#options.handlers[type] as Handler<unknown>
  }

  async #build(channel: Channel): Promise<void> {
    const { queue, prefetch } = this.#options
    const generation = this.#generation
    const alive = () => this.#generation === generation
    const onMessage = (message: ConsumeMessage | null) => {
      // The broker cancels a consumer whose queue is deleted or has moved: only a new channel is sure to be clean.
      if (message) this.#receive(toDelivery(message, channel, alive))
      else closeChannel(channel)
    }
    await this.#deps.declare(channel)
    await call((done) => channel.prefetch(prefetch, false, done))
    const { consumerTag } = await call<{ consumerTag: string }>((done) => channel.consume(queue, onMessage, {}, done))
    if (this.#stopping.signal.aborted) closeChannel(channel)
    else this.#consuming = { channel, tag: consumerTag }
  }

  #lost(): void {
    this.#generation += 1
    // Batchers belong to a channel too: a handler that hangs must not hold up what the next channel is given.
    this.#batchers = this.#createBatchers()
    this.#consuming = undefined
  }
}

/** Cuts a list where the key of its items changes: the order stays, and neighbours of one key are together. */
export const chunkBy = <T>(items: readonly T[], keyOf: (item: T) => unknown): readonly (readonly T[])[] => {
  const chunks: T[][] = []
  let key: unknown
  for (const item of items) {
    const next = keyOf(item)
    if (chunks.length === 0 || next !== key) chunks.push([])
    chunks.at(-1)?.push(item)
    key = next
  }
  return chunks
}

/** From the moment it came until what follows from it was confirmed. */
const trace = (queue: string, { id, type, correlationId, receivedAt, attempt }: Delivery, result: Result) =>
  recordSpan({
    name: `process ${type}`,
    kind: 'consumer',
    correlationId,
    startedAt: receivedAt,
    attributes: { 'messaging.destination.name': queue, 'messaging.message.id': id, attempt, outcome: result.kind },
    failure: 'reason' in result ? result.reason : undefined,
  })
