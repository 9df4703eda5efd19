import { z } from 'zod'
import { action, done, refused } from '../action.ts'
import type { Image } from '../image.ts'
import { imagesById, nameRefusal, textRefusal } from '../imageRules.ts'
import { regionOf, replaced, withRegion } from '../world.ts'

const ModifyImageAttributeRequest = z.strictObject({
  ImageId: z.string(),
  ImageName: z.string().optional(),
  ImageDescription: z.string().optional(),
  ImageFamily: z.string().optional(),
  ImageDeprecated: z.boolean().optional(),
})

/** Changes an image's name and texts; fields left out stay. The former name is free at once, though still shown. */
export const modifyImageAttribute = action(ModifyImageAttributeRequest, (world, request, context) => {
  const region = regionOf(world, context.region)
  const found = imagesById(region, [request.ImageId], context.now)
  if (found.kind === 'refused') return found
  const image = found.images[0]!
  const name = request.ImageName ?? image.name
  const refusal =
    textRefusal({ name, description: request.ImageDescription }) ?? nameRefusal(region, name, context, image)
  if (refusal) return refusal
  if (request.ImageName === image.name && context.settings.renameToOwnName === 'duplicate') {
    return refused('InvalidImageName.Duplicate', `The image bears the name \`${name}\` already.`)
  }
  const changed: Image = {
    ...image,
    name,
    description: request.ImageDescription ?? image.description,
    family: request.ImageFamily ?? image.family,
    deprecated: request.ImageDeprecated ?? image.deprecated,
    formerName:
      name === image.name ? image.formerName : { name: image.name, until: context.now + context.settings.listLagMs },
  }
  return done(withRegion(world, context.region, { images: replaced(region.images, changed) }))
})
