import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { jobsOf } from '../../../services/image/src/public.ts'
import { eventually } from '../../support/eventually.ts'
import { type ImageHarness, openImageHarness } from './imageHarness.ts'

/** Set it for a long run, on a machine that does nothing else: then the rate must be used well. */
const given = process.env.IMAGE_RATE_TICKETS
const tickets = Number(given ?? 30)

jest.setTimeout(60_000 + tickets * 1_000)

let harness: ImageHarness
beforeAll(async () => {
  harness = await openImageHarness({ signatureWindowSec: 60, quota: tickets })
})
afterAll(() => harness.close())

test(`${tickets} tickets at once and two workers: never above Tencent's rates, and used while work is waiting`, async () => {
  const ids = Array.from({ length: tickets }, (_, index) => `r${String(index).padStart(7, '0')}`)
  harness.emulator.control.plant({
    instances: ids.map((id) => ({ region: 'ap-guangzhou', id: `ins-${id}`, dataDisks: [`disk-${id}`] })),
  })
  await Promise.all(ids.map((instance) => harness.request({ instance, name: `image ${instance}` })))
  const limits = { sendWithinMs: 10_000 }
  await Promise.all([harness.startWorker({ limits }), harness.startWorker({ limits })])
  await eventually(async () => expect(await jobsOf(harness.store).countDocuments({ state: 'DONE' })).toBe(tickets), {
    withinMs: 30_000 + tickets * 800,
  })

  const timesOf = (action: string) =>
    harness.emulator.control.log({ action }).map(({ realTime }) => Date.parse(realTime))
  const most = (times: readonly number[]) =>
    Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length))
  expect(most(timesOf('CreateImage'))).toBeLessThanOrEqual(10)
  expect(most(timesOf('DescribeImages'))).toBeLessThanOrEqual(40)

  const sends = timesOf('CreateImage').toSorted((a, b) => a - b)
  const perSecond = (sends.length - 1) / (((sends.at(-1) ?? 0) - (sends[0] ?? 0)) / 1_000)
  console.log({ tickets, perSecond, mostInOneSecond: most(sends) })
  if (given !== undefined) expect(perSecond).toBeGreaterThanOrEqual(6)
})
