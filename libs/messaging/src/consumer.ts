import { recordSpan } from '@gongdan/tracing'
import type { Channel, ConsumeMessage } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import { pause } from './backoff.ts'
import { type Batcher, createBatcher } from './batcher.ts'
import { chunkBy } from './chunkBy.ts'
import type { Link } from './connection.ts'
import { decode, type Verify } from './decode.ts'
import { type Delivery, toDelivery } from './delivery.ts'
import { isBusUnavailable, reasonOf } from './faults.ts'
import { handleTogether, type Job, type Result } from './handle.ts'
import type { Subscription } from './message.ts'
import { retry } from './outcome.ts'
import { call, close, openRecoveringChannel } from './recoveringChannel.ts'
import { createSettle, type SettleOptions } from './settle.ts'

const drainTimeoutMs = 20_000

export interface ConsumeOptions {
  readonly queue: string
  /** Most deliveries in hand at once, waiting ones included. */
  readonly prefetch: number
  /** Most deliveries handed over together, 100 if not given; 1 switches natural batching off. */
  readonly maxBatch?: number
  /** Waits so long for more before handing over less than the most, in milliseconds: for what nobody waits for. */
  readonly lingerMs?: number
  /** Handles one after the other what came one after the other, of whatever type; else only messages of one type are in order. */
  readonly inOrder?: boolean
  /** What to do with each type of message; a message of any other type is parked. */
  readonly subscriptions: Readonly<Record<string, Subscription<unknown>>>
  /** If given, a message whose signature it does not accept is parked. */
  readonly verify?: Verify
  /** Says of a thrown fault that a store is out of reach; the same is known of this library's own faults. */
  readonly isUnavailable?: (fault: unknown) => boolean
}

export interface Consumer {
  /** Takes no more deliveries and finishes those in hand, at most 20 s; what is left then is delivered again. */
  stop(): Promise<void>
}

interface Surroundings extends Omit<SettleOptions, 'queue'> {
  readonly link: Link
  readonly declare: (channel: Channel) => Promise<void>
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

/** Consumes a queue over a channel of its own, which is rebuilt with its topology whenever it is lost. */
export const startConsumer = (options: ConsumeOptions, around: Surroundings): Consumer => {
  const { queue, prefetch, maxBatch = 100, lingerMs = 0, inOrder = false, subscriptions, verify } = options
  const { isUnavailable = () => false } = options
  const { link, metrics } = around
  const log: Logger = around.log.child({ queue })
  const settle = createSettle({ ...around, log, queue })
  const stopping = new AbortController()
  const holding = {
    isUnavailable: (fault: unknown) => isBusUnavailable(fault) || isUnavailable(fault),
    stopping: stopping.signal,
    log,
  }
  let inHand = 0
  let channel: { readonly open: Channel; readonly tag: string } | undefined
  let generation = 0

  const end = async (delivery: Delivery, result: Result) => {
    try {
      await settle(delivery, result)
    } catch (fault) {
      // A reply that is no JSON, most likely: the handler's fault as if it had thrown.
      await settle(delivery, retry(reasonOf(fault)))
    } finally {
      inHand -= 1
      trace(queue, delivery, result)
    }
  }

  const handlerOf = (type: string, subscription: Subscription<unknown>) => {
    const duration = metrics.consumeDuration.labels(queue, type)
    const size = metrics.batchSize.labels(queue, type)
    return async (batch: readonly Job[]) => {
      const jobs = batch.filter((job) => job.delivery.alive())
      inHand -= batch.length - jobs.length
      if (jobs.length === 0) return
      size.observe(jobs.length)
      const stopwatch = duration.startTimer()
      const results = await handleTogether(subscription, jobs, holding)
      const seconds = stopwatch()
      log.debug({ type, messages: jobs.length, seconds }, 'handled')
      results.forEach((result, at) => void end(jobs[at]!.delivery, result))
    }
  }
  const known = Object.entries(subscriptions)
  const laneOf = (type: string, subscription: Subscription<unknown>): Batcher<Job> =>
    createBatcher(maxBatch, handlerOf(type, subscription), lingerMs)
  const oneLane = (): Batcher<Job> =>
    createBatcher(
      maxBatch,
      async (batch) => {
        for (const jobs of chunkBy(batch, ({ delivery }) => subscriptions[delivery.type])) {
          const { type } = jobs[0]!.delivery
          await handlerOf(type, subscriptions[type]!)(jobs)
        }
      },
      lingerMs,
    )
  const newLanes = (): ReadonlyMap<string, Batcher<Job>> => {
    if (!inOrder) return new Map(known.map(([type, subscription]) => [type, laneOf(type, subscription)]))
    const lane = oneLane()
    return new Map(known.map(([type]) => [type, lane]))
  }

  // Lanes belong to a channel too: a handler that hangs must not hold up what its successor is given.
  let lanes = newLanes()

  const receive = (delivery: Delivery) => {
    inHand += 1
    if (delivery.redelivered) metrics.redelivered.inc({ queue })
    const job = decode(delivery, subscriptions, verify)
    if ('refused' in job) void end(delivery, { kind: 'reject', reason: job.refused })
    else lanes.get(delivery.type)?.add(job)
  }

  const kept = openRecoveringChannel<Channel>({
    name: queue,
    link,
    log,
    create: (connection, done) => connection.createChannel(done),
    build: async (fresh) => {
      const mine = generation
      const alive = () => generation === mine
      const take = (message: ConsumeMessage | null) => {
        // The broker cancels a consumer whose queue is deleted or has moved: only a new channel is sure to be clean.
        if (message) receive(toDelivery(message, fresh, alive))
        else close(fresh)
      }
      await around.declare(fresh)
      await call((done) => fresh.prefetch(prefetch, false, done))
      const { consumerTag } = await call<{ consumerTag: string }>((done) => fresh.consume(queue, take, {}, done))
      if (stopping.signal.aborted) close(fresh)
      else channel = { open: fresh, tag: consumerTag }
    },
    lost: () => {
      generation += 1
      lanes = newLanes()
      channel = undefined
    },
  })

  return {
    stop: async () => {
      stopping.abort()
      const consuming = channel
      if (consuming) await call((done) => consuming.open.cancel(consuming.tag, done)).catch(() => {})
      const until = Date.now() + drainTimeoutMs
      while (inHand > 0 && Date.now() < until) await pause(10)
      await kept.stop()
    },
  }
}
