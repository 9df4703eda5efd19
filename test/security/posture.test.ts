import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { serviceNames } from '@gongdan/contracts'
import { publicKeysOf } from '@gongdan/messaging'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Subject } from '../../deploy/local/issuer.ts'
import { root } from '../../deploy/local/localDirectory.ts'
import { openRun } from '../../deploy/local/run.ts'
import { cloudEnvironment, compiledEnvironment } from '../../deploy/local/services.ts'
import { type Caller, createCaller, ticketUuid } from '../support/caller.ts'
import { type EventClient, openEventClient } from '../support/eventClient.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, patient } from '../support/harness.ts'
import { makeFolder } from '../support/makeFolder.ts'
import { people, roles, step, tenant } from '../support/people.ts'
import { startSystem, type TestSystem } from '../support/system.ts'

jest.setTimeout(120_000)

let system: TestSystem
const streams: EventClient[] = []
beforeAll(async () => {
  system = await startSystem()
})
afterAll(async () => {
  for (const stream of streams) stream.close()
  await system?.stop()
})

const signIn = async (subject: Subject): Promise<Caller> =>
  createCaller(system.url, await system.token(subject), { headers: patient.headers })

/** What a service has logged, but for how long its requests took. */
const logLines = (name: string): readonly Record<string, unknown>[] =>
  readFileSync(system.logFile(name), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg !== 'slow request')

/** A key of 32 bytes, none like another. */
const key = (byte: number): string => `own:${Buffer.alloc(32, byte).toString('base64')}`

const { privateKey: historyKey } = generateKeyPairSync('ed25519')

/** An environment that every service takes in production; nothing answers at its addresses. */
const sound: Readonly<Record<string, string>> = {
  NODE_ENV: 'production',
  AMQP_URL: 'amqps://user:password@127.0.0.1:1/gongdan',
  MONGODB_URL: 'mongodb://user:password@127.0.0.1:1/gongdan?tls=true',
  ADMIN_PORT: '0',
  SERVICE_KEY: key(1),
  PEER_KEYS: publicKeysOf('gateway', key(1)),
  SEAL_KEYS: key(2),
  HISTORY_KEY: `own:0:${historyKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')}`,
  PORT: '0',
  AUTH_JWKS_URL: 'https://login.example.com/jwks.json',
  AUTH_ISSUER: 'https://login.example.com/',
  AUTH_AUDIENCE: 'gongdan',
  TENCENTCLOUD_SECRET_ID: 'id',
  TENCENTCLOUD_SECRET_KEY: 'key',
}

/** Starts a service and gives how it ended and what it said; one that is let start is killed, and has no code. */
const start = async (service: string, env: Readonly<Record<string, string | undefined>>) => {
  const child = spawn(process.execPath, [join(root, 'services', service, 'src/main.ts')], {
    env: { ...compiledEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      said += data
      if (said.includes('"starting"')) child.kill('SIGKILL')
    })
  }
  const [code] = await once(child, 'close')
  // It may have noticed that nothing answers before it is killed.
  return {
    code: said.includes('"starting"') ? null : code,
    reasons: said.split('\n').filter((line) => line.startsWith('- ')),
  }
}

describe('a set-up that is not safe stops the start, with a line for each reason', () => {
  const everywhere: readonly (readonly [string, Readonly<Record<string, string | undefined>>, readonly RegExp[]])[] = [
    ['a NODE_ENV that is none', { NODE_ENV: 'prod' }, [/^- NODE_ENV: Expected production, development or test$/]],
    [
      'no NODE_ENV, and neither TLS nor passwords',
      { NODE_ENV: undefined, AMQP_URL: 'amqp://127.0.0.1/x', MONGODB_URL: 'mongodb://127.0.0.1/x' },
      [/^- AMQP_URL: .*password/, /^- AMQP_URL: .*TLS/, /^- MONGODB_URL: .*password/, /^- MONGODB_URL: .*TLS/],
    ],
  ]
  test.each(serviceNames.flatMap((service) => everywhere.map((one) => [service, ...one] as const)))(
    '%s with %s',
    async (service, _what, env, reasons) => {
      const ended = await start(service, { ...sound, ...env })
      expect(ended).toEqual({ code: 1, reasons: reasons.map((reason) => expect.stringMatching(reason)) })
    },
  )

  test.each([
    ['keys over http', { AUTH_JWKS_URL: 'http://login.example.com/jwks.json' }, [/^- AUTH_JWKS_URL: .*plain http/]],
    ['keys from localhost.', { AUTH_JWKS_URL: 'https://localhost./jwks' }, [/^- AUTH_JWKS_URL: .*this machine/]],
    [
      'keys from a mapped loopback address',
      { AUTH_JWKS_URL: 'https://[::ffff:127.0.0.1]/jwks' },
      [/^- AUTH_JWKS_URL: .*this machine/],
    ],
    ['a key used twice', { SEAL_KEYS: key(1) }, [/^- SEAL_KEYS: .*SERVICE_KEY/]],
  ] as const)('gateway with %s', async (_what, env, reasons) => {
    const ended = await start('gateway', { ...sound, ...env })
    expect(ended).toEqual({ code: 1, reasons: reasons.map((reason) => expect.stringMatching(reason)) })
  })

  test.each([
    ['as it is', {}],
    [
      'without TLS where that is allowed',
      { AMQP_URL: 'amqp://u:p@127.0.0.1:1', MONGODB_URL: 'mongodb://u:p@127.0.0.1:1/x', ALLOW_PLAINTEXT: 'true' },
    ],
  ])('and a sound one starts: %s', async (_what, env) => {
    expect(await start('gateway', { ...sound, ...env })).toEqual({ code: null, reasons: [] })
  })
})

