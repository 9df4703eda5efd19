import { said } from '@gongdan/contracts'
import { afterEach, describe, expect, test } from '@jest/globals'
import { eventually } from '../../../../test/support/eventually.ts'
import { type Decide, decideAll, silence } from '../../test/memoryBus.ts'
import { ann, annsCaller, closeGateways, startGateway, uuid } from '../../test/startGateway.ts'

afterEach(closeGateways)

const uuidsOf = (answer: { json(): { data: { results: { data: { ticket_uuid: string } }[] } } }) =>
  answer.json().data.results.map((result) => result.data.ticket_uuid)
const someUuids = (count: number) => Array.from({ length: count }, uuid)
const noWait = { prefer: 'wait=0' }

describe('a list of tickets', () => {
  test('is answered in the order given; a repeated uuid has one effect and the same result at each place', async () => {
    const { post, received } = await startGateway()
    const [a, b] = [uuid(), uuid()]
    const answer = await post('/v1/ticket/pass', { list: [a, b, a.toUpperCase(), { ticket_uuid: b, version: 2 }] })
    expect(uuidsOf(answer)).toEqual([a, b, a, b])
    expect(answer.json()).toMatchObject({ scode: 0, data: { success: 4, fail: 0 } })
    expect(received.flatMap(({ items }) => items)).toEqual([
      { commandId: expect.any(String), ticketUuid: a },
      { commandId: expect.any(String), ticketUuid: b, version: 2 },
    ])
  })

  test.each([
    [['yes', 'no'], 10],
    [['no', 'no'], 11],
    [['yes', 'yes'], 0],
  ] as const)('of which the services say %j is answered with %d', async (verdicts, scode) => {
    const { post, services } = await startGateway()
    services((received) =>
      decideAll(0)(received).map((one, at) => (verdicts[at] === 'yes' ? one : { ...one, scode: 3002 })),
    )
    expect((await post('/v1/ticket/archive', { list: someUuids(2) })).json().scode).toBe(scode)
  })

  test('is refused when it names one ticket in two versions', async () => {
    const { post, received } = await startGateway()
    const ticket_uuid = uuid()
    const list = [1, 2].map((version) => ({ ticket_uuid, version }))
    expect((await post('/v1/ticket/pass', { list })).json().scode).toBe(1002)
    expect(received).toEqual([])
  })

  test('of 10,000 goes out in messages of at most 100, never more than four unanswered', async () => {
    const { post, received, services } = await startGateway()
    let unanswered = 0
    let most = 0
    services((command) => {
      unanswered += 1
      most = Math.max(most, unanswered)
      queueMicrotask(() => {
        unanswered -= 1
      })
      return decideAll(0)(command)
    })
    const list = someUuids(10_000)
    const answer = await post('/v1/ticket/pass', { list })
    expect(uuidsOf(answer)).toEqual(list)
    expect(received.map(({ items }) => items.length)).toEqual(Array.from({ length: 100 }, () => 100))
    expect(most).toBeLessThanOrEqual(4)
    expect(new Set(received.map(({ message }) => message.correlationId)).size).toBe(1)
  })

  test('above 10,000 is refused', async () => {
    const { post } = await startGateway()
    expect((await post('/v1/ticket/pass', { list: someUuids(10_001) })).json().scode).toBe(1002)
  })
})

test('a refused item says how its ticket stands, at once, and later in its batch', async () => {
  const { post, get, services, received, reply } = await startGateway()
  const current = {
    ticket_state_code: 'passed',
    version: 3,
    actor_name: '赵',
    action: 'ticket.passed',
    time: 1_764_000_000,
    owner_name: '',
  } as const
  const refuse: Decide = (command) =>
    decideAll(3002, said('it is approved', '已通过'))(command).map((one) => ({ ...one, current }))
  services(refuse)
  const shown = { scode: 11, data: { results: [{ scode: 3002, data: { current } }] } }
  expect((await post('/v1/ticket/pass', { list: [uuid()] })).json()).toMatchObject(shown)

  services(silence)
  const answer = await post('/v1/ticket/pass', { list: [uuid()] }, noWait)
  const late = received.at(-1)
  if (late === undefined) throw new Error('nothing was sent')
  reply(late.message, refuse(late))
  await new Promise(setImmediate)
  expect((await get(String(answer.headers.location))).json()).toMatchObject(shown)
})

