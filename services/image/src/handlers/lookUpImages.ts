import type { Claim } from '../adapters/jobStore.ts'
import type { CloudImage } from '../domain/cloud.ts'
import { fencingName } from '../domain/fence.ts'
import { abandoned, afterLookUp, hasFound } from '../domain/lookUp.ts'
import { backoffMs } from '../domain/step.ts'
import type { RunTogether, StepNeeds } from './step.ts'

/** So few jobs are looked for by name first, which is one page instead of all. */
const FEW = 3

/**
 * LOOK UP, for jobs of one region together: what became of sends without a certain answer. A hit under the fencing name
 * ends it; else one listing of all our images serves all the jobs, and also shows images that bear their final names.
 */
export const lookUpImages = ({ store, cloud, random, limits }: StepNeeds): RunTogether => {
  const conclude = (claim: Claim, listed: readonly CloudImage[]) =>
    store.save(claim, (found, now) => afterLookUp(found, listed, { now, random: random(), limits }))

  /** The jobs that the shortcut does not settle. */
  const byName = async (claim: Claim): Promise<readonly Claim[]> => {
    const { job } = claim
    const named = await cloud.privateImages(job.region, fencingName(job.ticketUuid, job.attempt))
    if (named.kind !== 'ok' || !hasFound(job, named.value)) return [claim]
    await conclude(claim, named.value)
    return []
  }

  return async (claims) => {
    const dead = claims.filter(({ job }) => job.phase.state === 'SENDING')
    await Promise.all(dead.map((claim) => store.save(claim, abandoned)))
    const looking = claims.filter((claim) => !dead.includes(claim))
    const left = looking.length > FEW ? looking : (await Promise.all(looking.map(byName))).flat()
    const region = left[0]?.job.region
    if (region === undefined) return

    const all = await cloud.privateImages(region)
    if (all.kind === 'ok') return void (await Promise.all(left.map((claim) => conclude(claim, all.value))))
    await store.release(left.map((claim) => ({ claim, inMs: backoffMs(claim.tries, random()), failedRead: true })))
  }
}
