import { randomUUID } from 'node:crypto'
import { exchanges, topology } from '@gongdan/contracts'
import { declarationsOf, openBus } from '@gongdan/messaging'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { pino } from 'pino'
import { readGolden } from '../../../deploy/messages/golden.ts'
import { type Message, messages } from '../../../deploy/messages/messages.ts'
import { eventually } from '../../support/eventually.ts'
import { eventMessage, speakerOf } from '../../support/peersIn.ts'
import { openQueues } from '../../support/queues.ts'
import { startSystem } from '../../support/system.ts'

const sealKeys = `test:${Buffer.alloc(32, 'upgrade').toString('base64')}`
const patience = { withinMs: 30_000 }

const open = async () => {
  const system = await startSystem({ env: { SEAL_KEYS: sealKeys } })
  const queues = await openQueues(system.amqpUrl)
  const bus = await openBus({ url: system.amqpUrl, service: 'upgrade', topology, log: pino({ level: 'silent' }) })
  const heard = new Map<string, unknown>()
  const replies = bus.consumeReplies(
    ({ correlationId, body }) => void heard.set(correlationId, JSON.parse(body.toString())),
    () => {},
  )
  return { system, queues, bus, heard, replies }
}
let harness: Awaited<ReturnType<typeof open>>

beforeAll(async () => {
  harness = await open()
}, 180_000)
afterAll(async () => {
  await harness?.bus.close()
  await harness?.queues.close()
  await harness?.system.stop()
}, 180_000)

/** Live updates have no reader before a user listens at a gateway. */
const isHeard = ({ exchange }: Message) => exchange !== exchanges.live

const sent = readGolden().flatMap((golden) => {
  const message = messages.find(({ type }) => type === golden.name)
  // Accepted just now, for what was accepted long ago is not carried out any more.
  const now = (key: string, value: unknown) => (key === 'acceptedAt' ? Date.now() : value)
  const body = Buffer.from(JSON.stringify(golden.message, now))
  return message === undefined || !isHeard(message) ? [] : [{ ...golden, message, body }]
})

test.each(sent)(
  '$name of release $release is handled by the services of today',
  async ({ message, body }) => {
    const { system, bus, queues, heard, replies } = harness
    const { type, exchange, routingKey, reply } = message
    const correlationId = randomUUID()
    const replyTo = await eventually(() => replies.name() ?? Promise.reject(new Error('no reply queue')), patience)
    const written = { id: randomUUID(), type, body, correlationId, replyTo }
    const speaker = system.peers[speakerOf(type)]
    const isEvent = exchange === exchanges.events
    const proved = isEvent
      ? speaker.signEvents(JSON.parse(body.toString()).map(eventMessage))
      : speaker.prove(written, routingKey, Date.now())
    await bus.publisher.publish({ exchange, routingKey }, proved)

    await eventually(async () => {
      if (reply !== undefined) expect(reply.schema.parse(heard.get(correlationId))).toBeDefined()
      const waiting = await queues.waiting(declarationsOf(topology).queues.map(({ name }) => name))
      expect([...waiting].filter(([name, count]) => count > 0 && name !== 'parking')).toEqual([])
    }, patience)
  },
  60_000,
)

test('nothing of it was parked', async () => {
  expect(await harness.queues.look('parking')).toEqual([])
})
