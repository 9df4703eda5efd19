import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { publicKeysOf } from '@gongdan/messaging'
import { describe, expect, jest, test } from '@jest/globals'
import { z } from 'zod'
import { baseConfig, readConfig } from './config.ts'
import { developmentKeys } from './developmentKeys.ts'

// On a busy machine the start of a process takes seconds.
jest.setTimeout(30_000)

const schema = z.object({ ...baseConfig, PORT: z.coerce.number().default(9990) })
const ownKeys = `2024a:${Buffer.alloc(32, 7).toString('base64')}`
const { SERVICE_KEY: development, PEER_KEYS: developmentPeers } = developmentKeys('ticket')
const env = {
  MONGODB_URL: 'mongodb://a:27017,b:27018/gongdan?replicaSet=rs',
  AMQP_URL: 'amqp://127.0.0.1:5672/gongdan',
  ADMIN_PORT: '9991',
  SERVICE_KEY: ownKeys,
  PEER_KEYS: publicKeysOf('gateway', ownKeys),
}

const inProduction = {
  ...env,
  NODE_ENV: 'production',
  MONGODB_URL: 'mongodb://ticket:s3cret@a:27017,b:27018/gongdan?replicaSet=rs',
  AMQP_URL: 'amqp://ticket:s3cret@mq/gongdan',
}

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
      NODE_ENV: 'development',
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
    const { status, said } = readElsewhere({ ...inProduction, SERVICE_KEY })
    expect(status).toBe(1)
    expect(said).toContain('SERVICE_KEY')
  })

  test('refuses the public half of a development key in production', () => {
    const { status, said } = readElsewhere({ ...inProduction, PEER_KEYS: developmentPeers })
    expect(status).toBe(1)
    expect(said).toContain('PEER_KEYS')
  })

  test.each([
    ['AMQP_URL', 'amqp://guest:guest@mq/gongdan'],
    ['AMQP_URL', 'amqp://mq/gongdan'],
    ['AMQP_URL', 'amqp://ticket@mq/gongdan'],
    ['MONGODB_URL', 'mongodb://a:27017,b:27018/gongdan'],
    ['MONGODB_URL', 'mongodb+srv://db.example.org/gongdan'],
  ])('refuses a %s like %s in production', (variable, url) => {
    const { status, said } = readElsewhere({ ...inProduction, [variable]: url })
    expect(status).toBe(1)
    expect(said).toContain(variable)
  })

  test('takes keys and users of its own in production', () => {
    expect(readElsewhere(inProduction)).toEqual({ status: 0, said: '' })
  })
})
