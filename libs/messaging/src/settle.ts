import type { Logger } from 'pino'
import { backoffMs, pause } from './backoff.ts'
import type { Delivery } from './delivery.ts'
import { PublishFault, reasonOf } from './faults.ts'
import type { Result } from './handle.ts'
import type { OutMessage } from './message.ts'
import type { Metrics } from './metrics.ts'
import type { Destination, Publisher } from './publisher.ts'
import { nextAttempt, retryHeaders } from './retry.ts'
import { retryExchange } from './topology.ts'

export interface SettleOptions {
  readonly service: string
  readonly queue: string
  readonly parking: string
  readonly retryDelays: readonly number[]
  readonly publisher: Publisher
  readonly metrics: Metrics
  readonly log: Logger
}

/**
 * Ends a delivery: whatever follows from the result is sent and confirmed first, and only then is the message
 * acknowledged. When the delivering channel is gone it does nothing, for the message comes again. Rejects only when
 * the result cannot be written as a message.
 */
export const createSettle = (options: SettleOptions) => {
  const { service, queue, parking, retryDelays, publisher, metrics, log } = options

  const named = ({ id: messageId, type, correlationId }: Delivery) => ({ queue, type, messageId, correlationId })

  const ack = (delivery: Delivery) => {
    if (!delivery.ack()) metrics.staleAck.inc({ queue })
  }

  // Sending twice is harmless, losing is not. False when the delivery died first.
  const publishUntilConfirmed = async (delivery: Delivery, to: Destination, message: OutMessage): Promise<boolean> => {
    for (let attempt = 0; delivery.alive(); attempt += 1) {
      try {
        await publisher.publish(to, message)
        return true
      } catch (fault) {
        if (!(fault instanceof PublishFault)) throw fault
        if (to.exchange === '' && fault.code === 'unroutable') {
          metrics.unroutableReply.inc()
          return true
        }
        log.warn({ ...named(delivery), reason: reasonOf(fault) }, 'could not send on, trying again')
        await pause(backoffMs(attempt))
      }
    }
    return false
  }

  const answer = async (delivery: Delivery, reply: unknown): Promise<boolean> => {
    if (reply === undefined || delivery.replyTo === undefined) return true
    const { id, correlationId, type } = delivery
    const body = Buffer.from(JSON.stringify(reply))
    return publishUntilConfirmed(
      delivery,
      { exchange: '', routingKey: delivery.replyTo },
      { id, type, correlationId, body },
    )
  }

  const about = (delivery: Delivery, reason: string) => ({
    [retryHeaders.reason]: reason,
    [retryHeaders.service]: service,
    [retryHeaders.queue]: queue,
    [retryHeaders.handler]: delivery.type,
  })

  const park = async (delivery: Delivery, reason: string) => {
    const headers = { ...about(delivery, reason), [retryHeaders.attempt]: delivery.attempt }
    log.error({ ...named(delivery), attempt: delivery.attempt, reason }, 'parked')
    if (!(await publishUntilConfirmed(delivery, { exchange: parking, routingKey: queue }, delivery.copy(headers))))
      return
    metrics.parked.inc({ queue })
    ack(delivery)
  }

  const scheduleRetry = async (delivery: Delivery, reason: string) => {
    if (delivery.perishable) {
      // The caller's patience is shorter than the ladder: the question runs into its timeout.
      log.error({ ...named(delivery), reason }, 'question not answered')
      return ack(delivery)
    }
    const next = nextAttempt(retryDelays, delivery.attempt)
    if (next.kind === 'parked') return park(delivery, reason)
    const headers = { ...about(delivery, reason), [retryHeaders.attempt]: delivery.attempt + 1 }
    log.warn({ ...named(delivery), attempt: delivery.attempt, reason }, 'failed')
    const to = { exchange: next.exchange, routingKey: queue }
    if (!(await publishUntilConfirmed(delivery, to, delivery.copy(headers)))) return
    metrics.retried.inc({ queue })
    ack(delivery)
  }

  const postpone = async (delivery: Delivery) => {
    const [firstDelay] = retryDelays
    if (firstDelay === undefined) return
    const to = { exchange: retryExchange(firstDelay), routingKey: queue }
    if (await publishUntilConfirmed(delivery, to, delivery.copy({ [retryHeaders.attempt]: delivery.attempt })))
      ack(delivery)
  }

  return async (delivery: Delivery, result: Result): Promise<void> => {
    switch (result.kind) {
      case 'done':
        if (!delivery.alive()) return ack(delivery)
        if (await answer(delivery, result.reply)) ack(delivery)
        return
      case 'retry':
        if (await answer(delivery, result.reply)) await scheduleRetry(delivery, result.reason)
        return
      case 'reject':
        return park(delivery, result.reason)
      case 'postponed':
        return postpone(delivery)
      case 'left':
        return
    }
  }
}
