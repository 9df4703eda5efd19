import { said } from '@gongdan/contracts'
import { afterEach, describe, expect, test } from '@jest/globals'
import { eventually } from '../../../../test/support/eventually.ts'
import { decideAll, silence } from '../../test/memoryBus.ts'
import { ann, closeGateways, startGateway, uuid } from '../../test/startGateway.ts'

afterEach(closeGateways)

const url = '/v1/ticket/submit'
const body = { ticket_name: 'a', type: 'FEEDBACK' }
const key = { 'idempotency-key': 'order 66' }

describe('a request with an Idempotency-Key', () => {
  test('that is repeated gets the first answer, byte for byte, and has one effect', async () => {
    const { post, received, services } = await startGateway()
    const first = await post(url, body, key)
    services(decideAll(3005))
    const second = await post(url, '{ "ticket_name": "a",  "type": "FEEDBACK" }', key)
    expect(second.statusCode).toBe(200)
    expect(second.body).toBe(first.body)
    expect([first, second].map(({ headers }) => headers['idempotency-replayed'])).toEqual([undefined, 'true'])
    expect(received).toHaveLength(1)
  })

  test('gets a refusal of the services again too', async () => {
    const { post, received, services } = await startGateway()
    services(decideAll(3005, said('no such process', '流程不存在')))
    const first = await post(url, body, key)
    const second = await post(url, body, key)
    expect([second.statusCode, second.body]).toEqual([422, first.body])
    expect(received).toHaveLength(1)
  })

  test('gets a 202 again, with its address', async () => {
    const { post, services } = await startGateway()
    services(silence)
    const first = await post(url, body, { ...key, prefer: 'wait=0' })
    services(decideAll(0))
    const second = await post(url, body, key)
    expect([second.statusCode, second.body, second.headers.location]).toEqual([202, first.body, first.headers.location])
  })

  test('and another body is refused', async () => {
    const { post } = await startGateway()
    await post(url, body, key)
    const other = await post(url, { ...body, ticket_name: 'b' }, key)
    expect([other.statusCode, other.json().scode]).toEqual([422, 1008])
  })

  test('is refused while the first one is in progress', async () => {
    const { post, services, received, reply } = await startGateway()
    services(silence)
    const first = post(url, body, key)
    await eventually(() => expect(received).toHaveLength(1), { withinMs: 20_000 })
    const meanwhile = await post(url, body, key)
    expect([meanwhile.statusCode, meanwhile.json().scode, meanwhile.headers['retry-after']]).toEqual([409, 1009, '1'])
    reply(received[0]!.message, decideAll(0)(received[0]!))
    expect((await first).json().scode).toBe(0)
  })

  test('stands for itself on another route, for another caller, and without the header', async () => {
    let caller = 'ann'
    const { post, received } = await startGateway({
      authenticate: () => ({ principal: ann, caller, expires: Number.POSITIVE_INFINITY }),
    })
    await post(url, body, key)
    await post('/v1/ticket/save', body, key)
    await post(url, body)
    await post(url, body)
    caller = 'bob'
    await post(url, body, key)
    expect(new Set(received.flatMap(({ items }) => items.map(({ ticketUuid }) => ticketUuid))).size).toBe(5)
  })

  test('of a gateway that died is taken over after its lease, with the same command ids', async () => {
    let time = 1_000_000
    const { post, services, received, claims } = await startGateway({ now: () => time })
    services((command) => {
      claims.fails(received.length === 1)
      return decideAll(0)(command)
    })
    const first = await post(url, body, key)
    claims.fails(false)
    time += 9_999
    expect((await post(url, body, key)).json().scode).toBe(1009)
    time += 1
    const second = await post(url, body, key)
    expect(second.body).toBe(first.body)
    expect(received[1]?.items).toEqual(received[0]?.items)
  })

  test('that was taken over and then not sent is not forgotten: what the first one sent may take effect', async () => {
    let time = 1_000_000
    const { post, services, received, claims, publishFails } = await startGateway({ now: () => time })
    services((command) => {
      claims.fails(true)
      return decideAll(0)(command)
    })
    await post(url, body, key)
    claims.fails(false)
    time += 10_000
    publishFails('unavailable')
    expect((await post(url, body, { ...key, prefer: 'wait=0' })).json().scode).toBe(9002)
    publishFails(undefined)
    expect((await post(url, body, key)).json().scode).toBe(1009)
    time += 5_000
    await post(url, body, key)
    expect(received.at(-1)?.items).toEqual(received[0]?.items)
  })

  test.each([
    ['a body that is not valid', { list: [] }],
    ['a body that is too deep', `{"list":${'['.repeat(100)}${']'.repeat(100)}}`],
  ])('does not remember %s', async (_what, bad) => {
    const { post } = await startGateway()
    expect((await post('/v1/ticket/pass', bad, key)).json().scode).toBe(1002)
    expect((await post('/v1/ticket/pass', { list: [uuid()] }, key)).json().scode).toBe(0)
  })

  test('that surely did not reach the broker is not remembered', async () => {
    const { post, publishFails } = await startGateway()
    publishFails('unavailable')
    expect((await post(url, body, { ...key, prefer: 'wait=0' })).json().scode).toBe(9002)
    publishFails(undefined)
    expect((await post(url, body, key)).json().scode).toBe(0)
  })

  test('whose outcome is unknown gets it after the lease', async () => {
    let time = 1_000_000
    const { post, publishFails, batches } = await startGateway({ now: () => time })
    publishFails('unknown')
    batches.fails(true)
    expect((await post(url, body, { ...key, prefer: 'wait=0' })).json().scode).toBe(9002)
    publishFails(undefined)
    expect((await post(url, body, key)).json().scode).toBe(1009)
    time += 5_000
    expect((await post(url, body, key)).json().scode).toBe(0)
  })

  test('is not begun while the database is away', async () => {
    const { post, claims, received } = await startGateway()
    claims.fails(true)
    expect((await post(url, body, key)).json().scode).toBe(9002)
    expect(received).toEqual([])
  })

  test.each(['', 'x'.repeat(129), 'caf\u00e9'])('%j is refused', async (bad) => {
    const { post } = await startGateway()
    expect((await post(url, body, { 'idempotency-key': bad })).json()).toMatchObject({
      scode: 1002,
      desc: 'Idempotency-Key: must be 1-128 printable characters',
    })
  })

  test('that only asks is asked anew each time, whatever the key', async () => {
    const { post, claims, asked } = await startGateway()
    claims.fails(true)
    const simulate = (name: string, headers: Record<string, string>) =>
      post('/v1/ticket/process/simulate', { process_uuid: 'system', ticket: { ...body, ticket_name: name } }, headers)
    const tooLong = { 'idempotency-key': 'x'.repeat(129) }
    const given = [await simulate('a', key), await simulate('b', key), await simulate('b', tooLong)]
    expect(given.map((answer) => answer.json().scode)).toEqual([0, 0, 0])
    expect(asked).toHaveLength(3)
  })
})
