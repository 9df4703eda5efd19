import { z } from 'zod'
import { action, done } from '../action.ts'
import { imagesById } from '../imageIds.ts'
import { isoSeconds } from '../imageRow.ts'
import { regionOf } from '../world.ts'

/** Tells which accounts an image is shared with. */
export const describeImageSharePermission = action(
  z.strictObject({ ImageId: z.string() }),
  (world, request, context) => {
    const found = imagesById(regionOf(world, context.region), [request.ImageId], context.now)
    if (found.kind === 'refused') return found
    const shares = found.images.flatMap((image) => image.shares)
    return done(world, {
      SharePermissionSet: shares.map(({ accountId, since }) => ({
        AccountId: accountId,
        CreatedTime: isoSeconds(since),
      })),
    })
  },
)