describe('a refused creation', () => {
  const step = { tenant_uuid: 'acme', role_uuid: 'r' }
  test.each([
    ['/v1/ticket/save', { ticket_name: 'a', type: 'FEEDBACK' }, 'ticket'],
    ['/v1/ticket/submit', { ticket_name: 'a', type: 'FEEDBACK' }, 'ticket'],
    ['/v1/ticket/process/create', { tenant_uuid: 'acme', process_name: 'p', approval_list: [step] }, 'process'],
    ['/v1/webhook/create', { tenant_uuid: 'acme', webhook_name: 'w', url: 'https://receiver.example/' }, 'webhook'],
    ['/v1/webhook/test', { webhook_uuid: uuid() }, 'delivery'],
    ['/v1/fulfilment/claim', {}, 'claim'],
  ])('by %s has no uuid in its answer: there is nothing of that uuid', async (url, body, what) => {
    const { post, services } = await startGateway()
    services(decideAll(2003, said('not you', '不是您')))
    expect((await post(url, body)).json()).toMatchObject({ scode: 2003, data: { [`${what}_uuid`]: '' } })
  })

  test('of what exists already still names it', async () => {
    const { post, services } = await startGateway()
    services(decideAll(3002, said('it is pending', '待审批')))
    const ticket_uuid = uuid()
    const refused = await post('/v1/ticket/save', { ticket_uuid, type: 'FEEDBACK' })
    expect(refused.json()).toMatchObject({ scode: 3002, data: { ticket_uuid } })
  })
})

