import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { publicKeysOf } from '@gongdan/messaging'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { baseConfig, checkConfig, readConfig, sealKeys } from './config.ts'
import { developmentKeys } from './developmentKeys.ts'
import { leadsToThisMachine } from './production.ts'

const schema = z.object({ ...baseConfig, PORT: z.coerce.number().default(9990) })
const ownKeys = `2024a:${Buffer.alloc(32, 7).toString('base64')}`
const { SERVICE_KEY: development, PEER_KEYS: developmentPeers } = developmentKeys('ticket')
const env = {
  MONGODB_URL: 'mongodb://a:27017,b:27018/gongdan?replicaSet=rs',
  AMQP_URL: 'amqp://127.0.0.1:5672/gongdan',
  ADMIN_PORT: '9991',
  SERVICE_KEY: ownKeys,
  PEER_KEYS: publicKeysOf('gateway', ownKeys),
  NODE_ENV: 'development',
}

const developmentSeal = 'development:Z29uZ2RhbiBkZXZlbG9wbWVudCBrZXksIG5vdCBhIHNlY3JldA=='
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')

const inProduction = {
  ...env,
  NODE_ENV: 'production',
  MONGODB_URL: 'mongodb://ticket:s3cret@a:27017,b:27018/gongdan?replicaSet=rs&tls=true',
  AMQP_URL: 'amqps://ticket:s3cret@mq/gongdan',
  SEAL_KEYS: `s1:${key(8)}`,
}

const withSeals = z.object({ ...baseConfig, ...sealKeys })
const reasonsIn = (environment: NodeJS.ProcessEnv) => checkConfig(withSeals, environment).reasons ?? []

/** Runs `readConfig` in a process of its own, because a refusal ends the process. */
const readElsewhere = (environment: NodeJS.ProcessEnv) => {
  const script = `
    import { z } from 'zod'
    import { baseConfig, readConfig } from ${JSON.stringify(import.meta.resolve('./config.ts'))}
    readConfig(z.object(baseConfig))`
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    env: environment,
    encoding: 'utf8',
  })
  return { status: run.status, said: run.stderr + run.stdout }
}