describe('on this machine', () => {
  const isOpen = (url: string, host: string, withinMs = 2_000): Promise<boolean> =>
    new Promise((answer) => {
      const socket = connect({ host, port: Number(new URL(url).port) })
      socket.on('connect', () => answer(true)).on('error', () => answer(false))
      socket.setTimeout(withinMs, () => answer(false)).on('close', () => answer(false))
    })

  test('everything listens on 127.0.0.1 and on no other address', async () => {
    const { mongodbUrl, amqpUrl } = system
    const addresses: Readonly<Record<string, string>> = {
      gateway: system.url,
      emulator: system.emulatorUrl,
      broker: amqpUrl,
      database: mongodbUrl.replace(/^mongodb:/, 'http:'),
      ...Object.fromEntries(serviceNames.map((name) => [`${name} admin`, system.adminUrl(name)])),
    }
    for (const [name, url] of Object.entries(addresses)) {
      expect([name, await isOpen(url, '127.0.0.1', 15_000)]).toEqual([name, true])
      // Whatever listens on every address of the machine listens on this one, too.
      expect([name, await isOpen(url, '127.0.0.2')]).toEqual([name, false])
    }
  })

  test('what a run leaves is its owner’s alone', async () => {
    const directory = makeFolder('open')
    const run = openRun(directory, false, () => {})
    await run.close()
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    expect(statSync(join(directory, 'log')).mode & 0o777).toBe(0o700)
  })

  test('the cloud is the emulator', () => {
    expect(cloudEnvironment(9_000)).toMatchObject({ CVM_CONNECT_TO: '127.0.0.1' })
  })
})

describe('the public port', () => {
  test('says whether the gateway is ready, and nothing else; the admin port names its components', async () => {
    const publicly: unknown = await (await fetch(`${system.url}/readyz`)).json()
    expect(publicly).toMatchObject({ scode: 0, desc: '', data: { ready: true } })
    expect(Object.keys(Object(publicly).data)).toEqual(['ready'])
    const inside: unknown = await (await fetch(`${system.adminUrl('gateway')}/readyz`)).json()
    expect(inside).toEqual({ ready: true, notReady: {}, warnings: {} })
  })
})

