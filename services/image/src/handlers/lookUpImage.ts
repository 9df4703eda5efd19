import { fencingName } from '../domain/fence.ts'
import { abandoned, afterLookUp, hasFound } from '../domain/lookUp.ts'
import { backoffMs } from '../domain/step.ts'
import type { RunStep, StepNeeds } from './step.ts'

/**
 * LOOK UP: what became of a send without a certain answer. First under the fencing name, a shortcut; then through all our
 * images, which also finds one that bears its final name already.
 */
export const lookUpImage =
  ({ store, cloud, random, limits }: StepNeeds): RunStep =>
  async (claim) => {
    const { job } = claim
    if (job.phase.state === 'SENDING') return void (await store.save(claim, abandoned))
    const failed = () => store.release([{ claim, inMs: backoffMs(claim.tries, random()), failedRead: true }])

    const named = await cloud.privateImages(job.region, fencingName(job.ticketUuid, job.attempt))
    if (named.kind !== 'ok') return failed()
    const listed = hasFound(job, named.value) ? named : await cloud.privateImages(job.region)
    if (listed.kind !== 'ok') return failed()
    await store.save(claim, (found, now) => afterLookUp(found, listed.value, { now, random: random(), limits }))
  }
