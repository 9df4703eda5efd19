import type { ConfirmChannel } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import { pause } from './backoff.ts'
import type { Link } from './connection.ts'
import { isClosedChannel, isMissingExchange, isNack, PublishFault, type PublishFaultCode } from './faults.ts'
import type { OutMessage } from './message.ts'
import type { Metrics } from './metrics.ts'
import { properties } from './properties.ts'
import { openRecoveringChannel } from './recoveringChannel.ts'
import { createReturns } from './returns.ts'

/** Where a message goes; the empty exchange takes it to the queue named by the routing key. */
export interface Destination {
  readonly exchange: string
  readonly routingKey: string
}

export interface Publisher {
  /**
   * Sends a persistent message. Resolves once the broker has confirmed it and some queue has it, otherwise rejects
   * with a PublishFault. While there is no connection, the broker has an alarm, or too much is unconfirmed, the
   * message waits, at most 5 s. An exchange with an alternate (`events`) never gives a message back as unroutable.
   */
  publish(to: Destination, message: OutMessage): Promise<void>
}

const mostInFlight = 512
const mostWaiting = 10_000
const waitForSendingMs = 5_000
const waitForConfirmMs = 10_000
const sweepEveryMs = 100

interface Pending {
  readonly to: Destination
  readonly message: OutMessage
  readonly resolve: () => void
  readonly reject: (fault: unknown) => void
  deadline: number
  overdue: boolean
}

export interface PublisherOptions {
  readonly link: Link
  readonly declare: (channel: ConfirmChannel) => Promise<void>
  readonly metrics: Metrics
  readonly log: Logger
}

/** A publisher over one confirm channel. `close` waits until nothing is under way, at most 5 s. */
export const createPublisher = (options: PublisherOptions): Publisher & { close(): Promise<void> } => {
  const { link, metrics, log } = options
  const waiting: Pending[] = []
  // A message whose confirm is overdue stays here until its channel is gone, so that memory is bounded.
  const inFlight = new Set<Pending>()
  const returns = createReturns()
  let channel: ConfirmChannel | undefined
  let channelFault: unknown
  let draining = false

  const refuse = (pending: Pending, code: PublishFaultCode, cause?: unknown) => {
    metrics.publishFaults.inc({ code })
    pending.reject(new PublishFault(code, `${pending.message.type} to ${nameOf(pending.to)}: ${code}`, cause))
  }

  // Each message is decided at its confirm: a message that no queue took was given back just before.
  const decide = (pending: Pending, fault: unknown) => {
    inFlight.delete(pending)
    const { to, message } = pending
    if (pending.overdue) returns.take(message.id, to)
    else if (!fault) {
      if (returns.take(message.id, to)) refuse(pending, 'unroutable')
      else pending.resolve()
    } else if (isNack(fault)) refuse(pending, 'nacked', fault)
    else if (isMissingExchange(channelFault, to.exchange)) refuse(pending, 'missing-exchange', channelFault)
    else refuse(pending, 'unknown', channelFault ?? fault)
    pump()
  }

  const send = (on: ConfirmChannel, pending: Pending) => {
    const { to, message } = pending
    try {
      draining = !on.publish(to.exchange, to.routingKey, message.body, properties(message), (fault: unknown) =>
        decide(pending, fault),
      )
    } catch (fault) {
      // Thrown before a byte was written: the channel is closing, or the message cannot be encoded.
      if (!isClosedChannel(fault)) return pending.reject(fault)
      channel = undefined
      waiting.unshift(pending)
      return
    }
    pending.deadline = Date.now() + waitForConfirmMs
    inFlight.add(pending)
  }

  const pump = () => {
    while (channel && !draining && inFlight.size < mostInFlight && !link.state().blocked) {
      const next = waiting.shift()
      if (!next) return
      send(channel, next)
    }
  }

  const sweep = () => {
    const now = Date.now()
    while (waiting[0] && waiting[0].deadline <= now) refuse(waiting.shift()!, 'unavailable')
    for (const pending of inFlight) {
      if (pending.overdue) continue
      if (pending.deadline > now) return
      pending.overdue = true
      refuse(pending, 'unknown')
    }
  }

  const kept = openRecoveringChannel<ConfirmChannel>({
    name: 'publisher',
    link,
    log,
    create: (connection, done) => connection.createConfirmChannel(done),
    build: async (fresh) => {
      channelFault = undefined
      fresh.on('error', (fault) => {
        channelFault = fault
      })
      fresh.on('return', (message) => returns.put(message))
      fresh.on('drain', () => {
        draining = false
        pump()
      })
      await options.declare(fresh)
      draining = false
      channel = fresh
      pump()
    },
    lost: () => {
      channel = undefined
      returns.clear()
    },
  })
  link.onChange(pump)
  const sweeping = setInterval(sweep, sweepEveryMs).unref()

  return {
    publish: (to, message) =>
      new Promise((resolve, reject) => {
        const deadline = Date.now() + waitForSendingMs
        const pending: Pending = { to, message, resolve, reject, deadline, overdue: false }
        if (waiting.length >= mostWaiting) return refuse(pending, 'unavailable')
        waiting.push(pending)
        pump()
      }),
    close: async () => {
      const until = Date.now() + waitForSendingMs
      while ((waiting.length > 0 || inFlight.size > 0) && Date.now() < until) await pause(10)
      clearInterval(sweeping)
      await kept.stop()
      for (const pending of waiting.splice(0)) refuse(pending, 'unavailable')
    },
  }
}

const nameOf = (to: Destination) => (to.exchange === '' ? to.routingKey : `${to.exchange}/${to.routingKey}`)
