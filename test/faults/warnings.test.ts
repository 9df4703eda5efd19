import { randomUUID } from 'node:crypto'
import { serviceNames } from '@gongdan/contracts'
import { connect as connectStore } from '@gongdan/store'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { connect } from 'amqplib'
import { ticketUuid } from '../support/caller.ts'
import { eventually } from '../support/eventually.ts'
import { feedback } from '../support/harness.ts'
import { eventMessage } from '../support/peersIn.ts'
import { type FaultHarness, openFaultHarness } from './faultHarness.ts'

// What `/readyz` and `/metrics` say of each fault (deploy/RUNBOOK.md), and that they stop saying it once it is over.

const soon = { withinMs: 120_000, everyMs: 200 }
let harness: FaultHarness

beforeAll(async () => {
  harness = await openFaultHarness({})
}, 240_000)
afterAll(() => harness?.close(), 60_000)

const readiness = async (service: string): Promise<unknown> =>
  (await fetch(`${harness.system.adminUrl(service)}/readyz`)).json()

const metric = async (service: string, name: string, label = ''): Promise<number> => {
  const text = await (await fetch(`${harness.system.adminUrl(service)}/metrics`)).text()
  const line = text.split('\n').find((one) => one.startsWith(`${name}{`) && one.includes(label))
  return Number(line?.split(' ').at(-1))
}

const expectReadiness = (service: string, expected: object) =>
  eventually(async () => expect(await readiness(service)).toMatchObject(expected), soon)
const expectMetric = (value: number, ...of: Parameters<typeof metric>) =>
  eventually(async () => expect([...of, await metric(...of)]).toEqual([...of, value]), soon)

const well = { ready: true, notReady: {}, warnings: {} }
const expectWell = async () => {
  for (const service of serviceNames) await expectReadiness(service, well)
}
beforeAll(expectWell, 240_000)
afterEach(expectWell, 240_000)

const withBroker = async (use: (channel: Awaited<ReturnType<typeof openChannel>>['channel']) => Promise<unknown>) => {
  const { connection, channel } = await openChannel()
  try {
    await use(channel)
    await channel.waitForConfirms()
  } finally {
    await connection.close()
  }
}
const openChannel = async () => {
  const connection = await connect(harness.direct.amqpUrl)
  return { connection, channel: await connection.createConfirmChannel() }
}

test('a broker that is down is named', async () => {
  await harness.parts.broker.kill('SIGTERM')
  for (const service of serviceNames) {
    await expectReadiness(service, { ready: false, notReady: { broker: 'the broker is not connected' } })
    await expectMetric(0, service, 'component_ready', 'component="broker"')
    await expectMetric(0, service, 'amqp_connection_up', 'connection="publish"')
    await expectMetric(1, service, 'component_ready', 'component="database"')
  }
  await harness.parts.broker.start()
}, 240_000)

test('a database that is down is named', async () => {
  const [{ program: database }] = harness.parts.database.members
  await database.kill('SIGTERM')
  for (const service of serviceNames) {
    await expectReadiness(service, { ready: false, notReady: { database: expect.any(String) } })
    await expectMetric(0, service, 'component_ready', 'component="database"')
    await expectMetric(1, service, 'component_ready', 'component="broker"')
  }
  await database.start()
}, 240_000)

test('an alarm of the broker is a warning of each service that publishes, though it is ready', async () => {
  await harness.parts.rabbitmqctl('set_vm_memory_high_watermark', 'absolute', '1MB')
  // The broker tells a connection that it is blocked once something is published on it.
  const submitting = harness.as('applicant').post('ticket/submit', feedback('an alarm', 'system'))
  const alarm = 'the broker has an alarm and takes no messages'
  await expectReadiness('gateway', { ready: true, warnings: { broker: [alarm] } })
  await expectMetric(1, 'gateway', 'amqp_connection_blocked', 'connection="publish"')
  await harness.parts.rabbitmqctl('set_vm_memory_high_watermark', '0.4')
  await expectMetric(0, 'gateway', 'amqp_connection_blocked', 'connection="publish"')
  await submitting.catch(() => {})
}, 240_000)

test('a backlog is a warning with its length, at the service that has it', async () => {
  harness.toDatabase.swallow(true)
  await withBroker(async (channel) => {
    for (let n = 0; n < 1_500; n += 1) {
      const ids = { id: randomUUID(), correlationId: randomUUID(), causationId: randomUUID() }
      const event = { ...ids, type: 'process.removed', at: 0, processUuid: randomUUID(), seq: 1, tenantUuid: 't' }
      const { body, headers = {} } = harness.system.peers.process.signEvents([eventMessage(event)])
      const { id: messageId, correlationId, type } = event
      channel.publish('events', type, body, { messageId, correlationId, type, headers, persistent: true })
    }
  })
  const told = expect.stringMatching(/^messages waiting in ticket\.process-events: \d+$/)
  await expectReadiness('ticket', { warnings: { broker: [told] } })
  const counted = async () =>
    expect(await metric('ticket', 'amqp_queue_messages', 'queue="ticket.process-events"')).toBeGreaterThan(1_000)
  await eventually(counted, soon)
  harness.toDatabase.swallow(false)
  await expectMetric(0, 'ticket', 'amqp_queue_messages', 'queue="ticket.process-events"')
}, 240_000)

test('parked messages are a warning of every service, as long as they are parked', async () => {
  await withBroker(async (channel) => {
    channel.publish('commands', 'ticket.commands', Buffer.from('no command'), { messageId: 'one', persistent: true })
    channel.publish('events', 'nobody.listens', Buffer.from('no event'), { messageId: 'two', persistent: true })
  })
  const broker = ['parking', 'unroutable'].map((queue) => `messages parked in ${queue}: 1`)
  for (const service of serviceNames) {
    await expectReadiness(service, { ready: true, warnings: { broker } })
    await expectMetric(1, service, 'amqp_queue_messages', 'queue="parking"')
    await expectMetric(1, service, 'amqp_queue_messages', 'queue="unroutable"')
  }
  await expectMetric(1, 'ticket', 'amqp_parked_total', 'queue="ticket.commands"')
  await withBroker(async (channel) => {
    await channel.purgeQueue('parking')
    await channel.purgeQueue('unroutable')
  })
}, 240_000)

test('the age of the oldest unpublished event is a metric, and a warning when it grows', async () => {
  const ticket = ticketUuid(await harness.as('applicant').post('ticket/submit', feedback('an old event', 'system')))
  const store = await connectStore(harness.direct.mongodbUrl, 'ticket')
  const tickets = store.db.collection<{ readonly _id: string }>('tickets')
  await eventually(async () => expect(await tickets.findOne({ _id: ticket })).toMatchObject({ relayed: 1 }), soon)
  harness.toBroker.refuse(true)
  harness.toBroker.drop()
  const anHour = 3_600_000
  const unsent = { $set: { relayed: 0, unrelayedSince: new Date(Date.now() - anHour) } }
  await tickets.updateOne({ _id: ticket }, unsent)
  const told = expect.stringMatching(/^the oldest event has waited 3[67]\d\d s to be published$/)
  await expectReadiness('ticket', { warnings: { relay: [told] } })
  await eventually(async () => expect(await metric('ticket', 'relay_lag_seconds')).toBeGreaterThan(3_500), soon)
  harness.toBroker.refuse(false)
  await expectMetric(0, 'ticket', 'relay_lag_seconds')
  await store.close()
}, 240_000)
