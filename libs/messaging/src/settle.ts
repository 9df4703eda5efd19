import { pause } from '@gongdan/scheduling'
import type { Logger } from 'pino'
import { backoffMs } from './backoff.ts'
import type { Delivery } from './delivery.ts'
import { codeOf, PublishFault, reasonOf } from './faults.ts'
import type { Result } from './handle.ts'
import type { OutMessage, Receiver } from './message.ts'
import type { Metrics } from './metrics.ts'
import type { Destination, Publisher } from './publisher.ts'
import { nextRetry, retryHeaders } from './retry.ts'
import { repliesExchange } from './topology.ts'

export interface SettleOptions {
  readonly service: string
  readonly queue: string
  /** The exchange for messages that cannot be handled. */
  readonly parking: string
  /** In milliseconds. */
  readonly retryDelays: readonly number[]
  readonly publisher: Pick<Publisher, 'publish'>
  /** Where replies go out; many together (see gather). */
  readonly gathering: Pick<Publisher, 'publish'>
  readonly proveReply?: (reply: OutMessage, to: Receiver) => OutMessage
  readonly smallerReplies?: (reply: unknown) => readonly unknown[]
  readonly vouch?: (copy: OutMessage, delivery: Delivery) => OutMessage
  readonly metrics: Metrics
  readonly log: Logger
}

/**
 * What became of something that was to be sent. `expired`: it followed from a query, for whose answer nobody waits any more.
 * `gone`: the delivering channel is, so the message comes again.
 */
type Sent = 'confirmed' | 'expired' | 'gone'

const unproved = (message: OutMessage): OutMessage => message

/**
 * Gives the function that ends a delivery: whatever follows from the result is sent and confirmed first, and only then is
 * the message acknowledged (guarantees §3). When the delivering channel is gone it does nothing, for the message comes again.
 * Rejects only when the result cannot be written as a message, or not as one that is small enough.
 */