describe('a batch that is not complete when the wait ends', () => {
  test('is answered with 202, the results so far, and an address where the outcome will be', async () => {
    const { post, get, services, received, reply } = await startGateway()
    const [done, late] = [uuid(), uuid()]
    services((command) => decideAll(0)(command).filter((outcome) => outcome.uuid === done))
    const answer = await post('/v1/ticket/pass', { list: [late, done] }, noWait)

    const { batch_uuid, results } = answer.json().data
    expect(answer.statusCode).toBe(202)
    expect(answer.headers.location).toBe(`/v1/batch/inspect?batch_uuid=${batch_uuid}`)
    expect(answer.headers['retry-after']).toBe('1')
    expect(answer.json()).toMatchObject({ scode: 12, data: { success: 1, fail: 0 } })
    expect(results).toMatchObject([
      { scode: 12, data: { ticket_uuid: late, ticket_name: '' } },
      { scode: 0, data: { ticket_uuid: done, ticket_name: 'reimbursement' } },
    ])
    const asIs = answer.json()
    expect((await get(String(answer.headers.location))).json()).toEqual({
      ...asIs,
      data: { ...asIs.data, settled: 1, total: 2 },
    })

    reply(
      received[0]!.message,
      decideAll(3002, said('it is passed', '已通过'))(received[0]!).filter(({ uuid }) => uuid === late),
    )
    await new Promise(setImmediate)
    const later = await get(String(answer.headers.location))
    expect(later.statusCode).toBe(200)
    expect(later.json()).toMatchObject({
      scode: 10,
      data: { results: [{ scode: 3002, desc: 'it is passed' }, { scode: 0 }] },
    })
    expect(later.json().data.batch_uuid).toBeUndefined()
  })

  test('is no longer pending once asking has ended: a person has to see to what is unanswered', async () => {
    const { post, get, services, batches } = await startGateway()
    const [done, lost] = [uuid(), uuid()]
    services((command) => decideAll(0)(command).filter((outcome) => outcome.uuid === done))
    const answer = await post('/v1/ticket/pass', { list: [done, lost] }, noWait)
    await batches.end(answer.json().data.batch_uuid)
    const ended = await get(String(answer.headers.location))
    expect([ended.statusCode, ended.json().scode]).toEqual([200, 10])
    expect(ended.json().data).toEqual({
      success: 1,
      fail: 1,
      results: [expect.objectContaining({ scode: 0 }), expect.objectContaining({ scode: 6002 })],
      settled: 1,
      total: 2,
    })
    // What comes no more is told to those too who have seen all that came.
    const rest = await get(`${answer.headers.location}&since=1`)
    expect(rest.json().data).toMatchObject({ success: 1, fail: 1, results: [{ scode: 6002 }], settled: 1 })
  })

  test('shows how far it is, and those who ask on only what has come since', async () => {
    const { post, get, services, received, reply } = await startGateway()
    const [first, second] = [uuid(), uuid()]
    services((command) => decideAll(0)(command).filter((outcome) => outcome.uuid === first))
    const answer = await post('/v1/ticket/pass', { list: [second, first, second] }, noWait)
    const inspect = async (since: number) => {
      const shown = await get(`${answer.headers.location}&since=${since}`)
      const { scode, data } = shown.json()
      const uuids = data.results.map((one: { data: { ticket_uuid: string } }) => one.data.ticket_uuid)
      return [shown.statusCode, scode, data.success, data.fail, data.settled, data.total, ...uuids]
    }
    expect(await inspect(0)).toEqual([202, 12, 1, 0, 1, 2, first])
    expect(await inspect(1)).toEqual([202, 12, 1, 0, 1, 2])
    const late = decideAll(3002, said('it is passed', '已通过'))(received[0]!)
    reply(
      received[0]!.message,
      late.filter((outcome) => outcome.uuid === second),
    )
    await new Promise(setImmediate)
    // One result of an item, however often the list names it; both count, as in the whole answer.
    expect(await inspect(1)).toEqual([200, 10, 1, 2, 2, 2, second])
    expect(await inspect(0)).toEqual([200, 10, 1, 2, 2, 2, second, first])
    expect(await inspect(9)).toEqual([200, 10, 1, 2, 2, 2])
  })

  test('of a single command names the new ticket all the same, by the name that was sent', async () => {
    const { post, get, services, received } = await startGateway()
    services(silence)
    const answer = await post('/v1/ticket/submit', { ticket_name: 'a', type: 'FEEDBACK' }, noWait)
    const ticket_uuid = received[0]?.items[0]?.ticketUuid
    expect(answer.json()).toMatchObject({
      scode: 12,
      data: { ticket_uuid, ticket_name: 'a', batch_uuid: expect.any(String) },
    })
    expect((await get(String(answer.headers.location))).statusCode).toBe(202)
  })

  test('is shown to its caller alone', async () => {
    let caller = 'ann'
    const { post, get, services } = await startGateway({
      authenticate: () => ({ principal: ann, caller, expires: Number.POSITIVE_INFINITY }),
    })
    services(silence)
    const answer = await post('/v1/ticket/pass', { list: [uuid()] }, noWait)
    caller = 'bob'
    expect((await get(String(answer.headers.location))).json().scode).toBe(6001)
  })

  test('is written once: a database that takes it leaves nothing to the broker', async () => {
    const { post, get, services, published } = await startGateway()
    services(silence)
    const answer = await post('/v1/ticket/pass', { list: [uuid()] }, noWait)
    expect((await get(String(answer.headers.location))).statusCode).toBe(202)
    expect(published.map(({ routingKey }) => routingKey)).toEqual(['ticket.commands'])
  })

  test('is handed to the other gateways by the broker, with what is known of it, when the database fails', async () => {
    const { post, services, published, batches } = await startGateway()
    services(silence)
    batches.fails(true)
    const ticket = uuid()
    await post('/v1/ticket/pass', { list: [ticket] }, noWait)
    const batch = published.find(({ routingKey }) => routingKey === 'gateway.batches')?.message
    expect(JSON.parse(batch?.body.toString() ?? '')).toMatchObject({
      work: {
        type: 'ticket.pass',
        principal: ann,
        shared: { config: null },
        items: [{ ticketUuid: ticket }],
        order: [0],
      },
      outcomes: [],
    })
    expect(batch?.headers).toHaveProperty('x-mac-gateway')
  })

  test('is accepted when only the database can take it', async () => {
    const { post, get, publishFails } = await startGateway()
    publishFails('unknown')
    const answer = await post('/v1/ticket/pass', { list: [uuid()] }, noWait)
    expect(answer.statusCode).toBe(202)
    expect((await get(String(answer.headers.location))).statusCode).toBe(202)
  })

  test('is accepted when only the broker can take it', async () => {
    const { post, published, publishFails, batches } = await startGateway()
    publishFails('unknown', 'ticket.commands')
    batches.fails(true)
    expect((await post('/v1/ticket/pass', { list: [uuid()] }, noWait)).statusCode).toBe(202)
    expect(published.map(({ routingKey }) => routingKey)).toEqual(['gateway.batches'])
  })

  test('is not accepted when it cannot be persisted, though the broker confirmed all of it: no batch could be asked for', async () => {
    const { post, services, batches, publishFails } = await startGateway()
    services(() => {
      publishFails('unavailable')
      batches.fails(true)
      return []
    })
    const answer = await post('/v1/ticket/pass', { list: [uuid()] }, noWait)
    expect(answer.json()).toMatchObject({ scode: 9002, desc: expect.stringContaining('Idempotency-Key') })
  })

  test('is refused with 9002 when the broker may have it and it cannot be persisted', async () => {
    const { post, batches, publishFails } = await startGateway()
    publishFails('unknown')
    batches.fails(true)
    const answer = await post('/v1/ticket/pass', { list: [uuid()] }, noWait)
    expect(answer.json()).toMatchObject({ scode: 9002, desc: expect.stringContaining('Idempotency-Key') })
    expect(answer.headers['retry-after']).toBe('2')
  })
})

