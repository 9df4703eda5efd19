import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serviceNames } from '@gongdan/contracts'
import { connect as connectStore } from '@gongdan/store'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { connect } from 'amqplib'
import { root } from '../../deploy/local/localDirectory.ts'
import { keyEnvironment } from '../../deploy/local/serviceKeys.ts'
import { compiledEnvironment } from '../../deploy/local/services.ts'
import { type Reply, ticketUuid } from '../support/caller.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, openHarness } from '../support/harness.ts'
import { people } from '../support/people.ts'
import { startProxy } from '../support/tcpProxy.ts'
import { openSecretReceivers, startSuspiciousMailServer } from './secretReceivers.ts'
import {
  brokerWithCanary,
  canaries,
  databaseWithCanary,
  givenAway,
  historyKey,
  sealKeys,
  serviceKeys,
} from './secrets.ts'

jest.setTimeout(600_000)
const patiently = { withinMs: 180_000, everyMs: 100 }
/** What the emulator knows, so what the image worker is told. */
const tencent = { tencent: 'emulator-secret-key-0001' }
/** The canaries, what the image worker is told and what the system made up for webhooks: those that a text gives away. */
const found = (text: string) => givenAway(text, { ...tencent, ...world.receivers.made })

const portIn = (url: string | undefined) =>
  Number(/:(\d+)(?:[/?,]|$)/.exec(url?.replace(/^\w+:\/\/([^@/]*@)?/, '') ?? '')?.[1])

/** Everything that a virtual host's broker was ever given to carry, bodies and headers. */
const listenTo = async (url: string) => {
  const heard: string[] = []
  const connection = await connect(url)
  const channel = await connection.createChannel()
  const { queue } = await channel.assertQueue('', { exclusive: true })
  await channel.bindQueue(queue, 'amq.rabbitmq.trace', '#')
  await channel.consume(queue, (message) => heard.push(`${message?.content} ${JSON.stringify(message?.properties)}`), {
    noAck: true,
  })
  return { heard, close: () => connection.close() }
}

const open = async () => {
  const name = `canary-${randomUUID().slice(0, 8)}`
  const broker = await brokerWithCanary(name)
  const database = await databaseWithCanary(name)
  const toBroker = await startProxy({ host: '127.0.0.1', port: portIn(process.env.AMQP_URL) })
  const toDatabase = await startProxy({ host: '127.0.0.1', port: portIn(process.env.MONGODB_URL) })
  const mails = await startSuspiciousMailServer()
  const told = {
    AMQP_URL: broker.urlAt(toBroker.port),
    MONGODB_URL: database.urlAt(toDatabase.port),
    // The same for all of them: then what one says gives the secret of every one away.
    ...keyEnvironment(serviceKeys, 'gateway'),
    SEAL_KEYS: sealKeys,
    HISTORY_KEY: historyKey,
    SMTP_URL: `smtp://canary:${encodeURIComponent(canaries.smtp)}@127.0.0.1:${mails.port}`,
    LOG_LEVEL: 'trace',
  }
  const wire = await listenTo(broker.direct)
  const harness = await openHarness({}, told)
  const receivers = await openSecretReceivers(harness.as('administrator'), note)
  return { name, broker, database, toBroker, toDatabase, told, wire, harness, receivers, mails }
}
let world: Awaited<ReturnType<typeof open>>
/** What callers were answered. */
const answers: string[] = []

const away = async (wire: typeof world.toBroker, meanwhile: () => Promise<void>) => {
  wire.refuse(true)
  wire.drop()
  await meanwhile().finally(() => wire.refuse(false))
}
const note = (answer: Reply) => {
  answers.push(answer.text, JSON.stringify(answer.headers))
  return answer
}
const submit = async (name: string) =>
  note(await world.harness.as('applicant').post('ticket/submit', feedback(name, 'system'), { prefer: 'wait=2' }))

beforeAll(async () => {
  world = await open()
  const { harness, toBroker, toDatabase, receivers, mails } = world
  note(await harness.as('applicant').post('notification/settings', { mail_address: 'lin@example.com' }))
  const image = { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'canary' }
  const process = await harness.defineProcess(['first'])
  const body = { ...feedback('an image', process), type: 'TENCENT_IMAGE_CREATE', tencent: { image } }
  const uuid = ticketUuid(note(await harness.as('applicant').post('ticket/submit', body)))
  note(await harness.as('firstApprover').post('ticket/pass', { list: [uuid] }))
  await eventually(async () => expect(await harness.ledger.imagesMade(uuid)).toBe(1), patiently)
  note(await harness.as('stranger').post('ticket/pass', { list: [uuid, 'no uuid'] }))
  await eventually(receivers.rotated, patiently)
  await eventually(async () => expect(Math.min(...(await receivers.tries()))).toBeGreaterThan(1), patiently)
  await eventually(() => expect(mails.tried).toContain(canaries.smtp), patiently)

  await away(toBroker, async () => void (await submit('while the broker is away')))
  await away(toDatabase, async () => void (await submit('while the database is away')))
  await eventually(async () => expect((await submit('afterwards')).scode).toBe(0), patiently)
})
afterAll(async () => {
  await world?.harness.close()
  await world?.receivers.close()
  await world?.mails.close()
  await world?.wire.close()
  await Promise.all([world?.toBroker.close(), world?.toDatabase.close()])
  await world?.broker.remove()
  await world?.database.remove()
})

