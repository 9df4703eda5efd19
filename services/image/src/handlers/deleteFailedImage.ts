import { IMAGE_NOT_FOUND } from '../domain/cloud.ts'
import { afterDeletion, imageToDelete, mayDelete } from '../domain/orphans.ts'
import type { RunStep, StepDeps } from './step.ts'

/**
 * Deletes the image of a failed attempt with the snapshots it is billed for, apart from the job's own course. It is repeated
 * until the image does not exist any more, so a crash in between changes nothing.
 */
export const deleteFailedImage =
  ({ store, cloud }: Pick<StepDeps, 'store' | 'cloud'>): RunStep =>
  async (claim) => {
    const { job } = claim
    const imageId = imageToDelete(job)
    const again = () => store.release([{ claim, inMs: null }])
    const record = async (isDeleted: boolean) =>
      void (await store.save(claim, (now) => afterDeletion(now, imageId ?? '', isDeleted)))
    if (imageId === null) return again()

    const read = await cloud.imagesById(job.region, [imageId])
    if (read.kind === 'error' && read.error.code === IMAGE_NOT_FOUND) return record(true)
    if (read.kind !== 'ok') return again()
    const image = read.value.find((one) => one.imageId === imageId)
    if (image === undefined) return record(true)
    if (!mayDelete(job, image)) return record(false)
    const answer = await cloud.deleteImage(job.region, imageId)
    const isDeleted = answer.kind === 'ok' || (answer.kind === 'error' && answer.error.code === IMAGE_NOT_FOUND)
    return isDeleted ? record(true) : again()
  }