describe('a request that surely did not reach the broker', () => {
  test.each(['unavailable', 'nacked', 'unroutable', 'missing-exchange'] as const)(
    'because it is %s is refused with 9002, and nothing of it is kept',
    async (code) => {
      const { post, published, publishFails } = await startGateway()
      publishFails(code)
      const answer = await post('/v1/ticket/pass', { list: [uuid()] }, noWait)
      expect(answer.json()).toMatchObject({ scode: 9002, desc: 'nothing was accepted', data: null })
      expect(answer.headers['retry-after']).toBe('2')
      expect(published).toEqual([])
    },
  )

  test('waits for the connection as long as its caller does', async () => {
    const { post, connection, received } = await startGateway()
    connection(undefined)
    const answer = post('/v1/ticket/pass', { list: [uuid()] })
    await new Promise(setImmediate)
    connection('replies-2')
    expect((await answer).json().scode).toBe(0)
    expect(received.map(({ message }) => message.replyTo)).toEqual(['replies-2'])
  })
})

describe('a caller whose requests wait for a service', () => {
  test('is refused when they fill what a gateway has for one caller, and others are not', async () => {
    let caller = 'ann'
    const { post, services } = await startGateway({
      authenticate: () => ({ principal: ann, caller, expires: Number.POSITIVE_INFINITY }),
      room: { mostBytes: 100_000, mostBytesOfCaller: 30_000 },
    })
    services(silence)
    const ofAnn = await Promise.all([1, 2].map(() => post('/v1/ticket/pass', { list: someUuids(100) }, noWait)))
    expect(ofAnn.map(({ statusCode }) => statusCode)).toEqual([202, 202])
    const refused = await post('/v1/ticket/pass', { list: someUuids(100) }, noWait)
    expect([refused.statusCode, refused.json().scode, refused.headers['retry-after']]).toEqual([429, 1007, '5'])
    caller = 'bob'
    services(decideAll(0))
    expect((await post('/v1/ticket/pass', { list: [uuid()] })).json().scode).toBe(0)
  })

  test('is told when the room for all is full', async () => {
    const { post } = await startGateway({ room: { mostBytes: 1_000, mostBytesOfCaller: 1_000 } })
    const refused = await post('/v1/ticket/pass', { list: someUuids(100) })
    expect([refused.statusCode, refused.json().scode, refused.headers['retry-after']]).toEqual([503, 9003, '2'])
  })

  test('and who waits for their turn is answered with 202: work that is accepted is only slow', async () => {
    const { post, services, received } = await startGateway()
    services(silence)
    const answers = await Promise.all(someUuids(6).map((one) => post('/v1/ticket/pass', { list: [one] }, noWait)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202, 202, 202, 202])
    expect(received).toHaveLength(4)
  })

  test('may store so much a day, and is told so', async () => {
    const { post } = await startGateway({ storedBytesADay: 5_000, now: () => Date.UTC(2026, 0, 1, 23, 59, 0) })
    expect((await post('/v1/ticket/pass', { list: someUuids(20) })).statusCode).toBe(200)
    const refused = await post('/v1/ticket/pass', { list: [uuid()] })
    expect([refused.json().scode, refused.headers['retry-after']]).toEqual([1007, '60'])
    expect(refused.json().desc).toContain('5000 stored bytes a day')
  })

  test('and a submission counts as what it keeps of its process', async () => {
    const { post } = await startGateway({ storedBytesADay: 10_000, now: () => Date.UTC(2026, 0, 1) })
    const answers: number[] = []
    for (let request = 0; request < 4; request += 1) {
      answers.push((await post('/v1/ticket/submit', { ticket_name: 'a', type: 'FEEDBACK' })).statusCode)
    }
    expect(answers).toEqual([200, 200, 200, 429])
  })

  const long = '好'.repeat(500)
  const numbers = Array(200).fill('1e20').join()
  const image = (field: string) =>
    `{"ticket_name":"a","type":"TENCENT_IMAGE_CREATE","tencent":{"image":{"region":"here",${field}}}}`
  test.each([
    ['with little to say', () => ({ list: [uuid()] }), 6],
    ['with a long reason', () => ({ list: [uuid()], reason: long }), 3],
    ['with a long reason for each of many', () => ({ list: someUuids(20), reason: long }), 1],
    ['with the longest of tokens', () => ({ list: [uuid()] }), 2, 'x'.repeat(8_000)],
    ['with a short text', () => image('"note":"short"'), 6],
    ['with numbers that are stored longer than they came', () => image(`"numbers":[${numbers}]`), 2],
  ])('and is stopped the sooner, the more is kept: %s', async (_what, body, answered, token = '') => {
    const { post } = await startGateway({ storedBytesADay: 10_000, now: () => Date.UTC(2026, 0, 1) })
    const statuses: number[] = []
    for (let request = 0; request < 6; request += 1) {
      const asked = body()
      const url = typeof asked === 'string' ? '/v1/ticket/save' : '/v1/ticket/pass'
      statuses.push((await post(url, asked, { authorization: `Bearer ${token}` })).statusCode)
    }
    expect(statuses).toEqual(Array.from({ length: 6 }, (_, at) => (at < answered ? 200 : 429)))
  })
})

