import { TicketInspectData } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { batchUuid, ticketUuid } from '../support/caller.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, type Harness, openHarness } from '../support/harness.ts'

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
