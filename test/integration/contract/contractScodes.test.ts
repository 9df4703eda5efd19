import { randomUUID } from 'node:crypto'
import { type Scode, scodes } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Reply } from '../../support/caller.ts'
import { eventually } from '../../support/eventually.ts'
import { resultsOf } from '../../support/openCallers.ts'
import { misfilled, unreadable } from './badRequests.ts'
import {
  type ContractHarness,
  feedback,
  imageTicket,
  openContractHarness,
  people,
  refusalOf,
} from './contractHarness.ts'
import { createProcess, pending, refusedItems, refusedRequests } from './refusedCommands.ts'

jest.setTimeout(120_000)

/**
 * Brought about by the unit tests of the gateway, where an answer can be nonsense, a batch a day old and the room for all
 * callers small, by those of the ticket service (5004), where an image can have failed, and in test/security/size.test.ts,
 * where a history becomes full.
 */
const shownElsewhere: readonly Scode[] = [3017, 5004, 6002, 9001, 9003]

let harness: ContractHarness
beforeAll(async () => {
  // So short a time for an image that a person is asked for at the first look.
  harness = await openContractHarness({ CVM_DEADLINE_MS: '1' })
})
afterAll(() => harness?.system.stop())

describe('a request that cannot be read', () => {
  test.each(unreadable)('because it is %s', async (_what, call, scode) => {
    expect((await harness.people.lin.send(call)).envelope).toMatchObject({ scode, data: null })
  })

  test('because of a field is refused by the name of the field', async () => {
    const refused = await Promise.all(
      misfilled.map(async ([path, field, call]) => [
        path,
        field,
        call.body,
        refusalOf(await harness.people.lin.send(call)),
      ]),
    )
    expect(refused).toEqual(
      misfilled.map(([path, field, { body }]) => [
        path,
        field,
        body,
        {
          scode: 1002,
          desc: expect.stringMatching(new RegExp(`^${field}(\\.[a-z0-9_.]+)?(:| is) (?!Invalid|Expected)`)),
        },
      ]),
    )
  })

  test.each(['', 'x'.repeat(129), 'clef\u00e9'])('because its Idempotency-Key is %j', async (key) => {
    const reply = await harness.people.lin.post('/v1/ticket/save', feedback, { 'idempotency-key': key })
    expect(refusalOf(reply)).toEqual({ scode: 1002, desc: expect.stringContaining('Idempotency-Key') })
  })

  test('without a valid token', async () => {
    const expired = await harness.signIn(people.lin, -61)
    const forged = harness.withToken((await harness.system.token(people.root)).replace(/[^.]*$/, 'AAAA'))
    expect((await harness.anonymous.get('/v1/ticket/list')).envelope.scode).toBe(2001)
    expect((await forged.get('/v1/ticket/list')).envelope.scode).toBe(2001)
    expect((await expired.get('/v1/ticket/list')).envelope.scode).toBe(2002)
  })
})

describe('a request by GET', () => {
  test.each([
    ['/v1/ticket/list', undefined],
    ['/v1/ticket/list', ''],
    ['/v1/ticket/list', {}],
    ['/v1/ticket/list?tenant_uuid=&page_size=1', { page_size: 1, tenant_uuid: '' }],
    ['/v1/ticket/process/list?page_num=1', { page_size: '1' }],
  ])('to %s is carried out with the body %j', async (path, body) => {
    const headers = { 'content-type': 'application/json' }
    expect((await harness.people.lin.send({ path, headers, body })).envelope.scode).toBe(0)
  })

  test.each([
    ['/v1/ticket/list?page_size=1', { page_size: 2 }, 'page_size'],
    ['/v1/ticket/list?scope=all', { scope: 'todo' }, 'scope'],
    ['/v1/ticket/list?tenant_uuid=', { tenant_uuid: 'acme' }, 'tenant_uuid'],
    ['/v1/ticket/process/list?tenant_uuid=acme', { tenant_uuid: '' }, 'tenant_uuid'],
    ['/v1/ticket/list?page_num=1&page_num=2', undefined, 'page_num'],
    [`/v1/ticket/inspect?ticket_uuid=${randomUUID()}`, { ticket_uuid: randomUUID() }, 'ticket_uuid'],
  ])('to %s that says otherwise in its body %j is refused', async (path, body, field) => {
    const refusal = { scode: 1002, desc: expect.stringMatching(`^${field}: `) }
    expect(refusalOf(await harness.people.lin.get(path, { body }))).toEqual(refusal)
  })
})

test('what is at its limit is taken', async () => {
  const { lin, zhao } = harness.people
  const longest = { ticket_name: '💾'.repeat(128), reason: '字'.repeat(2_000), cluster_uuid: 'x'.repeat(64) }
  const uuid = await harness.write(lin, 'submit', { ...feedback, ...longest })
  await harness.act(zhao, 'overrule', uuid, { reason: '字'.repeat(1_000) })
  expect((await lin.get(`/v1/ticket/inspect?ticket_uuid=${uuid}`)).envelope.data).toMatchObject({
    ticket_name: longest.ticket_name,
    reason: longest.reason,
    processers: [{ reason: '字'.repeat(1_000) }, {}],
  })
  const approval_list = Array(20).fill({ tenant_uuid: 'acme', role_uuid: 'r'.repeat(64) })
  const process = { tenant_uuid: 'acme', process_name: '流'.repeat(128), approval_list }
  expect((await zhao.post('/v1/ticket/process/create', process)).envelope.scode).toBe(0)
})

