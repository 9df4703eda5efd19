import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { batchUuid, type Reply, ticketUuid } from '../support/caller.ts'
import { mapConcurrently } from '../support/concurrency.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, type Harness, openHarness } from '../support/harness.ts'
import type { Person } from '../support/people.ts'

jest.setTimeout(180_000)

let harness: Harness
beforeAll(async () => {
  harness = await openHarness({ gateway: 2, image: 0, notification: 0 })
})
afterAll(() => harness?.close())

const patiently = { withinMs: 60_000 }
const ticketsNamed = async (name: string) => (await harness.ledger.tickets(name)).map(({ _id }) => _id)
const give = ({ status, text }: Reply) => ({ status, text })

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
  test('gives the first answer to the letter when every gateway was killed since, refusals included', async () => {
    const uuid = await harness.submit('answered before', 'system')
    const pass = { list: [uuid, randomUUID(), uuid] }
    const unusable = feedback('refused', randomUUID())
    const requests = [
      [feedback('first answer', 'system'), { key: randomUUID() }],
      [unusable, { key: randomUUID() }],
      [pass, { key: randomUUID(), route: 'ticket/pass', person: 'administrator' }],
    ] as const
    const before = await mapConcurrently(requests, 3, ([body, how]) => post(body, how))
    expect(before.map(({ scode }) => scode)).toEqual([0, 3005, 10])

    await Promise.all(['gateway', 'gateway-2'].map((name) => harness.system.kill(name, 'SIGKILL')))
    await Promise.all(['gateway', 'gateway-2'].map((name) => harness.system.start(name)))
    for (const gateway of [0, 1]) {
      const after = await mapConcurrently(requests, 3, ([body, how]) => post(body, { ...how, gateway }))
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
