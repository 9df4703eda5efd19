import { setTimeout as sleep } from 'node:timers/promises'
import { type CommandOutcome, CommandReply } from '@gongdan/contracts'
import type { OutMessage } from '@gongdan/messaging'
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
    const answer = CommandReply.parse(JSON.parse(reply.content.toString()))
    for (const outcome of answer.outcomes) {
      outcomes.set(outcome.commandId, [...(outcomes.get(outcome.commandId) ?? []), outcome])
    }
  }
  await channel.consume(replies, onReply, { noAck: true })

  const repeat = async ({ content, fields, properties }: ConsumeMessage, copy: number, inMs: number) => {
    await sleep(inMs)
    // The second copy's reply comes to us: it must say what the caller heard.
    const isOurs = properties.replyTo !== undefined && copy === 2
    const { messageId: id, type, correlationId, replyTo, headers } = properties
    const written = { id, type, correlationId, body: content, replyTo: replies } as OutMessage
    const proved = isOurs ? peers.gateway.sign(written, fields.routingKey, Date.now()).headers : headers
    channel.publish(fields.exchange, fields.routingKey, content, {
      ...properties,
      headers: { ...proved, [header]: copy },
      replyTo: isOurs ? replies : replyTo,
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
