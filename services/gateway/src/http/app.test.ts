import { MAX_LIST, type Scode, said, scodes } from '@gongdan/contracts'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { pino } from 'pino'
import { decideAll } from '../../test/memoryBus.ts'
import { ann, closeGateways, startGateway, uuid } from '../../test/startGateway.ts'
import { routes } from '../routes/table.ts'

afterEach(closeGateways)

/** A clock that stands: a bucket would fill while a slow machine asks. */
const held = () => Date.UTC(2026, 0, 1)

const refusal = (scode: Scode, desc: unknown = expect.any(String)) => {
  const { message, messageCn } = scodes[scode]
  return { scode, desc, message, message_cn: messageCn, stack: null, data: null }
}
const expectRefusal = (answer: { statusCode: number; json(): unknown }, scode: Scode, desc?: unknown) => {
  const { desc_cn: chinese = '', ...others } = Object(answer.json())
  expect(others).toEqual(refusal(scode, desc))
  expect(/\p{Script=Han}/u.test(chinese)).toBe(others.desc !== '')
  expect(answer.statusCode).toBe(scodes[scode].http)
}

describe('a request that cannot be read', () => {
  test.each([
    ['is no JSON', '{"list":', 1001],
    ['is empty', '', 1002],
    ['is a list', '[]', 1002],
    ['is null', 'null', 1002],
    ['nests without end', `{"list":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 1002],
    [
      'nests without end beside a large integer',
      `{"a":1${'0'.repeat(20)},"b":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
      1002,
    ],
    ['is larger than 1 MiB', `{"list":["${'x'.repeat(1_048_576)}"]}`, 1004],
  ] as const)('because its body %s is refused with the envelope', async (_what, body, scode) => {
    const { post } = await startGateway()
    expectRefusal(await post('/v1/ticket/pass', body), scode)
  })

  test('because a body of a single command is larger than 1 MiB is refused', async () => {
    const { post } = await startGateway()
    const body = { ticket_name: 'a', type: 'FEEDBACK', reason: 'x'.repeat(1_048_576) }
    expectRefusal(await post('/v1/ticket/submit', body), 1004, 'the body is larger than 1,048,576 bytes (1 MiB)')
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/vnd.api+json', 'nonsense'])(
    'because it is %s is refused',
    async (type) => {
      const { app } = await startGateway()
      const headers = { 'content-type': type }
      expectRefusal(await app.inject({ method: 'POST', url: '/v1/ticket/pass', payload: '{}', headers }), 1003)
    },
  )

  test.each([
    ['{"list":[]}', 'list'],
    ['{"list":"all"}', 'list'],
    ['{"list":["11111111-1111-4111-8111-111111111111","x"]}', 'list.1'],
    ['{"list":[{"ticket_uuid":"11111111-1111-4111-8111-111111111111","version":0}]}', 'list.0.version'],
    ['{"list":["11111111-1111-4111-8111-111111111111"],"config":[]}', 'config'],
  ])('because of a field of %s is refused by the name of the field', async (body, field) => {
    const { post } = await startGateway()
    expectRefusal(await post('/v1/ticket/pass', body), 1002, expect.stringMatching(`^${field}: must `))
  })
})

describe('an address that is none', () => {
  test.each([
    ['POST', '/v1/ticket/nothing', 1005],
    ['POST', '/', 1006],
    ['GET', '/v1/ticket/%zz', 1005],
    ['DELETE', '/v1/ticket/pass', 1006],
    ['GET', '/v1/ticket/pass', 1006],
    ['OPTIONS', '/v1/ticket/list', 1006],
    ['POST', '/livez', 1006],
    ['DELETE', '/openapi.json', 1006],
    ['PUT', '/v1/batch/inspect?batch_uuid=1', 1006],
  ] as const)('%s %s is refused with the envelope', async (method, url, scode) => {
    const { app } = await startGateway({ docs: url === '/openapi.json' })
    const answer = await app.inject({ method, url })
    expectRefusal(answer, scode)
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each([
    ['POST', '//v1//ticket/submit', 'POST /v1/ticket/submit'],
    ['POST', '/V1/Ticket/Submit', 'POST /v1/ticket/submit'],
    ['POST', '/v1/tickets/submit', 'POST /v1/ticket/submit'],
    ['GET', '/v1/ticket/lsit?page_num=1', 'GET /v1/ticket/list'],
    ['GET', '/v1/event', 'GET /v1/events'],
    ['GET', '/ticket/list', 'GET /v1/ticket/list'],
    ['GET', '/live', 'GET /livez'],
    ['GET', '/openapi.jsn', 'GET /openapi.json'],
  ] as const)('%s %s is refused with the nearest that there is, %s', async (method, url, nearest) => {
    const { app } = await startGateway({ docs: url.startsWith('/openapi') })
    expectRefusal(await app.inject({ method, url }), 1005, `the nearest endpoint is ${nearest}`)
  })

  test('that is near to none leads to the documents', async () => {
    const { get } = await startGateway()
    expectRefusal(await get('/wp-admin/setup.php'), 1005, 'all endpoints are listed at /docs')
    expectRefusal(await get(`/v1/${'x'.repeat(10_000)}`), 1005, 'all endpoints are listed at /docs')
  })

  test.each([
    ['GET', '/v1/ticket/pass/', 'GET: use POST', 'POST'],
    ['POST', '/v1/ticket/list/?x=1', 'POST: use GET or HEAD', 'GET, HEAD'],
  ] as const)('%s %s tells which method would do', async (method, url, desc, allow) => {
    const { app } = await startGateway()
    const answer = await app.inject({ method, url })
    expectRefusal(answer, 1006, desc)
    expect(answer.headers.allow).toBe(allow)
  })

  test('tells which methods would do', async () => {
    const { app } = await startGateway()
    const answer = await app.inject({ method: 'PATCH', url: '/v1/ticket/overrule' })
    expect(answer.headers.allow).toBe('POST, GET')
  })
})

describe('the address of the gateway itself', () => {
  test('leads a browser to the documents', async () => {
    const { get } = await startGateway({ docs: true })
    const answer = await get('/', { accept: 'text/html,application/xhtml+xml;q=0.9' })
    expect([answer.statusCode, answer.headers.location]).toEqual([302, 'docs'])
    expect((await get('/docs')).statusCode).toBe(200)
    expect((await get('/docs/')).statusCode).toBe(200)
  })

  test('tells a program where to go on', async () => {
    const { get } = await startGateway({ authenticate: () => ({ scode: 2001, desc: '' }) })
    expect((await get('/')).json()).toMatchObject({ scode: 0, data: { docs: '/docs', openapi: '/openapi.json' } })
  })
})

describe('every answer', () => {
  test.each([
    ['the-callers.own_id-1', 'the-callers.own_id-1'],
    ['with blank', expect.stringMatching(/^[0-9a-f-]{36}$/)],
    ['x'.repeat(129), expect.stringMatching(/^[0-9a-f-]{36}$/)],
  ])('carries a request id for %s', async (given, expected) => {
    const { get } = await startGateway()
    expect((await get('/v1/ticket/list', { 'x-request-id': given })).headers['x-request-id']).toEqual(expected)
  })

  test('must not be stored and shows nothing in a browser', async () => {
    const { get } = await startGateway()
    const { headers } = await get('/v1/ticket/list')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
  })

  test.each(['/v1/ticket/list', '/v1/nothing', '/docs', '/openapi.json', '/'])(
    'has the headers that keep a browser from misusing it: %s',
    async (url) => {
      const { get } = await startGateway()
      expect((await get(url)).headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'origin-agent-cluster': '?1',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-dns-prefetch-control': 'off',
        'x-download-options': 'noopen',
        'x-frame-options': 'SAMEORIGIN',
        'x-permitted-cross-domain-policies': 'none',
        'x-xss-protection': '0',
      })
    },
  )
})

describe('a caller', () => {
  test.each([2001, 2002, 9002] as const)(
    'who is refused with %d is refused everywhere, before the body is read',
    async (refused) => {
      const { app } = await startGateway({ authenticate: () => ({ scode: refused, desc: said('no', '不行') }) })
      for (const { method, url } of routes) {
        const answer = await app.inject({ method, url, payload: '{', headers: { 'content-type': 'application/json' } })
        expectRefusal(answer, refused, 'no')
      }
    },
  )

  test('who calls too often is told when to come back, and others are not slowed down', async () => {
    let caller = 'ann'
    const { get } = await startGateway({
      rateLimit: 2,
      now: held,
      authenticate: () => ({ principal: ann, caller, expires: Number.POSITIVE_INFINITY }),
    })
    expect((await get('/v1/ticket/list')).statusCode).toBe(200)
    expect((await get('/v1/ticket/list')).statusCode).toBe(200)
    const third = await get('/v1/ticket/list')
    expectRefusal(third, 1007)
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0)
    caller = 'bob'
    expect((await get('/v1/ticket/list')).statusCode).toBe(200)
  })

  test('the longest list is let in also where it costs more than may be asked at once, and is paid off afterwards', async () => {
    // As each of four gateways has it by the usual limits.
    const { get, post } = await startGateway({ rateLimit: 50, now: held })
    const longest = Array.from({ length: MAX_LIST }, uuid)
    expect((await post('/v1/ticket/pass', { list: longest })).statusCode).toBe(200)
    expectRefusal(await get('/v1/ticket/list'), 1007)
  })

  test.each(['/v1/ticket/submit', '/v1/ticket/process/simulate'])(
    'a body for %s whose length was not said is paid for once it is read',
    async (url) => {
      const { get, post } = await startGateway({ rateLimit: 50, now: held })
      const body = { ticket_name: 'a', type: 'FEEDBACK', reason: 'x'.repeat(200_000) }
      await post(url, body, { 'transfer-encoding': 'chunked' })
      expectRefusal(await get('/v1/ticket/list'), 1007)
    },
  )
})

describe('the log', () => {
  const logged = async (
    request: (gateway: Awaited<ReturnType<typeof startGateway>>) => Promise<unknown>,
    scode = 0,
    options: Parameters<typeof startGateway>[0] = {},
  ) => {
    const lines: unknown[] = []
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
    const authenticate = () =>
      scode === 0
        ? { principal: ann, caller: 'ann', expires: Number.POSITIVE_INFINITY }
        : { scode: 2001 as const, desc: said('the token is not valid', '令牌无效') }
    await request(await startGateway({ log, authenticate, ...options }))
    return lines
  }
  const id = { 'x-request-id': 'mine' }

  test('says why a caller was not authenticated, under the request id', async () => {
    const lines = await logged(({ post }) => post('/v1/ticket/pass', {}, id), 2001)
    expect(lines).toMatchObject([
      { reqId: 'mine', scode: 2001, reason: 'the token is not valid', msg: 'caller not authenticated' },
    ])
  })

  const token = `e30.${Buffer.from(JSON.stringify({ sub: 'bob@corp.com', tenant_uuid: 'acme' })).toString('base64url')}.x`
  test.each([
    [`Bearer ${token}`, 'bob@corp.com', 'acme'],
    ['Bearer x.y.z', '', ''],
    ['Basic YTpi', '', ''],
  ])(
    'says who %s claims to be when it is refused, and that nobody has checked it',
    async (authorization, user, tenant) => {
      const lines = await logged(({ post }) => post('/v1/ticket/pass?secret=x', {}, { ...id, authorization }), 2001)
      expect(lines).toEqual([
        expect.objectContaining({ reqId: 'mine', user, tenant, verified: false, url: '/v1/ticket/pass' }),
      ])
    },
  )

  test.each([
    ['{"list":', 1001, expect.any(String)],
    ['{}', 1002, 'list is missing'],
  ])('says why the body %s was refused, under the request id', async (body, scode, reason) => {
    const lines = await logged(({ post }) => post('/v1/ticket/pass', body, id))
    expect(lines).toContainEqual(
      expect.objectContaining({
        ...{ reqId: 'mine', scode, reason, url: '/v1/ticket/pass', msg: 'invalid request' },
        ...{ user: 'ann', tenant: 'acme' },
      }),
    )
  })

  test.each(routes.filter(({ kind }) => kind === 'command'))(
    'has a line with request id, user, tenant and reason for a refused $method $url, and nothing of its query',
    async ({ method, url }) => {
      const lines = await logged(({ app }) =>
        app.inject({ method, url: `${url}?token=hidden`, headers: { ...id, 'idempotency-key': '\u0001' } }),
      )
      expect(lines).toContainEqual(
        expect.objectContaining({
          ...{ reqId: 'mine', user: 'ann', tenant: 'acme', route: url, method, msg: 'answered' },
          ...{ scode: 1002, reason: expect.stringMatching(/^1002 ./) },
        }),
      )
      expect(JSON.stringify(lines)).not.toContain('hidden')
    },
  )

  test('says for which reasons items were refused, each once', async () => {
    const lines = await logged(({ post, services }) => {
      services(decideAll(3001, said('a "quoted" reason', '原因')))
      return post('/v1/ticket/pass', { list: [uuid(), uuid()] }, id)
    })
    expect(lines).toMatchObject([{ scode: 11, reason: '3001 a "quoted" reason', user: 'ann' }])
  })

  test('has a line for a request that is not admitted', async () => {
    const lines = await logged(
      async ({ post }) => {
        await post('/v1/ticket/pass', { list: [uuid()] }, id)
        await post('/v1/ticket/pass?token=hidden', { list: [uuid()] }, id)
      },
      0,
      { rateLimit: 1, now: held },
    )
    expect(lines[1]).toMatchObject({ reqId: 'mine', user: 'ann', tenant: 'acme', scode: 1007, url: '/v1/ticket/pass' })
  })

  test('names user and tenant of each command', async () => {
    const lines = await logged(({ post }) => post('/v1/ticket/pass', { list: [uuid()] }, id))
    expect(lines).toMatchObject([
      { reqId: 'mine', user: 'ann', tenant: 'acme', route: '/v1/ticket/pass', scode: 0, msg: 'answered' },
    ])
    expect(lines).toEqual([expect.objectContaining({ ms: expect.any(Number), tickets: [expect.any(String)] })])
  })
})

describe('trouble inside', () => {
  test('is an internal error without a word about its cause', async () => {
    const { get, answers } = await startGateway()
    answers(() => 'no JSON')
    expectRefusal(await get('/v1/ticket/list'), 9001, 'the log tells more under this request id')
  })

  test('of the database is no internal error', async () => {
    const { get, batches } = await startGateway()
    batches.fails(true)
    const answer = await get(`/v1/batch/inspect?batch_uuid=${uuid()}`)
    expectRefusal(answer, 9002)
    expect(answer.headers['retry-after']).toBe('2')
  })
})

describe('the document', () => {
  test.each([
    ['/openapi.json', 'application/json; charset=utf-8'],
    ['/docs/json', 'application/json; charset=utf-8'],
    ['/docs/yaml', 'application/x-yaml'],
  ])('%s is rendered once, and needs no caller', async (url, type) => {
    const { app, get } = await startGateway({ docs: true, authenticate: () => ({ scode: 2001, desc: '' }) })
    const stringify = jest.spyOn(JSON, 'stringify')
    const render = jest.spyOn(app, 'swagger')
    const { statusCode, headers, body } = await get(url)
    expect({ statusCode, type: headers['content-type'] }).toEqual({ statusCode: 200, type })
    expect(body).toMatch(/^(openapi: 3\.1|\{"openapi":"3\.1)/)
    expect((await get(url)).body).toBe(body)
    const largest = Math.max(0, ...stringify.mock.results.map(({ value }) => String(value).length))
    stringify.mockRestore()
    expect(largest).toBeLessThan(10_000)
    expect(render).not.toHaveBeenCalled()
  })
})

describe('the probes', () => {
  test('need no caller', async () => {
    const { get } = await startGateway({ authenticate: () => ({ scode: 2001, desc: '' }) })
    expect((await get('/livez')).json().scode).toBe(0)
    expect((await get('/readyz')).json().scode).toBe(0)
  })

  test('tell that the gateway is not ready, and not why', async () => {
    const ready = async () => {
      throw new Error('no connection to the broker')
    }
    const { get } = await startGateway({ ready })
    expect((await get('/livez')).statusCode).toBe(200)
    const answer = await get('/readyz')
    expectRefusal(answer, 9002, 'the gateway is not ready')
    expect(answer.body).not.toContain('broker')
  })
})