export const createSettle = (options: SettleOptions) => {
  const {
    service,
    queue,
    parking,
    retryDelays,
    publisher,
    gathering,
    proveReply = unproved,
    smallerReplies = () => [],
    vouch = unproved,
    metrics,
    log,
  } = options

  const logFields = ({ id: messageId, type, correlationId }: Delivery) => ({ queue, type, messageId, correlationId })

  const ack = (delivery: Delivery) => {
    if (!delivery.ack()) metrics.staleAck.inc({ queue })
  }

  /** Sending twice is harmless, losing is not. Rejects when no further attempt could succeed. */
  const publishUntilConfirmed = async (delivery: Delivery, to: Destination, message: OutMessage): Promise<Sent> => {
    const { expiresAt = Number.POSITIVE_INFINITY } = delivery
    for (let attempt = 0; delivery.alive(); attempt += 1) {
      if (Date.now() >= expiresAt) {
        log.warn(logFields(delivery), 'query not answered in time')
        return 'expired'
      }
      try {
        await (to.exchange === repliesExchange ? gathering : publisher).publish(to, message)
        return 'confirmed'
      } catch (fault) {
        if (!(fault instanceof PublishFault) || fault.code === 'too-large') throw fault
        // The reply queue went with its connection; the caller asks again or has given up.
        if (to.exchange === repliesExchange && fault.code === 'unroutable') {
          metrics.unroutableReply.inc()
          return 'confirmed'
        }
        log.warn({ ...logFields(delivery), reason: reasonOf(fault) }, 'publish failed, trying again')
        await pause(backoffMs(attempt))
      }
    }
    return 'gone'
  }

  /** False when the delivering channel was gone first. */
  const reply = async (delivery: Delivery, answer: unknown, asker: string | undefined): Promise<boolean> => {
    const { id, correlationId, type, replyTo } = delivery
    if (answer === undefined || replyTo === undefined) return true
    const written = { id, type, correlationId, body: Buffer.from(JSON.stringify(answer)) }
    const message = asker === undefined ? written : proveReply(written, { service: asker, destination: replyTo })
    const to = { exchange: repliesExchange, routingKey: replyTo }
    try {
      return (await publishUntilConfirmed(delivery, to, message)) !== 'gone'
    } catch (fault) {
      const smaller = codeOf(fault) === 'too-large' ? smallerReplies(answer) : []
      if (smaller.length === 0) throw fault
      log.warn({ ...logFields(delivery), bytes: message.body.length }, 'reply too large, smaller ones sent')
      for (const one of smaller) if (!(await reply(delivery, one, asker))) return false
      return true
    }
  }

  const faultHeaders = (delivery: Delivery, reason: string) => ({
    [retryHeaders.reason]: reason,
    [retryHeaders.service]: service,
    [retryHeaders.queue]: queue,
    [retryHeaders.handler]: delivery.type,
  })

  /** The same message to send on; what came in a bundle, whose code is not its own, with one of ours. */
  const copyOf = (delivery: Delivery, headers: Readonly<Record<string, string | number>>): OutMessage => {
    const copy = delivery.copy(headers)
    return delivery.bundled === undefined ? copy : vouch(copy, delivery)
  }

  /** `asker` waits for the outcome, and learns that it needs a person. What may be anybody's is not answered; a query just expires. */
  const park = async (delivery: Delivery, reason: string, asker: string | undefined) => {
    const headers = { ...faultHeaders(delivery, reason), [retryHeaders.attempt]: delivery.attempt }
    log.error({ ...logFields(delivery), attempt: delivery.attempt, reason }, 'message parked')
    const to = { exchange: parking, routingKey: queue }
    const sent = await publishUntilConfirmed(delivery, to, copyOf(delivery, headers))
    if (sent === 'gone') return
    if (sent === 'confirmed') metrics.parked.inc({ queue })
    const isAwaited = asker !== undefined && delivery.expiresAt === undefined
    if (!isAwaited || (await reply(delivery, { parked: reason }, asker))) ack(delivery)
  }

  const scheduleRetry = async (delivery: Delivery, reason: string, asker: string | undefined) => {
    if (delivery.expiresAt !== undefined) {
      // The caller's timeout is shorter than the retry delays: the query runs into it.
      log.error({ ...logFields(delivery), reason }, 'query not answered')
      return ack(delivery)
    }
    const exchange = nextRetry(retryDelays, delivery.attempt)
    if (exchange === undefined) return park(delivery, reason, asker)
    const headers = { ...faultHeaders(delivery, reason), [retryHeaders.attempt]: delivery.attempt + 1 }
    log.warn({ ...logFields(delivery), attempt: delivery.attempt, reason }, 'message failed, retry scheduled')
    const to = { exchange, routingKey: queue }
    if ((await publishUntilConfirmed(delivery, to, copyOf(delivery, headers))) === 'gone') return
    metrics.retried.inc({ queue })
    ack(delivery)
  }

  /** Sends it through the shortest retry queue without counting an attempt. */
  const defer = async (delivery: Delivery) => {
    // A query was given up by who asked it long before.
    if (delivery.expiresAt !== undefined) return ack(delivery)
    const exchange = nextRetry(retryDelays, 1)
    if (exchange === undefined) return
    const copy = copyOf(delivery, { [retryHeaders.attempt]: delivery.attempt })
    if ((await publishUntilConfirmed(delivery, { exchange, routingKey: queue }, copy)) !== 'gone') ack(delivery)
  }

  const drop = (delivery: Delivery, reason: string) => {
    log.warn({ ...logFields(delivery), reason }, 'message dropped')
    ack(delivery)
  }

  return async (delivery: Delivery, result: Result, asker?: string): Promise<void> => {
    switch (result.kind) {
      case 'done':
        if (!delivery.alive()) return ack(delivery)
        if (await reply(delivery, result.reply, asker)) ack(delivery)
        return
      case 'retry':
        if (await reply(delivery, result.reply, asker)) await scheduleRetry(delivery, result.reason, asker)
        return
      case 'reject':
        return park(delivery, result.reason, asker)
      case 'dropped':
        return drop(delivery, result.reason)
      case 'deferred':
        return defer(delivery)
      case 'abandoned':
        return
    }
  }
}
