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

test('the gateway listens on 9990 of the loopback address unless told otherwise', () => {
  expect(GatewayConfig.parse(env)).toMatchObject({ HOST: '127.0.0.1', PORT: 9990, RATE_LIMIT: 50, RATE_BURST: 200 })
  expect(GatewayConfig.parse({ ...env, HOST: '0.0.0.0' })).toMatchObject({ HOST: '0.0.0.0' })
  expect(GatewayConfig.safeParse({ ...env, HOST: 'gateway' }).success).toBe(false)
})

test.each([
  ['AUTH_JWKS_URL', 'http://login.example.com/jwks'],
  ['AUTH_JWKS_URL', 'http://10.0.0.1/jwks'],
  ['AUTH_JWKS_URL', 'HTTP://login.example.com/jwks'],
  ['AUTH_JWKS_URL', 'https://127.0.0.1:4000/jwks'],
  ['AUTH_JWKS_URL', 'https://localhost/jwks'],
  ['AUTH_JWKS_URL', 'https://localhost./jwks'],
  ['AUTH_JWKS_URL', 'https://[::1]/jwks'],
  ['AUTH_JWKS_URL', 'https://[::ffff:127.0.0.1]/jwks'],
  ['AUTH_ISSUER', 'https://localhost.'],
  ['AUTH_ISSUER', 'http://[::ffff:127.0.0.1]:4000'],
  ['AUTH_ISSUER', 'http://localhost:4000'],
  ['AUTH_ISSUER', 'urn:gongdan:local'],
  ['AUTH_ISSUER', 'https://development.example'],
  ['OIDC_ISSUER', 'https://127.0.0.1:4000'],
  ['OIDC_ISSUER', 'http://login.example.com/'],
])('%s %s is for development only', (name, value) => {
  const parse = (NODE_ENV: string) => GatewayConfig.safeParse({ ...env, NODE_ENV, [name]: value })
  expect(parse('development').success).toBe(true)
  const { issues = [] } = parse('production').error ?? {}
  expect(issues.map(({ path, message }) => ({ path, message }))).toEqual([
    { path: [name], message: expect.stringMatching(/^[^\n]+ in production$/) },
  ])
})

test('origins of web pages are exact, and none by default', () => {
  const originsOf = (CORS_ORIGINS?: string) => GatewayConfig.safeParse({ ...env, CORS_ORIGINS })
  expect(originsOf().data?.CORS_ORIGINS).toEqual([])
  expect(originsOf('https://a.example, http://localhost:5173').data?.CORS_ORIGINS).toEqual([
    'https://a.example',
    'http://localhost:5173',
  ])
  for (const wrong of [
    '*',
    'null',
    'a.example',
    'https://a.example/',
    'https://*.example',
    'https://A.example',
    'ftp://a',
  ]) {
    expect({ wrong, success: originsOf(wrong).success }).toEqual({ wrong, success: false })
  }
})