describe('the configuration', () => {
  test('is the environment in the types of the schema, with defaults filled in', () => {
    expect(readConfig(schema, env)).toEqual({
      ...env,
      ALLOW_PLAINTEXT: false,
      ADMIN_HOST: '127.0.0.1',
      OTEL_EXPORTER_OTLP_ENDPOINT: '',
      ADMIN_PORT: 9991,
      LOG_LEVEL: 'info',
      PORT: 9990,
    })
  })

  test('that lacks a variable ends the process with 1 and names it', () => {
    const { status, said } = readElsewhere({ ...env, AMQP_URL: undefined })
    expect(status).toBe(1)
    expect(said).toContain('AMQP_URL')
  })

  test('that is refused is explained without its values', () => {
    const { status, said } = readElsewhere({ ...env, AMQP_URL: 'amqp://app:s3/cret@mq', SERVICE_KEY: 'k:s3cret' })
    expect(status).toBe(1)
    expect(said).toContain('SERVICE_KEY')
    expect(said).not.toMatch(/s3|cret/)
  })

  test('may hold the development key on a developer’s machine', () => {
    expect(readConfig(schema, { ...env, ...developmentKeys('ticket') })).toMatchObject(developmentKeys('ticket'))
  })

  test.each([
    ['the development key', development],
    ['the development key under another name', development.replace('development', 'prod')],
    ['the development key behind one of its own', `${ownKeys},${development}`],
    ['a key of 31 bytes', `k:${Buffer.alloc(31, 7).toString('base64')}`],
  ])('refuses %s in production', (_what, SERVICE_KEY) => {
    expect(reasonsIn({ ...inProduction, SERVICE_KEY })).toContainEqual(expect.stringMatching(/^SERVICE_KEY: /))
  })

  test('refuses the public half of a development key in production', () => {
    expect(reasonsIn({ ...inProduction, PEER_KEYS: developmentPeers })).toContainEqual(
      expect.stringMatching(/^PEER_KEYS: /),
    )
  })

  const withoutTls = /without TLS .* is refused in production, unless ALLOW_PLAINTEXT=true$/
  test.each([
    ['AMQP_URL', 'amqp://ticket:s3cret@mq/gongdan', withoutTls],
    ['AMQP_URL', 'AMQP://ticket:s3cret@mq/gongdan', withoutTls],
    ['MONGODB_URL', 'mongodb://ticket:s3cret@a:27017,b:27018/gongdan?replicaSet=rs', withoutTls],
    ['MONGODB_URL', 'mongodb://ticket:s3cret@a/gongdan?tls=false', withoutTls],
    ['MONGODB_URL', 'mongodb://ticket:s3cret@a/gongdan?tls=true&ssl=false', withoutTls],
    ['MONGODB_URL', 'mongodb+srv://ticket:s3cret@db.example.org/gongdan?TLS=false', withoutTls],
    ['MONGODB_URL', `${inProduction.MONGODB_URL}&tlsInsecure=true`, /certificate that is not checked/],
    ['MONGODB_URL', `${inProduction.MONGODB_URL}&tlsAllowInvalidCertificates=true`, /certificate that is not checked/],
    ['MONGODB_URL', `${inProduction.MONGODB_URL}&TLSAllowInvalidHostnames=true`, /certificate that is not checked/],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0', /certificate that is not checked/],
    ['AMQP_URL', 'amqps://guest:guest@mq/gongdan', /The user guest/],
    ['AMQP_URL', 'amqps://ticket@mq/gongdan', /without a user and a password/],
    ['MONGODB_URL', 'mongodb://a/gongdan?tls=true', /without a user and a password/],
    ['SERVICE_KEY', development, /A development key/],
    ['SEAL_KEYS', developmentSeal, /A development key/],
    [
      'PEER_KEYS',
      `${env.PEER_KEYS},${env.PEER_KEYS.replace('gateway', 'ticket')}`,
      /A key that PEER_KEYS holds already/,
    ],
    ['SEAL_KEYS', `s1:${key(7)}`, /A key that SERVICE_KEY holds already/],
    ['SEAL_KEYS', `s1:${key(8)},s2:${key(7)}`, /A key that SERVICE_KEY holds already/],
    ['SEAL_KEYS', `s1:${key(7).replaceAll('=', '')}`, /A key that SERVICE_KEY holds already/],
    ['SEAL_KEYS', `s1:${key(8)},s2:${key(8)}`, /A key that SEAL_KEYS holds already/],
    ['SEAL_KEYS', `s1:${key(8)},s1:${key(9)}`, /A key id that is used twice/],
  ])('production refuses %s=%s, for that reason alone and in one line', (variable, value, reason) => {
    expect(reasonsIn({ ...inProduction, [variable]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${variable}: .*${reason.source}`)),
    ])
  })

  test.each(['prod', 'PRODUCTION', 'staging', 'Development', '', ' production'])(
    'NODE_ENV=%j stops the start',
    (NODE_ENV) => {
      expect(reasonsIn({ ...inProduction, NODE_ENV })).toEqual(['NODE_ENV: Expected production, development or test'])
    },
  )

  test('what is no NODE_ENV stops the start of a program that does not read it, too', () => {
    const { AMQP_URL } = baseConfig
    expect(checkConfig(z.object({ AMQP_URL }), { ...inProduction, NODE_ENV: 'prod' })).toHaveProperty('reasons')
    expect(checkConfig(z.object({ AMQP_URL }), { ...env, NODE_ENV: undefined })).toHaveProperty('reasons')
  })

  test('without NODE_ENV is one of production', () => {
    const { NODE_ENV: _, ...unset } = inProduction
    expect(reasonsIn(unset)).toEqual([])
    expect(reasonsIn({ ...unset, AMQP_URL: env.AMQP_URL })).toHaveLength(2)
    expect(readConfig(withSeals, unset).NODE_ENV).toBe('production')
  })

  test.each(['development', 'test'])('as %s may be without TLS, passwords and keys of its own', (NODE_ENV) => {
    const weak = { SERVICE_KEY: development, PEER_KEYS: developmentPeers, SEAL_KEYS: developmentSeal }
    expect(reasonsIn({ ...env, ...weak, NODE_ENV })).toEqual([])
  })

  test('takes plaintext in production where it is told to, and nothing else with it', () => {
    const plain = {
      ...inProduction,
      MONGODB_URL: 'mongodb://ticket:s3cret@a/gongdan',
      AMQP_URL: 'amqp://ticket:s3cret@mq/gongdan',
    }
    expect(reasonsIn({ ...plain, ALLOW_PLAINTEXT: 'true' })).toEqual([])
    expect(reasonsIn({ ...plain, ALLOW_PLAINTEXT: 'false' })).toHaveLength(2)
    expect(reasonsIn({ ...plain, ALLOW_PLAINTEXT: '1' })).toHaveLength(3)
    expect(reasonsIn({ ...plain, ALLOW_PLAINTEXT: 'true', AMQP_URL: 'amqp://guest:guest@mq' })).toHaveLength(1)
  })

  test.each([
    ['AMQP_URL', 'amqp://guest:guest@mq/gongdan'],
    ['AMQP_URL', 'amqp://mq/gongdan'],
    ['AMQP_URL', 'amqp://ticket@mq/gongdan'],
    ['MONGODB_URL', 'mongodb://a:27017,b:27018/gongdan'],
    ['MONGODB_URL', 'mongodb+srv://db.example.org/gongdan'],
  ])('refuses a %s like %s in production', (variable, url) => {
    expect(reasonsIn({ ...inProduction, [variable]: url })).toContainEqual(expect.stringMatching(`^${variable}: `))
  })

  test('says each reason in a line of its own', () => {
    const { said } = readElsewhere({ ...inProduction, AMQP_URL: 'amqp://guest:guest@mq', MONGODB_URL: env.MONGODB_URL })
    expect(said.trim().split('\n')).toHaveLength(5)
  })

  test('takes keys and users of its own in production', () => {
    expect(reasonsIn(inProduction)).toEqual([])
  })
})

describe('this very machine', () => {
  test.each([
    'http://localhost',
    'https://localhost./jwks',
    'https://LOCALHOST..:8443',
    'https://a.localhost.',
    'https://localhost.localdomain',
    'https://ip6-localhost',
    'https://127.0.0.1',
    'https://127.1',
    'https://2130706433',
    'https://0x7f000001',
    'https://0177.0.0.1',
    'https://127.0.0.1.',
    'https://0.0.0.0',
    'https://[::]',
    'https://[::1]',
    'https://[0:0:0:0:0:0:0:1]',
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:7f00:1]',
    'https://[::ffff:0.0.0.0]',
    'https://[::127.0.0.1]',
    'https://[64:ff9b::127.0.0.1]',
  ])('is where %s leads', (url) => expect(leadsToThisMachine(url)).toBe(true))

  test.each([
    'https://login.example.com',
    'https://localhost.example.com',
    'https://notlocalhost',
    'https://128.0.0.1',
    'https://[2001:db8::7f00:1]',
    'https://[::ffff:10.0.0.1]',
    'urn:gongdan',
    'no URL',
  ])('is not where %s leads', (url) => expect(leadsToThisMachine(url)).toBe(false))
})
