import { openParking } from '@gongdan/messaging'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { eventually } from '../../support/eventually.ts'
import { openParkedHarness } from './parkedHarness.ts'

jest.setTimeout(90_000)
const soon = { withinMs: 20_000 }
const signed = ['--by', 'lin', '--reason', 'the handler is mended']

let harness: Awaited<ReturnType<typeof openParkedHarness>>
beforeEach(async () => {
  harness = await openParkedHarness()
})
afterEach(() => harness.close())

const expectWaiting = (queue: string, count: number) =>
  eventually(async () => expect([queue, await harness.waiting(queue)]).toEqual([queue, count]), soon)

const park = async (...ids: readonly string[]) => {
  for (const id of ids) await harness.send(id)
  await expectWaiting('parking', ids.length)
}

test('a parked message is listed with its reason, shown, and handled once it is replayed', async () => {
  await park('one', 'two')
  const listed = await harness.operate('parked', 'list')
  expect(listed).toMatchObject({ code: 0 })
  expect(listed.out).toContain('"reason": "the handler has an error"')
  expect(listed.out).toContain('parking: 2')
  expect((await harness.operate('parked', 'show', 'two')).out).toContain('"ticket": "two"')

  harness.repair()
  expect(await harness.operate('parked', 'replay', 'two', ...signed)).toMatchObject({ code: 0 })
  await eventually(() => expect(harness.handled).toEqual(['two']), soon)
  await expectWaiting('parking', 1)
  expect(await harness.audit()).toMatchObject([
    { by: 'lin', reason: 'the handler is mended', action: 'replay', message: { id: 'two' }, outcome: 'done' },
  ])
  expect((await harness.operate('audit')).out).toContain('"by": "lin"')
})

test('nothing is done without a name and a reason, nor to a message that is not there', async () => {
  await park('one')
  expect(await harness.operate('parked', 'discard', 'one', '--by', 'lin')).toMatchObject({ code: 2 })
  expect(await harness.operate('parked', 'replay', 'one', '--reason', 'because')).toMatchObject({ code: 2 })
  const missing = await harness.operate('parked', 'discard', 'other', ...signed)
  expect(missing).toMatchObject({ code: 1, out: 'discard: 0 done, 0 not done\nnot found: other\n' })
  await expectWaiting('parking', 1)
  expect(await harness.audit()).toEqual([])
})

test('a discarded message is gone, and the audit keeps a copy of it', async () => {
  await park('one', 'two')
  expect(await harness.operate('parked', 'discard', '--all', ...signed)).toMatchObject({ code: 0 })
  await expectWaiting('parking', 0)
  const [, second] = await harness.audit()
  expect(second).toMatchObject({ action: 'discard', to: 'nowhere', outcome: 'done' })
  expect(second?.message.body.toString()).toBe('{"ticket":"two"}')
})

test('an event that no queue wanted goes out again as soon as one wants it', async () => {
  await harness.send('one', 'nobody.listens')
  await expectWaiting('unroutable', 1)
  await harness.operate('parked', 'replay', 'one', ...signed)
  await expectWaiting('unroutable', 1)
  await harness.admin.bindQueue('image.ticket-events', 'events', 'nobody.listens')
  await harness.operate('parked', 'replay', 'one', ...signed)
  await expectWaiting('unroutable', 0)
  await expectWaiting('image.ticket-events', 1)
})

test('a message whose queue is gone stays where it is, and the audit says so', async () => {
  const properties = { messageId: 'one', persistent: true, headers: { 'x-queue': 'no.such-queue' } }
  harness.admin.publish('parking', 'no.such-queue', Buffer.from('{}'), properties)
  await harness.admin.waitForConfirms()
  await expectWaiting('parking', 1)
  expect(await harness.operate('parked', 'replay', 'one', ...signed)).toMatchObject({ code: 1 })
  await expectWaiting('parking', 1)
  expect(await harness.audit()).toMatchObject([{ outcome: 'not done: not sent to no.such-queue: no queue takes it' }])
})

test('a message may be looked at as often as one likes', async () => {
  await park('one')
  const kept = await openParking(harness.url)
  const seen: string[] = []
  const look = async ({ origin, handle }: Parameters<Parameters<typeof kept.walk>[1]>[0]) => {
    seen.push(`${handle} ${origin.routingKey}`)
    return true
  }
  // What was just put back may take a moment to be seen again.
  while (seen.length < 250) await kept.walk('parking', look)
  await kept.close()
  expect(new Set(seen).size).toBe(1)
  await expectWaiting('parking', 1)
})

test('a replay that is killed in the middle loses no message', async () => {
  const ids = Array.from({ length: 200 }, (_, n) => `message ${n}`)
  await park(...ids)
  harness.repair()
  const replaying = harness.run('parked', 'replay', '--all', ...signed)
  await eventually(() => expect(harness.handled.length).toBeGreaterThan(20), soon)
  process.kill(-Number(replaying.pid), 'SIGKILL')
  await eventually(
    async () => expect(harness.handled.length + (await harness.waiting('parking'))).toBeGreaterThanOrEqual(200),
    soon,
  )
  expect(harness.handled.length).toBeLessThan(200)
  expect(await harness.operate('parked', 'replay', '--all', ...signed)).toMatchObject({ code: 0 })
  await eventually(() => expect(new Set(harness.handled)).toEqual(new Set(ids)), soon)
  await expectWaiting('parking', 0)
})
