import { z } from 'zod'
import { action, apiError, done } from '../action.ts'
import type { Image } from '../image.ts'
import { imagesById, nameError, textError } from '../imageRules.ts'
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
  if (found.kind === 'error') return found
  const image = found.images[0]!
  const name = request.ImageName ?? image.name
  const error = textError({ name, description: request.ImageDescription }) ?? nameError(region, name, context, image)
  if (error) return error
  if (request.ImageName === image.name && context.settings.renameToOwnName === 'duplicate') {
    return apiError('InvalidImageName.Duplicate', `The image bears the name \`${name}\` already.`)
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
