import { setTimeout as sleep } from 'node:timers/promises'
import { type CommandOutcome, CommandReply } from '@gongdan/contracts'
import { bundleOf, messagesIn, type OutMessage, proved } from '@gongdan/messaging'
import { type ConsumeMessage, connect } from 'amqplib'
import type { Random } from '../support/random.ts'
import type { FaultHarness } from './faultHarness.ts'

/** Sends again what went over the broker's exchanges, later and in another order. */
export interface Duplicates {
  /** How many have been sent. */
  sent(): number
  /** What copies of a command were answered, by its id; of each, every second answer, since the gateway hears the others. */
  readonly outcomes: ReadonlyMap<string, readonly CommandOutcome[]>
  /** Lets those that are due go out, and sends no more. */
  stop(): Promise<void>
}

const header = 'x-copy'

/** Sends two copies of each command and event, each some time within `latestMs`: every message is delivered three times. */
export const sendDuplicates = async (
  { direct: { amqpUrl }, system: { peers } }: FaultHarness,
  random: Random,
  latestMs: number,
): Promise<Duplicates> => {
  const connection = await connect(amqpUrl)
  const channel = await connection.createConfirmChannel()
  const outcomes = new Map<string, CommandOutcome[]>()
  const due = new Set<Promise<void>>()
  let sent = 0

  const { queue: replies } = await channel.assertQueue('', { exclusive: true })
  await channel.bindQueue(replies, 'replies', replies)
  const onReply = (reply: ConsumeMessage | null) => {
    if (reply === null) return
    for (const { content } of messagesIn(reply)) {
      for (const outcome of CommandReply.parse(JSON.parse(content.toString())).outcomes) {
        outcomes.set(outcome.commandId, [...(outcomes.get(outcome.commandId) ?? []), outcome])
      }
    }
  }
  await channel.consume(replies, onReply, { noAck: true })

  const repeat = async (message: ConsumeMessage, copy: number, inMs: number) => {
    await sleep(inMs)
    const { content, fields, properties } = message
    // The second copies' replies come to us: they must say what the callers heard.
    const isOurs = properties.replyTo !== undefined && copy === 2
    const asked = messagesIn(message).map(
      ({ id, type, correlationId, content: body }): OutMessage => ({ id, type, correlationId, body, replyTo: replies }),
    )
    const { body, headers } = isOurs
      ? proved(peers.gateway.prove(bundleOf(asked), fields.routingKey, Date.now()))
      : { body: content, headers: properties.headers }
    channel.publish(fields.exchange, fields.routingKey, body, {
      ...properties,
      headers: { ...headers, [header]: copy },
      replyTo: isOurs ? replies : properties.replyTo,
    })
    sent += 1
  }
  const { queue: tap } = await channel.assertQueue('', { exclusive: true })
  await channel.bindQueue(tap, 'events', '#')
  for (const key of ['ticket.commands', 'process.commands', 'gateway.batches']) {
    await channel.bindQueue(tap, 'commands', key)
  }
  const { consumerTag } = await channel.consume(
    tap,
    (message) => {
      if (message === null || message.properties.headers?.[header] !== undefined) return
      for (const copy of [1, 2]) {
        const repeated = repeat(message, copy, random.between(0, latestMs)).finally(() => due.delete(repeated))
        due.add(repeated)
      }
    },
    { noAck: true },
  )

  return {
    sent: () => sent,
    outcomes,
    stop: async () => {
      await channel.cancel(consumerTag)
      await Promise.all(due)
      await channel.waitForConfirms()
      // The last answers are on their way.
      await sleep(1_000)
      await connection.close()
    },
  }
}
