import { recordSpan } from '@gongdan/tracing'
import type { GetCredential } from '../domain/cloud.ts'
import { type Alarm, nothing, wait } from '../domain/decision.ts'
import type { Job } from '../domain/job.ts'
import type { InstanceLocks } from '../domain/ports.ts'
import { newImageOf } from '../domain/section.ts'
import { afterSend, afterTags, beforeSend, notSent } from '../domain/send.ts'
import type { RunSend, StepDeps } from './step.ts'

export interface SendDeps extends StepDeps {
  readonly locks: Pick<InstanceLocks, 'take' | 'begun'>
  readonly getCredential: GetCredential
  readonly hashOf: (details: string) => string
  readonly newTraceId: () => string
  /** This machine's clock, unix ms: the one that signatures use. */
  readonly clock: () => number
  readonly alarm: (alarm: Alarm, ticketUuid: string) => void
}

const isUnsent = ({ phase }: Job): boolean => phase.state === 'PENDING' && !phase.lookFirst

/** A signature is valid for 300 s either way; with a clock further off than this it could outlive the settle time. */
const CLOCK_TOLERANCE_MS = 30_000
const BUSY_MS = 10_000
const CREDENTIAL_MS = 30_000

/**
 * SEND: writes the intent, calls CreateImage exactly once, and writes its answer even if another worker has the job by then.
 * The call's slot under the rate limit was reserved before the claim.
 */
export const sendImage = (deps: SendDeps): RunSend => {
  const { store, cloud, locks, getCredential, hashOf, newTraceId, clock, random, limits, alarm } = deps
  const hasCredential = () =>
    getCredential().then(
      () => true,
      () => false,
    )
  return async (claim, slot) => {
    const { job } = claim
    const contextAt = (now: number) => ({ now, random: random(), limits })
    if (Math.abs(clock() - claim.now()) > CLOCK_TOLERANCE_MS) {
      alarm('clock-differs', job.ticketUuid)
      return store.release([{ claim, inMs: CLOCK_TOLERANCE_MS }])
    }
    if (!(await locks.take(job))) return store.release([{ claim, inMs: BUSY_MS }])
    // Asked for before anything is written: inside the SDK a failure here would look like one of the network.
    if (!(await hasCredential())) {
      alarm('credentials-or-rights', job.ticketUuid)
      return store.release([{ claim, inMs: CREDENTIAL_MS }])
    }

    if (job.tag !== null) {
      const found = afterTags(job, await cloud.instanceTags(job.region, job.instanceId))
      if (found === 'ask-again') return store.release([{ claim, inMs: BUSY_MS }])
      if (found !== 'send') return void (await store.save(claim, (now) => (isUnsent(now) ? found : nothing)))
    }

    const traceId = newTraceId()
    const unchanged = hashOf(job.details) === job.detailsHash
    const [writtenAt, clockAt] = [claim.heldMs(), clock()]
    const sending = await store.save(
      claim,
      // The grace of a worker's instance lock has run out if it was frozen since its claim.
      (found, now) =>
        claim.heldMs() > CLOCK_TOLERANCE_MS ? wait(0) : beforeSend(found, { traceId, unchanged }, contextAt(now)),
      { hold: true },
    )
    if (sending?.phase.state !== 'SENDING' || sending.phase.traceId !== traceId) return
    await slot.wait()
    // By both clocks: a machine that sleeps stops one of them.
    const late = Math.max(claim.heldMs() - writtenAt, clock() - clockAt) > limits.sendWithinMs
    if (late) return void (await store.save(claim, (found, now) => notSent(found, traceId, contextAt(now))))

    const sentAt = clock()
    const [answer] = await Promise.all([
      cloud.createImage(newImageOf(sending), traceId),
      // Nothing is lost if this fails: the lock then ends with its grace.
      locks.begun(job).catch(() => undefined),
    ])
    recordSpan({
      name: 'CreateImage',
      kind: 'client',
      correlationId: sending.correlationId,
      startedAt: sentAt,
      attributes: {
        'rpc.method': 'CreateImage',
        'cloud.region': sending.region,
        ticketUuid: sending.ticketUuid,
        traceId,
      },
      failure: answer.kind === 'ok' ? undefined : answer.kind,
    })
    await store.save(claim, (found, now) => afterSend(found, traceId, answer, contextAt(now)), { evenIfLost: true })
  }
}
