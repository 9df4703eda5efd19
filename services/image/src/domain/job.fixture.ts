import type { CloudImage } from './cloud.ts'
import type { DecisionContext } from './decision.ts'
import type { JobEvent, UnknownReason } from './events.ts'
import { fencingName, markedDescription } from './fence.ts'
import { evolve, type Job } from './job.ts'
import { defaultLimits } from './limits.ts'
import { DETAILS, TICKET } from './tencent.fixture.ts'

/** When every job of these tests is requested, unix ms. */
export const START = 1_000_000

export const at = (ms: number): DecisionContext => ({ now: START + ms, random: 0.5, limits: defaultLimits })

type After = readonly [ms: number, event: JobEvent]

/** A job that was requested at START, and its events since. */
export const job = (...happened: readonly After[]): Job => {
  const asked: JobEvent = {
    type: 'job.requested',
    data: { request: 1, details: DETAILS, detailsHash: 'hash', region: 'ap-guangzhou', instanceId: 'ins-demo0001' },
  }
  const cause = { commandId: 'event-1', correlationId: 'correlation-1' }
  const begun = evolve(undefined, { ...asked, at: START, ...cause }, TICKET)
  return happened.reduce((now, [ms, event]) => evolve(now, { ...event, at: START + ms, ...cause }, TICKET), begun)
}

/** Events of a job without trouble. */
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
export const outcomeUnknown = (ms = 100, because: UnknownReason = 'no-answer'): After => [
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
