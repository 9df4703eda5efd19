import { afterDeletion, mayDelete, strayToDelete } from '../domain/strays.ts'
import type { RunStep, StepNeeds } from './step.ts'

const NOT_FOUND = 'InvalidImageId.NotFound'

/**
 * Deletes the image of a failed attempt with the snapshots it is billed for, apart from the job's own course: it is tried
 * again until the image is gone, and a crash in between changes nothing.
 */
export const deleteStray =
  ({ store, cloud }: Pick<StepNeeds, 'store' | 'cloud'>): RunStep =>
  async (claim) => {
    const { job } = claim
    const imageId = strayToDelete(job)
    const later = () => store.release([{ claim, inMs: null }])
    const settled = async (gone: boolean) =>
      void (await store.save(claim, (now) => afterDeletion(now, imageId ?? '', gone)))
    if (imageId === null) return later()

    const read = await cloud.imagesById(job.region, [imageId])
    if (read.kind === 'error' && read.error.code === NOT_FOUND) return settled(true)
    if (read.kind !== 'ok') return later()
    const image = read.value.find((one) => one.imageId === imageId)
    if (image === undefined) return settled(true)
    if (!mayDelete(job, image)) return settled(false)
    const answer = await cloud.deleteImage(job.region, imageId)
    const gone = answer.kind === 'ok' || (answer.kind === 'error' && answer.error.code === NOT_FOUND)
    return gone ? settled(true) : later()
  }
