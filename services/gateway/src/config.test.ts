import { developmentKeys } from '@gongdan/service'
import { expect, test } from '@jest/globals'
import { GatewayConfig } from './config.ts'

const env = {
  MONGODB_URL: 'mongodb://db/gongdan',
  AMQP_URL: 'amqp://mq/',
  ADMIN_PORT: '9991',
  ...developmentKeys('gateway'),
  SEAL_KEYS: `test:${Buffer.alloc(32, 1).toString('base64')}`,
  AUTH_JWKS_URL: 'https://issuer.example/jwks',
  AUTH_ISSUER: 'https://issuer.example',
  AUTH_AUDIENCE: 'gongdan',
}

test('the gateway listens on 9990 unless told otherwise', () => {
  expect(GatewayConfig.parse(env)).toMatchObject({ PORT: 9990, RATE_LIMIT: 10_000 })
})

test.each([
  ['AUTH_JWKS_URL', 'http://127.0.0.1:4000/jwks'],
  ['AUTH_JWKS_URL', 'http://localhost/jwks'],
  ['AUTH_JWKS_URL', 'http://[::1]/jwks'],
  ['AUTH_ISSUER', 'http://localhost:4000'],
  ['AUTH_ISSUER', 'urn:gongdan:local'],
  ['AUTH_ISSUER', 'https://development.example'],
])('%s %s is for development only', (name, value) => {
  const parse = (NODE_ENV: string) => GatewayConfig.safeParse({ ...env, NODE_ENV, [name]: value })
  expect(parse('development').success).toBe(true)
  expect(parse('production').error?.issues.map(({ path }) => path)).toEqual([[name]])
})
