import { wait } from '../domain/decision.ts'
import { imageOf } from '../domain/job.ts'
import { afterReadingName, afterRename, beforeRename, wantedName } from '../domain/rename.ts'
import type { RunStep, StepDeps } from './step.ts'

/** NAME: gives the finished image the name the applicant asked for; a taken name is a warning, never a failure. */
export const renameImage =
  ({ store, cloud, random, limits }: StepDeps): RunStep =>
  async (claim) => {
    const { job } = claim
    const contextAt = (now: number) => ({ now, random: random(), limits })
    if (beforeRename(job, contextAt(claim.now())) !== null) {
      return void (await store.save(claim, (found, now) => beforeRename(found, contextAt(now)) ?? wait(0)))
    }
    const imageId = imageOf(job) ?? ''
    const answer = await cloud.renameImage(job.region, imageId, wantedName(job))
    const unclear = afterRename(job, answer, contextAt(claim.now())) === 'read-name'
    const read = unclear ? await cloud.imagesById(job.region, [imageId]) : null
    const image = read?.kind === 'ok' ? (read.value.find((one) => one.imageId === imageId) ?? null) : null
    await store.save(claim, (found, now) => {
      const decision = afterRename(found, answer, contextAt(now))
      return decision === 'read-name' ? afterReadingName(found, answer, image, contextAt(now)) : decision
    })
  }