test('every answer bears the request id of the caller, or a new one', async () => {
  const idFor = async (id: string) =>
    (await harness.people.lin.get('/v1/ticket/list', { headers: { 'x-request-id': id } })).headers
  expect(await idFor('mine-1.a_B')).toMatchObject({ 'x-request-id': 'mine-1.a_B' })
  expect(await idFor('not mine')).toMatchObject({ 'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) })
})

/** The outcome of a list of one. */
const only = (reply: Reply) => resultsOf(reply)[0]

describe('of a list', () => {
  test.each(refusedItems)('%i is the outcome for %s', async (scode, _what, act) => {
    const reply = await act(harness)
    expect(only(reply)?.scode).toBe(scode)
    expect(reply.envelope).toMatchObject({ scode: 11, data: { success: 0, fail: 1 } })
  })

  test('4002 is the outcome for a process that a pending ticket follows', async () => {
    const { zhao } = harness.people
    const process_uuid = await createProcess(harness)
    await pending(harness, { process_uuid })
    await eventually(
      async () => {
        const { envelope } = await zhao.get(`/v1/ticket/process/list?process_uuid=${process_uuid}`)
        expect(envelope.data).toMatchObject({ list: [{ is_in_using: true }] })
      },
      { withinMs: 30_000 },
    )
    expect(only(await zhao.post('/v1/ticket/process/delete', { list: [{ process_uuid }] }))?.scode).toBe(4002)
  })

  test('5003 is the outcome for an image that waits for a person', async () => {
    const { lin } = harness.people
    const list = [await harness.passed(lin, imageTicket)]
    await eventually(async () => expect(only(await lin.post('/v1/tencent/image/create', { list }))?.scode).toBe(5003), {
      withinMs: 30_000,
    })
  })

  test('some may succeed, each at its place', async () => {
    const [mine, unknown, other] = [await pending(harness), randomUUID(), await pending(harness)]
    const reply = await harness.people.lin.post('/v1/ticket/withdraw', { list: [mine, unknown, other, mine] })
    expect(reply.envelope).toMatchObject({ scode: 10, data: { success: 3, fail: 1 } })
    expect(resultsOf(reply).map(({ scode }) => scode)).toEqual([0, 3001, 0, 0])
  })
})

describe('of one ticket or process', () => {
  test.each(refusedRequests)('%i is the answer for %s', async (scode, _what, act) => {
    expect((await act(harness)).envelope.scode).toBe(scode)
  })

  test('1008 is the answer for a key that came with something else', async () => {
    const { lin } = harness.people
    const key = { 'idempotency-key': randomUUID() }
    const first = await lin.post('/v1/ticket/save', feedback, key)
    expect((await lin.post('/v1/ticket/save', feedback, key)).text).toBe(first.text)
    expect((await lin.post('/v1/ticket/save', { ...feedback, reason: 'r' }, key)).envelope.scode).toBe(1008)
  })
})

describe('while the ticket service is away', () => {
  let question: Promise<Reply>
  beforeAll(async () => {
    await harness.system.kill('ticket', 'SIGKILL')
    // Asked now and looked at last, because the gateway waits its time.
    question = harness.people.lin.get('/v1/ticket/list')
  })

  const save = async (headers: Readonly<Record<string, string>>) =>
    harness.people.lin.post('/v1/ticket/save', feedback, headers)

  test('a command is answered with 12, and its repetition meanwhile with 1009', async () => {
    const key = { 'idempotency-key': randomUUID(), prefer: 'wait=10' }
    // Whichever of the two comes first is the one that is carried out.
    const replies = await Promise.all([save(key), save(key)])
    const [accepted, repeated] = replies.toSorted((one, other) => one.envelope.scode - other.envelope.scode)
    expect(repeated?.envelope.scode).toBe(1009)
    const { envelope, headers } = accepted ?? {}
    expect(envelope).toMatchObject({ scode: 12, data: { ticket_name: '反馈', batch_uuid: expect.any(String) } })
    expect(headers?.location).toBe(`/v1/batch/inspect?batch_uuid=${Object(envelope?.data).batch_uuid}`)
  })

  test('more than a gateway holds for one caller is answered with 1007', async () => {
    const list = Array.from({ length: 10_000 }, () => randomUUID())
    const withdraw = () => harness.people.lin.post('/v1/ticket/withdraw', { list }, { prefer: 'wait=20' })
    // Whichever comes last is refused at once, the others wait, longer than a busy machine takes to read all of them.
    const all = [withdraw(), withdraw(), withdraw(), withdraw()]
    const refused = await Promise.race(all)
    expect(refused.envelope.scode).toBe(1007)
    expect((await harness.people.zhao.post('/v1/ticket/save', feedback, { prefer: 'wait=0' })).envelope.scode).toBe(12)
    for (const reply of await Promise.all(all)) {
      if (reply === refused) continue
      expect(reply.envelope).toMatchObject({ scode: 12, data: { success: 0, fail: 0 } })
      expect(resultsOf(reply)).toHaveLength(10_000)
    }
  })

  test('a question is answered with 9002', async () => {
    expect((await question).envelope.scode).toBe(9002)
  })
})

test('there is no scode that was not seen', () => {
  const all = Object.keys(scodes).map(Number)
  expect(all.filter((scode) => !harness.seen().has(scode))).toEqual(shownElsewhere)
})
