import type { CloudImage } from './cloud.ts'
import type { JobFact } from './facts.ts'
import { fencingName, markedDescription } from './fence.ts'
import { evolve, type Job } from './job.ts'
import { defaultLimits } from './limits.ts'
import type { Moment } from './send.ts'
import { DETAILS, TICKET } from './tencent.fixture.ts'

/** When every story begins, unix ms. */
export const START = 1_000_000

export const at = (ms: number): Moment => ({ now: START + ms, random: 0.5, limits: defaultLimits })

type After = readonly [ms: number, fact: JobFact]

/** A job that was asked for at START, and what happened to it since. */
export const job = (...happened: readonly After[]): Job => {
  const asked: JobFact = {
    type: 'job.requested',
    data: { request: 1, details: DETAILS, detailsHash: 'hash', region: 'ap-guangzhou', instanceId: 'ins-demo0001' },
  }
  const told = { commandId: 'event-1', correlationId: 'correlation-1' }
  const begun = evolve(undefined, { ...asked, at: START, ...told }, TICKET)
  return happened.reduce((now, [ms, fact]) => evolve(now, { ...fact, at: START + ms, ...told }, TICKET), begun)
}

/** Facts of a job's ordinary life. */
export const sending = (traceId = 'trace-1', ms = 0, attempt = 1): After => [
  ms,
  {
    type: 'job.sending',
    data: { traceId, attempt, sentAt: START + ms, settleAt: START + ms + 370_000, tell: attempt === 1 },
  },
]
export const accepted = (ms = 100, imageId = 'img-00000001'): After => [
  ms,
  {
    type: 'job.accepted',
    data: { traceId: 'trace-1', imageId, requestId: 'r', attempt: 1, deadlineAt: START + ms + 7_200_000, tell: false },
  },
]
export const doubted = (ms = 100, because: 'no-answer' | 'unlisted-code' | 'duplicate' = 'no-answer'): After => [
  ms,
  { type: 'job.doubted', data: { traceId: 'trace-1', because, error: null } },
]
export const ready = (ms = 200): After => [ms, { type: 'job.image-ready', data: { snapshotIds: ['snap-1'] } }]

/** An image of the ticket's, as Tencent lists it. */
export const image = (said: Partial<CloudImage> = {}): CloudImage => ({
  imageId: 'img-00000001',
  name: fencingName(TICKET, 1),
  description: markedDescription(TICKET, 1, 'for tests'),
  state: 'NORMAL',
  createdAt: '2026-11-24T00:00:00Z',
  snapshotIds: [],
  ...said,
})
