import { z } from 'zod'
import { action, apiError, done } from '../action.ts'
import { imageState, isWorking } from '../image.ts'
import { dryRunPassed, imagesById } from '../imageRules.ts'
import { isUsed, regionOf, withRegion } from '../world.ts'

const DeleteImagesRequest = z.strictObject({
  ImageIds: z.array(z.string()).min(1).max(100),
  DeleteBindedSnap: z.boolean().optional(),
  DryRun: z.boolean().optional(),
})

/** Deletes all of the images or none. Their snapshots stay, and stay billed, unless DeleteBindedSnap is true. */
export const deleteImages = action(DeleteImagesRequest, (world, request, context) => {
  const { now } = context
  const region = regionOf(world, context.region)
  const found = imagesById(region, request.ImageIds, now)
  if (found.kind === 'error') return found
  const working = found.images.find((image) => isWorking(image, now))
  if (working) {
    return apiError('InvalidImageId.IncorrectState', `The image \`${working.id}\` is ${imageState(working, now)}.`)
  }
  if (request.DryRun) return dryRunPassed(world, context)

  const images = region.images.map((image) => (found.images.includes(image) ? { ...image, goneAt: now } : image))
  const left = { ...region, images }
  const bound = found.images.flatMap(({ snapshotIds }) => snapshotIds)
  const isDeleted = (id: string): boolean =>
    request.DeleteBindedSnap === true && bound.includes(id) && !isUsed(left, id, now)
  const snapshots = region.snapshots.map((snapshot) =>
    snapshot.deletedAt === null && isDeleted(snapshot.id) ? { ...snapshot, deletedAt: now } : snapshot,
  )
  return done(withRegion(world, context.region, { images, snapshots }))
})
