import type { CloudImage } from '../domain/cloud.ts'
import { backOffMs } from '../domain/decision.ts'
import { fencingName } from '../domain/fence.ts'
import { abandoned, afterLookUp, hasFound } from '../domain/lookUp.ts'
import type { Claim } from '../domain/ports.ts'
import type { RunTogether, StepDeps } from './step.ts'

/** Up to this many jobs are looked up by name first, which is one page instead of all. */
const FEW = 3

/**
 * LOOK UP, for jobs of one region together: what became of sends whose outcome is unknown. A hit under the fencing name ends
 * it; else one listing of all private images serves all the jobs, and also shows images that have their final names.
 */
export const lookUpImages = ({ store, cloud, random, limits }: StepDeps): RunTogether => {
  const conclude = (claim: Claim, listed: readonly CloudImage[]) =>
    store.save(claim, (found, now) => afterLookUp(found, listed, { now, random: random(), limits }))

  /** Gives the claims that this shortcut does not conclude. */
  const byName = async (claim: Claim): Promise<readonly Claim[]> => {
    const { job } = claim
    const named = await cloud.privateImages(job.region, fencingName(job.ticketUuid, job.attempt))
    if (named.kind !== 'ok' || !hasFound(job, named.value)) return [claim]
    await conclude(claim, named.value)
    return []
  }

  return async (claims) => {
    const lost = claims.filter(({ job }) => job.phase.state === 'SENDING')
    await Promise.all(lost.map((claim) => store.save(claim, abandoned)))
    const looking = claims.filter((claim) => !lost.includes(claim))
    const left = looking.length > FEW ? looking : (await Promise.all(looking.map(byName))).flat()
    const region = left[0]?.job.region
    if (region === undefined) return

    const all = await cloud.privateImages(region)
    if (all.kind === 'ok') return void (await Promise.all(left.map((claim) => conclude(claim, all.value))))
    await store.release(
      left.map((claim) => ({ claim, inMs: backOffMs(claim.failedReads, random()), failedRead: true })),
    )
  }
}
