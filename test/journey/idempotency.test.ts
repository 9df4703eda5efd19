import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { insistOn, mapConcurrently } from '../support/concurrency.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, type Harness, openHarness } from '../support/harness.ts'
import type { Person } from '../support/people.ts'
import { type Answer, batchUuid, ticketUuid } from './caller.ts'

jest.setTimeout(180_000)

let harness: Harness
beforeAll(async () => {
  harness = await openHarness({ gateway: 2 })
})
afterAll(() => harness?.close())

const patiently = { withinMs: 60_000 }
const ticketsNamed = async (name: string) => (await harness.ledger.tickets(name)).map(({ _id }) => _id)
const give = ({ status, text }: Answer) => ({ status, text })

interface Repeated {
  readonly key: string
  readonly route?: string
  readonly person?: Person
  readonly gateway?: number
  readonly prefer?: string
}
const post = (body: object, { key, route = 'ticket/submit', person = 'applicant', gateway = 0, prefer }: Repeated) =>
  harness.as(person, gateway).post(route, body, { 'idempotency-key': key, ...(prefer && { prefer }) })

describe('the same Idempotency-Key', () => {
  test('twenty times at once, at two gateways, has one effect and one answer', async () => {
    const key = randomUUID()
    const ticket = feedback('at once', 'system')
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => post(ticket, { key, gateway: index })))
    const [first] = answers.filter(({ scode }) => scode === 0)
    expect(first?.status).toBe(200)
    const others = answers.filter(({ text }) => text !== first?.text)
    expect(others.map(({ status, scode }) => [status, scode])).toEqual(others.map(() => [409, 1009]))
    expect((await post(ticket, { key, gateway: 1 })).text).toBe(first?.text)
    expect(await ticketsNamed('at once')).toEqual([first && ticketUuid(first)])
  })

  test('gives the first answer to the letter when every gateway was killed since, refusals included', async () => {
    const uuid = await harness.submit('answered before', 'system')
    const pass = { list: [uuid, randomUUID(), uuid] }
    const unusable = feedback('refused', randomUUID())
    const requests = [
      [feedback('first answer', 'system'), { key: randomUUID() }],
      [unusable, { key: randomUUID() }],
      [pass, { key: randomUUID(), route: 'ticket/pass', person: 'administrator' }],
    ] as const
    const before = await mapConcurrently(3, requests, ([body, how]) => post(body, how))
    expect(before.map(({ scode }) => scode)).toEqual([0, 3005, 10])

    await Promise.all(['gateway', 'gateway-2'].map((name) => harness.system.kill(name, 'SIGKILL')))
    await Promise.all(['gateway', 'gateway-2'].map((name) => harness.system.start(name)))
    for (const gateway of [0, 1]) {
      const after = await mapConcurrently(3, requests, ([body, how]) => post(body, { ...how, gateway }))
      expect(after.map(give)).toEqual(before.map(give))
    }
    const [record] = await harness.ledger.tickets('answered before')
    expect(record?.history.map(({ type }) => type)).toEqual(['ticket.submitted', 'ticket.step-passed'])
  })

  test('gives an answer of 202 again as it was, and the batch behind it goes on', async () => {
    const how = { key: randomUUID(), prefer: 'wait=0' }
    await harness.system.kill('ticket', 'SIGKILL')
    const accepted = await post(feedback('accepted', 'system'), how)
    expect(accepted).toMatchObject({ status: 202, scode: 12 })
    await harness.system.start('ticket')
    const query = { batch_uuid: batchUuid(accepted) }
    const inspect = () => harness.as('applicant').get('batch/inspect', { query })
    await eventually(async () => expect(await inspect()).toMatchObject({ status: 200, scode: 0 }), patiently)

    const again = await post(feedback('accepted', 'system'), how)
    expect(give(again)).toEqual(give(accepted))
    expect(again.headers.location).toBe(accepted.headers.location)
    expect(await ticketsNamed('accepted')).toEqual([ticketUuid(accepted)])
  })

  test('with another body is refused, while another caller or another route is another request', async () => {
    const key = randomUUID()
    const ticket = feedback('whose key', 'system')
    const mine = await post(ticket, { key })
    expect(await post({ ...ticket, reason: 'another' }, { key })).toMatchObject({ status: 422, scode: 1008 })
    const others = [await post(ticket, { key, person: 'stranger' }), await post(ticket, { key, route: 'ticket/save' })]
    expect(others.map(({ scode }) => scode)).toEqual([0, 0])
    expect(new Set([mine, ...others].map(ticketUuid)).size).toBe(3)
  })
})

test('a gateway killed again and again under a stream of submits doubles none of them', async () => {
  const client = insistOn(harness)
  const names = Array.from({ length: 120 }, (_, index) => `stream ${index}`)
  const killings = new Map([
    [30, 'gateway'],
    [60, 'gateway-2'],
    [90, 'gateway'],
  ])
  let restarts: Promise<unknown> = Promise.resolve()
  let answered = 0
  const answers = await mapConcurrently(12, names, async (name) => {
    const answer = await client.post('applicant', 'ticket/submit', feedback(name, 'system'))
    const victim = killings.get(++answered)
    if (victim)
      restarts = restarts.then(() => harness.system.kill(victim, 'SIGKILL')).then(() => harness.system.start(victim))
    return [name, ticketUuid(answer)]
  })
  await restarts
  expect([0, 12, 1009, 9002]).toEqual(expect.arrayContaining([...client.scodes]))
  await eventually(async () => {
    const found = (await harness.ledger.tickets('stream ')).map(({ _id, name }) => [name, _id])
    expect(found.toSorted()).toEqual(answers.toSorted())
  }, patiently)
})