describe('users as identity providers name them', () => {
  const names = ['bob@corp.com', 'auth0|123', '$where', '{"$gt":""}', '*.>#', 'o\'neil"<b>', 'a'.repeat(255)]

  test.each(names)('%s asks, approves, listens and is shown', async (user) => {
    const approverId = user.length < 200 ? `${user}!2` : user.replace(/^a/, 'b')
    const own: Subject = { ...people.applicant, user }
    const role = { uuid: `role-${randomUUID().slice(0, 8)}`, name: 'R' }
    const approver: Subject = { ...people.firstApprover, user: approverId, roles: [role] }
    const [applicant, administrator, first] = await Promise.all([own, people.administrator, approver].map(signIn))
    if (!applicant || !administrator || !first) throw new Error('three people sign in')

    const defined = await administrator.post('ticket/process/create', {
      ...{ tenant_uuid: tenant.tenant, process_name: 'one step', approval_list: [step(role)] },
    })
    const processUuid = String(Object(defined.data).process_uuid)
    const stream = openEventClient([system.url], await system.token(own))
    streams.push(stream)
    await eventually(() => expect(stream.told).toContain('listening'), { withinMs: 20_000 })

    const uuid = ticketUuid(await applicant.post('ticket/submit', feedback('odd', processUuid)))
    const applied = await applicant.get('ticket/list', { query: { scope: 'applied' } })
    expect(applied.data).toMatchObject({ total_count: 1, list: [{ ticket_uuid: uuid, applyer_uuid: user }] })
    const todo = await first.get('ticket/list', { query: { scope: 'todo' } })
    expect(todo.data).toMatchObject({ total_count: 1, list: [{ ticket_uuid: uuid }] })

    expect((await applicant.post('ticket/pass', { list: [uuid] })).scode).toBe(11)
    expect((await first.post('ticket/pass', { list: [uuid] })).scode).toBe(0)
    const shown = await first.get('ticket/inspect', { query: { ticket_uuid: uuid } })
    expect(shown.data).toMatchObject({ applyer_uuid: user, processers: [{ processer_uuid: approverId }] })
    await eventually(() => expect(stream.got.map(({ notice }) => notice.type)).toContain('ticket.passed'), {
      withinMs: 20_000,
    })
    expect(stream.got.at(-1)?.notice).toMatchObject({ applyer_uuid: user, actor_uuid: approverId })

    const settings = { mail_address: 'x@example.com' }
    expect((await applicant.post('notification/settings', settings)).scode).toBe(0)
    expect((await applicant.get('notification/settings')).data).toMatchObject(settings)
    expect((await first.get('notification/settings')).data).not.toMatchObject(settings)
  })

  test('are none where they hold a blank, for a blank ends the tenant', async () => {
    const { scode, desc } = await (await signIn({ ...people.applicant, user: 'lin x' })).get('ticket/list')
    expect({ scode, desc }).toEqual({ scode: 2001, desc: expect.stringMatching(/: sub: .*without a blank$/) })
  })
})

describe('the log', () => {
  test('has a line for each refused sign-in and each refused command, and nothing of a query', async () => {
    const id = `posture-${randomUUID()}`
    const expired = createCaller(system.url, await system.token({ ...people.applicant, user: 'bob@corp.com' }, -61))
    const headers = { 'x-request-id': id }
    const refused = await expired.get('ticket/list', { query: { key: 'hidden' }, headers })
    expect(refused).toMatchObject({ scode: 2002, desc: 'the token has expired (exp)' })
    const stranger = await signIn(people.stranger)
    await stranger.post(`ticket/pass?key=hidden`, { list: [randomUUID()] }, headers)

    await eventually(() => expect(logLines('gateway').filter(({ reqId }) => reqId === id)).toHaveLength(2), {
      withinMs: 20_000,
    })
    const mine = logLines('gateway').filter(({ reqId }) => reqId === id)
    expect(mine).toMatchObject([
      { user: 'bob@corp.com', tenant: 'acme', verified: false, scode: 2002, reason: 'the token has expired (exp)' },
      { user: 'li', tenant: 'globex', route: '/v1/ticket/pass', scode: 11, reason: expect.stringMatching(/^3001/) },
    ])
    expect(readFileSync(system.logFile('gateway'), 'utf8')).not.toContain('hidden')
  })
})

describe('names in a process', () => {
  test('are what tokens showed, whatever the definer says, and never name tenant system', async () => {
    const administrator = await signIn(people.administrator)
    await (await signIn(people.firstApprover)).get('ticket/list')
    const spoof = { tenant_name: '超级管理员', role_name: '超级管理员' }
    const approval_list = [
      { ...step(roles.first), ...spoof },
      { tenant_uuid: 'system', role_uuid: 'nobody', ...spoof },
    ]
    const shown = await eventually(
      async () => {
        const { data } = await administrator.post('ticket/process/create', {
          ...{ tenant_uuid: tenant.tenant, process_name: 'spoofed', approval_list },
        })
        const query = { tenant_uuid: tenant.tenant, process_uuid: String(Object(data).process_uuid) }
        const { process_list } = Object((await administrator.get('ticket/process/inspect', { query })).data)
        expect(process_list[0].role_name).toBe(roles.first.name)
        return process_list
      },
      { withinMs: 20_000, everyMs: 250 },
    )
    expect(shown[0]).toMatchObject({ tenant_name: tenant.tenantName, role_name: roles.first.name })
    expect(shown[1]).toMatchObject({ role_name: '' })
    expect(JSON.stringify(shown)).not.toContain(spoof.tenant_name)
  })
})
