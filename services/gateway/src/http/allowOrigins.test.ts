import { afterEach, describe, expect, test } from '@jest/globals'
import { closeGateways, startGateway, uuid } from '../../test/startGateway.ts'

afterEach(closeGateways)

const console = 'https://console.example.com'
const corsOrigins = [console, 'http://localhost:5173']
const preflight = {
  origin: console,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization',
}
const of = (headers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')))

describe('a page of an allowed origin', () => {
  test('is told that it may call, before it has to say who calls', async () => {
    const { app } = await startGateway({ corsOrigins, rateLimit: 1, authenticate: () => ({ scode: 2001, desc: '' }) })
    for (const url of ['/v1/ticket/pass', '/v1/events', '/v1/nothing']) {
      const { statusCode, headers, body } = await app.inject({ method: 'OPTIONS', url, headers: preflight })
      expect([statusCode, body]).toEqual([204, ''])
      expect(of(headers)).toMatchObject({
        'access-control-allow-origin': console,
        'access-control-allow-methods': 'GET, HEAD, POST',
        'access-control-allow-headers': expect.stringMatching(/Authorization.*Idempotency-Key.*Last-Event-ID/),
        'access-control-max-age': '7200',
      })
      expect(headers['access-control-allow-credentials']).toBeUndefined()
    }
  })

  test('may read answers, refusals and their headers', async () => {
    const { post } = await startGateway({ corsOrigins })
    const refused = await startGateway({ corsOrigins, authenticate: () => ({ scode: 2001, desc: '' }) })
    for (const send of [post, refused.post]) {
      const { headers } = await send('/v1/ticket/pass', { list: [uuid()] }, { origin: 'http://localhost:5173' })
      expect(headers['access-control-allow-origin']).toBe('http://localhost:5173')
      expect(headers['access-control-expose-headers']).toMatch(
        /Idempotency-Replayed, Location, Retry-After.*X-Request-Id/,
      )
      expect(headers.vary).toContain('Origin')
    }
  })

  test('may read what is accepted instead of what was refused', async () => {
    const { post } = await startGateway({ corsOrigins })
    const { headers } = await post('/v1/ticket/pass', 'list', { origin: console, 'content-type': 'text/plain' })
    const exposed = String(headers['access-control-expose-headers']).toLowerCase().split(', ')
    for (const name of ['accept-post', 'accept-encoding']) {
      expect(headers).toHaveProperty(name)
      expect(exposed).toContain(name)
    }
  })

  test('may read live events', async () => {
    const { app } = await startGateway({ corsOrigins, kept: true })
    const url = await app.listen({ port: 0 })
    const asked = new AbortController()
    const { headers, body } = await fetch(`${url}/v1/events`, { headers: { origin: console }, signal: asked.signal })
    expect(headers.get('access-control-allow-origin')).toBe(console)
    const first = await body?.getReader().read()
    expect(new TextDecoder().decode(first?.value)).toContain('event: listening')
    asked.abort()
    await app.close()
  })
})

describe('a page of another origin', () => {
  test.each([
    'https://evil.example',
    'https://console.example.com.evil.example',
    'http://console.example.com',
    'https://console.example.com:8443',
    'HTTPS://CONSOLE.EXAMPLE.COM',
    'null',
    '*',
  ])('%s is told nothing', async (origin) => {
    const { app, get } = await startGateway({ corsOrigins })
    const headers = { ...preflight, origin }
    const asked = await app.inject({ method: 'OPTIONS', url: '/v1/ticket/pass', headers })
    expect([asked.statusCode, asked.json().scode, of(asked.headers)]).toEqual([405, 1006, {}])
    expect(of((await get('/v1/ticket/list', { origin })).headers)).toEqual({})
  })

  test('is told nothing where no origin is allowed', async () => {
    const { app } = await startGateway()
    const asked = await app.inject({ method: 'OPTIONS', url: '/v1/ticket/pass', headers: preflight })
    expect([asked.statusCode, of(asked.headers)]).toEqual([405, {}])
  })
})