describe('what is asked for again too early', () => {
  test.each([
    [5004, '/v1/tencent/image/create', 'the image may be requested again'],
    [3013, '/v1/ticket/urge', 'the approvers may be urged again'],
  ] as const)('is answered with the time to wait, to programs as well: %d', async (scode, route, words) => {
    const { post, services } = await startGateway()
    const again = [`${words} in 30 s`, `${words} in 240 s`]
    services((received) =>
      decideAll(scode)(received).map((outcome, at) => ({ ...outcome, desc: said(again[at] ?? '', ''), scode })),
    )
    const answer = await post(route, { list: someUuids(2) })
    expect([answer.json().scode, answer.headers['retry-after']]).toEqual([11, '240'])
    expect(answer.json().data.results[0]).toMatchObject({ scode, desc: again[0] })
  })
})

describe('Prefer: respond-async', () => {
  test('is answered at once, and the work is done', async () => {
    const { post, get } = await startGateway()
    const answer = await post('/v1/ticket/pass', { list: [uuid()] }, { prefer: 'respond-async' })
    expect(answer.json()).toMatchObject({ scode: 12, data: { success: 0, fail: 0 } })
    await new Promise(setImmediate)
    expect((await get(String(answer.headers.location))).json()).toMatchObject({ scode: 0, data: { success: 1 } })
  })
})

describe('a batch that is inspected', () => {
  const begin = async (options: Parameters<typeof startGateway>[0], items: number) => {
    const gateway = await startGateway(options)
    const answer = await gateway.post('/v1/ticket/pass', { list: someUuids(items) }, { prefer: 'respond-async' })
    await new Promise(setImmediate)
    const inspect = () => gateway.get(`${answer.headers.location}&since=${items}`)
    return { ...gateway, inspect }
  }

  test('costs its caller what is read of it, also where nothing is shown', async () => {
    let now = 0
    const { inspect } = await begin({ rateLimit: 50, now: () => now }, 2_000)
    now += 10_000
    const scodes: number[] = []
    for (let time = 0; time < 6; time += 1) scodes.push((await inspect()).json().scode)
    // Ten of the fifty each.
    expect(scodes).toEqual([0, 0, 0, 0, 0, 1007])
  })

  test('is read once at a time for a caller, however often they ask', async () => {
    const { inspect, batches } = await begin({}, 1)
    const find = batches.find
    let reading = 0
    let most = 0
    batches.find = async (...asked) => {
      reading += 1
      most = Math.max(most, reading)
      await new Promise(setImmediate)
      reading -= 1
      return find(...asked)
    }
    const answers = await Promise.all(Array.from({ length: 20 }, inspect))
    expect([most, new Set(answers.map((answer) => answer.json().scode))]).toEqual([1, new Set([0])])
  })
})

describe('a gateway that stops', () => {
  test('hands over what is in hand and answers 202', async () => {
    const { app, post, services, received, batches } = await startGateway()
    services(silence)
    const answer = post('/v1/ticket/pass', { list: [uuid()] })
    await eventually(() => expect(received).toHaveLength(1), { withinMs: 20_000 })
    await app.close()
    const { statusCode, headers } = await answer
    expect(statusCode).toBe(202)
    const batchUuid = String(new URL(String(headers.location), 'http://gateway').searchParams.get('batch_uuid'))
    expect(await batches.find(batchUuid, annsCaller)).toMatchObject({ batch: { batchUuid, type: 'ticket.pass' } })
  })
})