test('a secret that is given away is found, in whichever spelling', () => {
  expect(givenAway(`amqp://user:${encodeURIComponent(canaries.amqp)}@broker`)).toEqual(['amqp'])
  expect(givenAway(JSON.stringify({ keys: serviceKeys }))).toEqual(['service'])
  expect(givenAway(`Authorization: Basic ${Buffer.from(`user:${canaries.smtp}`).toString('base64')}`)).toEqual([])
  expect(givenAway('nothing')).toEqual([])

  const { made } = world.receivers
  expect(Object.keys(made)).toHaveLength(3)
  for (const [name, secret] of Object.entries(made)) expect(found(`the secret is whsec_${secret}`)).toEqual([name])
})

test.each([...serviceNames, 'emulator'])('the log of %s gives none away, whatever failed', async (name) => {
  const log = await readFile(world.harness.system.logFile(name), 'utf8')
  expect(found(log)).toEqual([])
  const token = await world.harness.system.token(people.applicant)
  expect(log).not.toContain(token.split('.')[0])
  if (name !== 'emulator') expect(log).toMatch(/ECONNRE|closed|not connected|lost/i)
})

test('no message carries one', async () => {
  expect(world.wire.heard.length).toBeGreaterThan(20)
  expect(found(world.wire.heard.join('\n'))).toEqual([])
})

test('no answer tells one', () => {
  expect(answers.some((answer) => answer.includes('"scode":9002') || answer.includes('"scode":12'))).toBe(true)
  expect(found(answers.join('\n'))).toEqual([])
})

test.each(['gateway', 'notification'])('the database of %s keeps none that can be read', async (name) => {
  const { db, close } = await connectStore(world.told.MONGODB_URL, name)
  const kept: string[] = []
  for (const { collectionName } of await db.collections()) {
    kept.push(JSON.stringify(await db.collection(collectionName).find().toArray()))
  }
  await close()
  expect(kept.join('')).toContain(name === 'gateway' ? 'webhook.rotate' : 'sealedUrl')
  expect(found(kept.join('\n'))).toEqual([])
})

test.each(serviceNames)('neither the numbers nor the readiness of %s tell one', async (name) => {
  const { system } = world.harness
  for (const path of ['metrics', 'readyz']) {
    const text = await (await fetch(`${system.adminUrl(name)}/${path}`)).text()
    expect(text.length).toBeGreaterThan(10)
    expect(found(text)).toEqual([])
  }
})

describe('a program with a configuration that it cannot use', () => {
  const wrong = encodeURIComponent(canaries.wrong)
  const faults: Readonly<
    Record<string, { readonly says: RegExp; readonly env: () => Readonly<Record<string, string>> }>
  > = {
    'a wrong password for the broker': {
      says: /ACCESS.REFUSED/,
      env: () => ({ AMQP_URL: world.broker.urlAt(portIn(process.env.AMQP_URL), canaries.wrong) }),
    },
    'a wrong password for the database': {
      says: /Authentication failed/,
      env: () => ({ MONGODB_URL: world.database.urlAt(portIn(process.env.MONGODB_URL), canaries.wrong) }),
    },
    'a broker that is not there': {
      says: /ENOTFOUND|EAI_AGAIN/,
      env: () => ({ AMQP_URL: `amqp://user:${wrong}@nowhere.invalid/` }),
    },
    'values that are none': {
      says: /The configuration is not valid/,
      env: () => ({
        AMQP_URL: `http://user:${wrong}@broker`,
        MONGODB_URL: `mysql://user:${wrong}@database`,
        SERVICE_KEY: canaries.wrong,
        SEAL_KEYS: canaries.wrong,
        HISTORY_KEY: canaries.wrong,
        SMTP_URL: `http://user:${wrong}@mail`,
      }),
    },
  }
  const programs: Readonly<Record<string, string>> = {
    ...Object.fromEntries(serviceNames.map((name) => [name, `services/${name}/src/main.ts`])),
    migrate: 'deploy/jobs/migrate.ts',
  }

  /** Runs a program until it has said what is wrong, ends it, and gives all it said. */
  const run = async (program: string, env: Readonly<Record<string, string>>, says: RegExp): Promise<string> => {
    const around = { AUTH_JWKS_URL: 'http://127.0.0.1:1/', AUTH_ISSUER: 'issuer', AUTH_AUDIENCE: 'gongdan' }
    const cloud = {
      CVM_ENDPOINT: 'http://127.0.0.1:1',
      TENCENTCLOUD_SECRET_ID: 'AKID',
      TENCENTCLOUD_SECRET_KEY: tencent.tencent,
    }
    const child = spawn(process.execPath, [join(root, program)], {
      env: {
        ...compiledEnvironment(),
        NODE_ENV: 'test',
        PATH: process.env.PATH,
        ADMIN_PORT: '0',
        PORT: '0',
        ...around,
        ...cloud,
        ...world.told,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said: string[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(String(data)))
    const ended = once(child, 'close')
    try {
      await eventually(() => expect(said.join('')).toMatch(says), patiently)
    } finally {
      child.kill()
      await ended
    }
    return said.join('')
  }

  test.each(Object.entries(faults))('%s: says so without the secret', async (_, { says, env }) => {
    const all = Object.entries(programs)
    const said = await Promise.all(all.map(([, program]) => run(program, env(), says)))
    expect(all.flatMap(([name], index) => found(said[index] ?? '').map((secret) => [name, secret]))).toEqual([])
  })
})
