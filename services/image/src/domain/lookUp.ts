import type { CloudImage } from './cloud.ts'
import { type DecisionContext, decided, type JobDecision, needsOperator, nothing, wait } from './decision.ts'
import { fencingName, parseMarker } from './fence.ts'
import { imageOf, type Job } from './job.ts'
import { isSettled, settledAt } from './settle.ts'

/** What a look-up found for a ticket: `ours` bear its marker, `occupied` only the fencing name of the present attempt. */
interface Found {
  readonly ours: readonly (CloudImage & { readonly attempt: number })[]
  readonly occupied: readonly CloudImage[]
}

/** What of a listing concerns the job: the listing is fuzzy, so names are compared exactly; known orphans are left out. */
const findOurs = (job: Job, listed: readonly CloudImage[]): Found => {
  const leftOut = new Set([...job.orphans.map(({ imageId }) => imageId), ...job.deleted])
  const distinct = [...new Map(listed.map((image) => [image.imageId, image])).values()]
  const candidates = distinct.filter(({ imageId }) => !leftOut.has(imageId))
  const ours = candidates.flatMap((image) => {
    const mark = parseMarker(image.description)
    return mark?.ticketUuid === job.ticketUuid ? [{ ...image, attempt: mark.attempt }] : []
  })
  const marked = new Set(ours.map(({ imageId }) => imageId))
  const fence = fencingName(job.ticketUuid, job.attempt)
  const occupied = candidates.filter((image) => !marked.has(image.imageId) && image.name === fence)
  return { ours, occupied }
}

/** Whether a listing holds anything that ends the look-up. */
export const hasFound = (job: Job, listed: readonly CloudImage[]): boolean => {
  const { ours, occupied } = findOurs(job, listed)
  return ours.length + occupied.length > 0
}

/** A job found SENDING lost its worker between the write and the answer: the outcome of its send is unknown. */
export const abandoned = (job: Job): JobDecision =>
  job.phase.state === 'SENDING'
    ? decided([{ type: 'job.doubted', data: { traceId: job.phase.traceId, because: 'no-answer', error: null } }])
    : nothing

/**
 * What a look-up leads to. `listed` are all private images of the region, or those under the fencing name if one of them is
 * ours. Adopting need not wait until the sends are settled; sending again and giving up must (tencent §4.4).
 */
export const afterLookUp = (job: Job, listed: readonly CloudImage[], context: DecisionContext): JobDecision => {
  const looking = job.phase.state === 'UNKNOWN' || (job.phase.state === 'PENDING' && job.phase.lookFirst)
  if (!looking || imageOf(job) !== null) return nothing
  const { ours, occupied } = findOurs(job, listed)
  const [image, ...surplus] = byPreference(ours)
  if (image !== undefined) return adopt(job, image, surplus, context)
  if (occupied[0] !== undefined) {
    const message = `${occupied[0].imageId} is named ${occupied[0].name} and does not bear our marker`
    return needsOperator('gongdan.NameOccupied', message)
  }
  return nothingFound(job, context)
}

/** The oldest image that did not fail comes first. */
const byPreference = <I extends CloudImage>(images: readonly I[]): readonly I[] =>
  images.toSorted((a, b) => {
    const failed = Number(a.state === 'CREATEFAILED') - Number(b.state === 'CREATEFAILED')
    if (failed !== 0) return failed
    return a.createdAt === b.createdAt ? (a.imageId < b.imageId ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1
  })

const adopt = (
  job: Job,
  { imageId, attempt }: { readonly imageId: string; readonly attempt: number },
  surplus: readonly CloudImage[],
  { now, limits }: DecisionContext,
): JobDecision => {
  const data = { imageId, attempt, deadlineAt: now + limits.deadlineMs, tell: !job.announced }
  const adopted = { type: 'job.adopted', data } as const
  if (surplus.length === 0) return decided([adopted])
  const strays = surplus.map((image) => ({ imageId: image.imageId, delete: image.state === 'CREATEFAILED' }))
  return decided([adopted, { type: 'job.strays-found', data: { strays } }], { alarms: ['surplus-image'] })
}

const nothingFound = (job: Job, { now, limits }: DecisionContext): JobDecision => {
  const because = job.phase.state === 'UNKNOWN' ? job.phase.because : 'no-answer'
  const elapsed = job.phase.state === 'UNKNOWN' ? now - job.phase.since : 0
  if (because === 'duplicate') {
    if (elapsed < limits.duplicateForMs) return wait(nextLookMs(elapsed))
    return needsOperator('gongdan.DuplicateNotFound', job.lastError?.message ?? '')
  }
  if (!isSettled(job, now)) return wait(Math.min(nextLookMs(elapsed), settledAt(job) - now))
  return because === 'unlisted-code'
    ? needsOperator('gongdan.OutcomeUnknown', `${job.lastError?.code ?? ''}: ${job.lastError?.message ?? ''}`)
    : decided([{ type: 'job.cleared', data: {} }])
}

/** The wait grows with the time looked so far: 2 s at first, 30 s from half a minute on. */
const nextLookMs = (elapsedMs: number): number => Math.min(Math.max(elapsedMs, 2_000), 30_000)
