import { randomBytes, randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { connect as connectStore } from '@gongdan/store'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { connect } from 'amqplib'
import { pino } from 'pino'
import { makeServiceKeys } from '../../deploy/local/serviceKeys.ts'
import { backUp } from '../../deploy/operate/backup/backup.ts'
import { type Restored, restore } from '../../deploy/operate/backup/restore.ts'
import { verify } from '../../deploy/operate/verify/verify.ts'
import { createCaller, type Reply, ticketUuid } from '../support/caller.ts'
import { emulatorAt } from '../support/emulator.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, openHarness, patient } from '../support/harness.ts'
import { type Person, people } from '../support/people.ts'
import { startSystem, type TestSystem } from '../support/system.ts'

jest.setTimeout(300_000)

/** A request under a key, and what was answered to it. */
interface Request {
  readonly person: Person
  readonly route: string
  readonly body: object
  readonly key: string
  readonly answer: Reply
  readonly answeredAt: number
}

const patiently = { withinMs: 120_000, everyMs: 500 }
// Not among the test runs' own folders: one that starts meanwhile would take it for left behind.
const directory = mkdtempSync(join(tmpdir(), 'gongdan-backup-'))
/** The keys are in no backup: a restore needs them from elsewhere. */
const serviceKeys = makeServiceKeys('backup')
const keys = {
  SEAL_KEYS: `backup:${randomBytes(32).toString('base64')}`,
}
const requests: Request[] = []
let images: Readonly<Record<'made' | 'asked' | 'pending', string>>
let backedUpAt = 0
let restored: Restored
let system: TestSystem

const callerOf = async (of: TestSystem, person: Person) => createCaller(of.url, await of.token(people[person]), patient)

/** The life that ends with a disaster: a backup is made in the middle of it. */
const firstLife = async (): Promise<{ readonly emulator: string }> => {
  const harness = await openHarness({}, keys, serviceKeys)
  const ask = async (person: Person, route: string, body: object) => {
    const key = randomUUID()
    const answer = await harness.as(person).post(route, body, { 'idempotency-key': key })
    requests.push({ person, route, body, key, answer, answeredAt: Date.now() })
    return answer
  }
  const process = await harness.defineProcess(['first'])
  const submitImage = async (instance: number) => {
    const image = { region: 'ap-guangzhou', instance_id: `ins-demo000${instance}`, image_name: `golden-${instance}` }
    const ticket = { ticket_name: '镜像', type: 'TENCENT_IMAGE_CREATE', process_uuid: process, tencent: { image } }
    return ticketUuid(await ask('applicant', 'ticket/submit', ticket))
  }
  const pass = (...list: readonly string[]) => ask('firstApprover', 'ticket/pass', { list })
  const created = (uuid: string) =>
    eventually(async () => {
      const { text } = await harness.as('applicant').get('ticket/inspect', { query: { ticket_uuid: uuid } })
      expect(text).toContain('"image_state":"created"')
    }, patiently)

  images = { made: await submitImage(1), asked: await submitImage(2), pending: await submitImage(3) }
  await pass(images.made)
  await created(images.made)
  const garbage = await connect(harness.system.amqpUrl)
  const channel = await garbage.createConfirmChannel()
  channel.publish('commands', 'ticket.commands', Buffer.from('no command'), {
    messageId: 'one',
    replyTo: 'amq.gen-mine',
    persistent: true,
  })
  await channel.waitForConfirms()
  await garbage.close()

  let working = true
  const work = async () => {
    while (working) await pass(ticketUuid(await ask('applicant', 'ticket/submit', feedback('under load', process))))
  }
  const everybody = [work(), work(), work(), work()]
  await eventually(() => expect(requests.length).toBeGreaterThan(60), patiently)
  await pass(images.asked)
  backedUpAt = Date.now()
  await backUp(harness.system, directory)
  // What happens from here on is forgotten; the cloud does not forget.
  await pass(images.pending)
  await created(images.asked)
  await created(images.pending)
  working = false
  await Promise.all(everybody)
  await harness.close()
  return { emulator: join(dirname(dirname(harness.system.logFile('emulator'))), 'data/emulator.json') }
}

beforeAll(async () => {
  const { emulator } = await firstLife()
  system = await startSystem({
    env: keys,
    serviceKeys,
    prepare: async ({ directory: run, ...place }) => {
      mkdirSync(join(run, 'data'), { recursive: true })
      cpSync(emulator, join(run, 'data/emulator.json'))
      restored = await restore(place, directory, 24, pino({ level: 'silent' }))
    },
  })
})
afterAll(async () => {
  await system?.stop()
  rmSync(directory, { recursive: true, force: true })
})

const expectAgreement = () =>
  eventually(async () => expect(await verify(system.mongodbUrl, { graceMs: 0 })).toEqual([]), patiently)
const liveImages = async () => (await emulatorAt(system.emulatorUrl).state()).liveImagesPerTicket

test('what was on its way goes out, and every service agrees with every history', async () => {
  expect(restored.sentAgain).toBeGreaterThan(0)
  await expectAgreement()
  const store = await connectStore(system.mongodbUrl, 'ticket')
  await eventually(async () => {
    expect(await store.db.collection('tickets').countDocuments({ unrelayedSince: { $exists: true } })).toBe(0)
  }, patiently)
  await store.close()
})

test('nothing is missing that was answered before the backup', async () => {
  const earlier = requests.filter(({ answeredAt, answer }) => answeredAt < backedUpAt && answer.scode === 0)
  expect(earlier.length).toBeGreaterThan(60)
  for (const { person, route, body, key, answer } of earlier) {
    const again = await (await callerOf(system, person)).post(route, body, { 'idempotency-key': key })
    expect([route, again.text]).toEqual([route, answer.text])
  }
})

test('a message that waited for a person waits for one again', async () => {
  expect(restored.messages).toBe(1)
  const broker = await connect(system.amqpUrl)
  const channel = await broker.createChannel()
  const message = await channel.get('parking')
  expect(message).toMatchObject({ content: Buffer.from('no command'), properties: { replyTo: 'amq.gen-mine' } })
  await broker.close()
})

test('the image of a ticket is made once, though the database has forgotten it', async () => {
  for (const { person, route, body, key, answeredAt } of requests.filter((one) => one.answeredAt >= backedUpAt)) {
    const again = await (await callerOf(system, person)).post(route, body, { 'idempotency-key': key })
    expect([route, answeredAt, again.scode]).toEqual([route, answeredAt, expect.any(Number)])
  }
  const caller = await callerOf(system, 'applicant')
  for (const uuid of Object.values(images)) {
    await eventually(async () => {
      const { text } = await caller.get('ticket/inspect', { query: { ticket_uuid: uuid } })
      expect(text).toContain('"image_state":"created"')
    }, patiently)
  }
  const live = await liveImages()
  expect(Object.values(images).map((uuid) => live[uuid]?.length)).toEqual([1, 1, 1])
  await expectAgreement()
})

test('a place that is not empty is refused, and so is a backup that was changed', async () => {
  const log = pino({ level: 'silent' })
  await expect(restore(system, directory, 24, log)).rejects.toThrow(/is not empty/)
  rmSync(join(directory, 'messages.bson.gz'))
  cpSync(join(directory, 'manifest.json'), join(directory, 'messages.bson.gz'))
  await expect(restore(system, directory, 24, log)).rejects.toThrow(/is not as it was written/)
})
