import { randomUUID } from 'node:crypto'
import { consumerOf, type ServiceName } from '@gongdan/contracts'
import type { OutMessage } from '@gongdan/messaging'
import { connect as connectStore } from '@gongdan/store'
import { type ChannelModel, connect } from 'amqplib'
import { feedback } from '../support/harness.ts'
import type { FaultHarness } from './faultHarness.ts'
import { checkLedger } from './ledgerCheck.ts'
import { createRetryingClient } from './retryingClient.ts'
import { scenario } from './scenario.ts'
import { processes, underLoad } from './underLoad.ts'
import { waitUntil } from './waitUntil.ts'

/** How many messages wait in a queue, those of bundles counted each; all of them stay there. */
const eventsIn = async (broker: ChannelModel, queue: string): Promise<number> => {
  const channel = await broker.createChannel()
  const { messageCount } = await channel.checkQueue(queue)
  let [messages, events] = [0, 0]
  await channel.consume(queue, (message) => {
    messages += 1
    // What comes now that there is room was not there before.
    if (message === null || messages > messageCount) return
    const body: unknown = JSON.parse(message.content.toString())
    events += Array.isArray(body) ? body.length : 1
  })
  await waitUntil(() => messages >= messageCount)
  await channel.close()
  return events
}

interface PoisonMessage {
  readonly queue: string
  readonly type: string
  readonly body: string
  /** The service that proves it to be its own; without one nobody does. */
  readonly by?: ServiceName
  readonly reason: RegExp
}

/** Messages that no service can handle: the queue, and the reason with which they must be parked. */
const poisonMessages: readonly PoisonMessage[] = [
  { queue: 'ticket.commands', type: 'ticket.pass', body: '{"items":', reason: /^not authenticated/ },
  { queue: 'ticket.commands', type: 'ticket.pass.v2', body: '{}', reason: /no subscription to ticket.pass.v2/ },
  { queue: 'process.commands', type: 'process.create', body: '{}', reason: /^not authenticated/ },
  { queue: 'gateway.batches', type: 'gateway.batch', body: '{}', reason: /^not authenticated/ },
  { queue: 'ticket.image-events', type: 'image.created', body: '{}', reason: /^not authenticated/ },
  { queue: 'ticket.image-events', type: 'image.created', body: 'no JSON', by: 'image', reason: /Invalid input/ },
  {
    queue: 'ticket.image-events',
    type: 'image.created',
    body: '{"imageId":2}',
    by: 'process',
    reason: /process may not/,
  },
  { queue: 'ticket.image-events', type: 'image.created', body: '{"imageId":1}', by: 'image', reason: /imageId/ },
  {
    queue: 'process.user-events',
    type: 'user.seen',
    body: JSON.stringify('x'.repeat(3e6)),
    by: 'gateway',
    reason: /Invalid input/,
  },
  { queue: 'image.ticket-events', type: 'ticket.image-requested', body: '[]', by: 'ticket', reason: /Invalid input/ },
]

const prove = ({ system }: FaultHarness, by: ServiceName, queue: string, written: OutMessage) => {
  const { headers = {} } = system.peers[by].signTo(written, consumerOf(queue))
  return { headers }
}

/** The scenarios of messages that cannot be handled or sent, on a harness that is open by the time they are played. */
export const poisonScenarios = (open: () => FaultHarness): void => {
  scenario(
    'F10',
    'what cannot be read or trusted is parked once, with the reason, and the rest goes on',
    async (tally) => {
      const harness = open()
      const broker = await connect(harness.direct.amqpUrl)
      const channel = await broker.createConfirmChannel()
      const found: string[] = []
      await underLoad(harness, tally, async () => {
        for (const _ of tally.rounds(1, 20)) {
          const sent = new Map<string, PoisonMessage>(poisonMessages.map((poison) => [randomUUID(), poison]))
          const since = performance.now()
          for (const [messageId, { queue, type, body: text, by }] of sent) {
            const body = Buffer.from(text)
            const written = { id: messageId, type, body }
            const { headers } = by === undefined ? { headers: {} } : prove(harness, by, queue, written)
            channel.sendToQueue(queue, body, { messageId, type, headers, persistent: true })
          }
          tally.injected(sent.size)
          await waitUntil(async () => (await channel.checkQueue('parking')).messageCount >= sent.size)
          tally.recovered(performance.now() - since)
          for (let parked = await channel.get('parking'); parked; parked = await channel.get('parking')) {
            const { messageId, headers } = parked.properties
            const poison = sent.get(String(messageId))
            sent.delete(String(messageId))
            const isExpected = poison?.reason.test(String(headers?.['x-reason'])) && headers?.['x-attempt'] === 1
            if (!isExpected) found.push(JSON.stringify(parked.properties))
            channel.ack(parked)
          }
          found.push(...[...sent.values()].map(({ queue, type }) => `${type} in ${queue} was not parked`))
        }
      })
      await broker.close()
      tally.check({ unexpected: found })
    },
  )

  scenario(
    'F11',
    'events that a full queue refuses are not marked as sent, and are when there is room',
    async (tally) => {
      const harness = open()
      const client = createRetryingClient(harness, (asked) => harness.log.push(asked))
      const [store, broker] = [
        await connectStore(harness.direct.mongodbUrl, 'ticket'),
        await connect(harness.direct.amqpUrl),
      ]
      const tickets = store.db.collection<{ _id: string }>('tickets')
      const policy = ['-p', new URL(harness.system.amqpUrl).pathname.slice(1)]
      const queue = 'notification.events'
      for (const round of tally.rounds(1, 10)) {
        await harness.system.kill('notification', 'SIGKILL')
        await harness.parts.rabbitmqctl(
          'set_policy',
          ...policy,
          'full',
          `^${queue}$`,
          '{"max-length":4}',
          '--apply-to',
          'queues',
        )
        const names = Array.from({ length: 12 }, (_, index) => `full ${round} ${index}`)
        const _id = { $in: [] as string[] }
        for (const name of names) {
          _id.$in.push(...(await client.ask('applicant', 'ticket/submit', feedback(name, 'system'))).tickets)
        }
        tally.injected()
        await waitUntil(async () => (await tickets.countDocuments({ _id, unrelayedSince: { $exists: true } })) > 0)
        const marked = await tickets.countDocuments({ _id, relayed: { $gt: 0 } })
        const inQueue = await eventsIn(broker, queue)
        if (marked > inQueue) tally.check({ lost: [`${marked} events marked as sent, ${inQueue} in the queue`] })
        const since = performance.now()
        await harness.system.start('notification')
        await waitUntil(async () => (await tickets.countDocuments({ _id, unrelayedSince: { $exists: true } })) === 0)
        tally.recovered(performance.now() - since)
        // Not before: a queue whose limit is taken away while it refuses never tells those whom it refused.
        await harness.parts.rabbitmqctl('clear_policy', ...policy, 'full')
      }
      await Promise.all([broker.close(), store.close()])
      tally.check((await checkLedger(harness, processes)).findings)
    },
  )
}
