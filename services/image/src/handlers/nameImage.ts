import { imageOf } from '../domain/job.ts'
import { afterReadingName, afterRename, beforeRename, wantedName } from '../domain/name.ts'
import { wait } from '../domain/step.ts'
import type { RunStep, StepNeeds } from './step.ts'

/** NAME: the finished image gets the name the applicant asked for; a taken name is a warning, never a failure. */
export const nameImage =
  ({ store, cloud, random, limits }: StepNeeds): RunStep =>
  async (claim) => {
    const { job } = claim
    const moment = (now: number) => ({ now, random: random(), limits })
    if (beforeRename(job, moment(claim.now())) !== null) {
      return void (await store.save(claim, (found, now) => beforeRename(found, moment(now)) ?? wait(0)))
    }
    const imageId = imageOf(job) ?? ''
    const answer = await cloud.renameImage(job.region, imageId, wantedName(job))
    const unclear = afterRename(job, answer, moment(claim.now())) === 'read-name'
    const read = unclear ? await cloud.imagesById(job.region, [imageId]) : null
    const image = read?.kind === 'ok' ? (read.value.find((one) => one.imageId === imageId) ?? null) : null
    await store.save(claim, (found, now) => {
      const decision = afterRename(found, answer, moment(now))
      return decision === 'read-name' ? afterReadingName(found, answer, image, moment(now)) : decision
    })
  }
