import { randomUUID } from 'node:crypto'
import { TicketInspectData } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { batchUuid, type Reply, ticketUuid } from '../support/caller.ts'
import { mapConcurrently } from '../support/concurrency.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, type Harness, openHarness } from '../support/harness.ts'
import type { Person } from '../support/people.ts'

jest.setTimeout(240_000)

const services = ['gateway', 'gateway-2', 'ticket', 'ticket-2', 'process', 'image'] as const
const patiently = { withinMs: 120_000, everyMs: 100 }

let harness: Harness
beforeAll(async () => {
  harness = await openHarness({ gateway: 2, ticket: 2 })
})
afterAll(() => harness?.close())

const kill = (...names: string[]) => Promise.all(names.map((name) => harness.system.kill(name, 'SIGKILL')))
const start = (...names: string[]) => Promise.all(names.map((name) => harness.system.start(name)))
const inspect = async (uuid: string) => {
  const { data } = await harness.as('applicant').get('ticket/inspect', { query: { ticket_uuid: uuid } })
  return TicketInspectData.parse(data)
}

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

    await kill('gateway', 'gateway-2')
    await start('gateway', 'gateway-2')
    for (const gateway of [0, 1]) {
      const after = await mapConcurrently(requests, 3, ([body, how]) => post(body, { ...how, gateway }))
      expect(after.map(give)).toEqual(before.map(give))
    }
    const [record] = await harness.ledger.tickets('answered before')
    expect(record?.history.map(({ type }) => type)).toEqual(['ticket.submitted', 'ticket.step-passed'])
  })

  test('gives an answer of 202 again as it was, and the batch behind it goes on', async () => {
    const how = { key: randomUUID(), prefer: 'wait=0' }
    await kill('ticket', 'ticket-2')
    const accepted = await post(feedback('accepted', 'system'), how)
    expect(accepted).toMatchObject({ status: 202, scode: 12 })
    await start('ticket', 'ticket-2')
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

describe('a service that is killed', () => {
  test('costs no image: what was approved meanwhile is made when the worker is back, exactly once', async () => {
    const image = { region: 'ap-shanghai', instance_id: 'ins-demo0009', image_name: 'made later' }
    const ticket = { ...feedback('later', 'system'), type: 'TENCENT_IMAGE_CREATE', tencent: { image } }
    const process = await harness.defineProcess(['first'])
    await kill('image')
    const uuid = ticketUuid(await harness.as('applicant').post('ticket/submit', { ...ticket, process_uuid: process }))
    expect((await harness.as('firstApprover').post('ticket/pass', { list: [uuid] })).scode).toBe(0)
    expect((await inspect(uuid)).fulfilment).toMatchObject({ image_state: 'queued' })

    await start('image')
    await eventually(
      async () => expect((await inspect(uuid)).fulfilment).toMatchObject({ image_state: 'created' }),
      patiently,
    )
    expect(await harness.ledger.imagesMade(uuid)).toBe(1)
    expect(await harness.ledger.imagesOf(uuid)).toMatchObject([{ name: 'made later' }])
  })

  test('costs no decision: it is accepted with 202, and any gateway knows in the end what became of it', async () => {
    const process = await harness.defineProcess(['first'])
    const [asked, unasked] = [await harness.submit('accepted', process), await harness.submit('and another', process)]
    await kill('ticket', 'ticket-2')
    const pass = (uuid: string) =>
      harness.as('firstApprover', 0).post('ticket/pass', { list: [uuid] }, { prefer: 'wait=1' })
    const accepted = await Promise.all([pass(asked), pass(unasked)])
    for (const answer of accepted) {
      expect(answer).toMatchObject({ status: 202, scode: 12, data: { success: 0, fail: 0 } })
      expect(answer.headers.location).toBe(`/v1/batch/inspect?batch_uuid=${batchUuid(answer)}`)
    }

    // The gateway that has them in memory is gone before they are decided.
    await kill('gateway')
    await start('ticket', 'ticket-2')
    for (const answer of accepted) {
      const query = { batch_uuid: batchUuid(answer) }
      await eventually(async () => {
        const now = await harness.as('firstApprover', 1).get('batch/inspect', { query })
        expect(now).toMatchObject({ status: 200, scode: 0, data: { success: 1, fail: 0 } })
      }, patiently)
    }
    await start('gateway')
    for (const uuid of [asked, unasked]) {
      expect(await inspect(uuid)).toMatchObject({ ticket_state: '已通过', version: 2 })
    }
  })
})

test('after all of it nothing is left unsaid, given up or crashed', async () => {
  await eventually(async () => expect(await harness.ledger.unrelayed()).toBe(0), patiently)
  expect(await harness.ledger.parked()).toBe(0)
  expect(await harness.ledger.crashes(services)).toEqual([])
})
