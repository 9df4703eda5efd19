import { recordSpan } from '@gongdan/tracing'
import type { GetCredential } from '../adapters/credentials.ts'
import type { InstanceLocks } from '../adapters/instanceLocks.ts'
import { newImageOf } from '../domain/section.ts'
import { afterSend, beforeSend, notSent } from '../domain/send.ts'
import { type Alarm, wait } from '../domain/step.ts'
import type { RunSend, StepNeeds } from './step.ts'

export interface SendNeeds extends StepNeeds {
  readonly locks: Pick<InstanceLocks, 'take' | 'begun'>
  readonly getCredential: GetCredential
  readonly hashOf: (details: string) => string
  readonly newTraceId: () => string
  /** This machine's clock, unix ms: the one that signs. */
  readonly clock: () => number
  readonly alarm: (alarm: Alarm, ticketUuid: string) => void
}

/** A signature is good for 300 s either way; a clock further off than this could outlive the settle time. */
const CLOCK_TOLERANCE_MS = 30_000
const BUSY_MS = 10_000
const CREDENTIAL_MS = 30_000

/**
 * SEND: the intent is written, then CreateImage is called exactly once, then its answer is written, whoever has the job
 * by then. The call's turn was reserved before the claim.
 */
export const sendImage = (needs: SendNeeds): RunSend => {
  const { store, cloud, locks, getCredential, hashOf, newTraceId, clock, random, limits, alarm } = needs
  const hasCredential = () =>
    getCredential().then(
      () => true,
      () => false,
    )
  return async (claim, turn) => {
    const { job } = claim
    const moment = (now: number) => ({ now, random: random(), limits })
    if (Math.abs(clock() - claim.now()) > CLOCK_TOLERANCE_MS) {
      alarm('clock-differs', job.ticketUuid)
      return store.release([{ claim, inMs: CLOCK_TOLERANCE_MS }])
    }
    if (!(await locks.take(job))) return store.release([{ claim, inMs: BUSY_MS }])
    // Asked for before anything is written, for inside the SDK a fault here would look like one of the wire.
    if (!(await hasCredential())) {
      alarm('credentials-or-rights', job.ticketUuid)
      return store.release([{ claim, inMs: CREDENTIAL_MS }])
    }

    const traceId = newTraceId()
    const unchanged = hashOf(job.details) === job.detailsHash
    const [writtenAt, clockAt] = [claim.heldMs(), clock()]
    const sending = await store.save(
      claim,
      // A worker frozen since its claim has lost its grace on the instance.
      (found, now) =>
        claim.heldMs() > CLOCK_TOLERANCE_MS ? wait(0) : beforeSend(found, { traceId, unchanged }, moment(now)),
      { hold: true },
    )
    if (sending?.phase.state !== 'SENDING' || sending.phase.traceId !== traceId) return
    await turn.comes()
    // By both clocks, for a machine that sleeps stops one of them.
    const late = Math.max(claim.heldMs() - writtenAt, clock() - clockAt) > limits.sendWithinMs
    if (late) return void (await store.save(claim, (found, now) => notSent(found, traceId, moment(now))))

    const sentAt = clock()
    const [answer] = await Promise.all([
      cloud.createImage(newImageOf(sending), traceId),
      // Nothing is lost if it fails: the lock then ends with its grace.
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
    await store.save(claim, (found, now) => afterSend(found, traceId, answer, moment(now)), { evenIfLost: true })
  }
}
