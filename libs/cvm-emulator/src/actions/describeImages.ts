import { z } from 'zod'
import { action, done } from '../action.ts'
import { malformedRefusal, notFound, shownImages } from '../imageIds.ts'
import { type ImageRow, imageRow, publicImage } from '../imageRow.ts'
import { type FilterReading, Filters, filterRefusal, page, paging, passes } from '../listing.ts'
import { refused } from '../refusal.ts'
import { regionOf } from '../world.ts'

const DescribeImagesRequest = z.strictObject({
  ImageIds: z.array(z.string()).max(100).optional(),
  Filters: Filters.optional(),
  ...paging,
  InstanceType: z.string().optional(),
})

const reading: FilterReading<ImageRow> = (row, name) => {
  if (name === 'image-id') return { values: [row.ImageId] }
  if (name === 'image-type') return { values: [row.ImageType] }
  if (name === 'image-name') return { values: [row.ImageName], fuzzy: true }
  if (name === 'platform') return { values: [row.Platform], fuzzy: true }
  if (name === 'tag-key') return { values: row.Tags.map(({ Key }) => Key) }
  if (name === 'tag-value') return { values: row.Tags.map(({ Value }) => Value) }
  if (!name.startsWith('tag:')) return undefined
  return { values: row.Tags.filter(({ Key }) => name === `tag:${Key}`).map(({ Value }) => Value) }
}

/** Lists images by their ids or by filters, a page at a time. A new image or name may not be shown yet. */
export const describeImages = action(DescribeImagesRequest, (world, request, context) => {
  const { ImageIds = [], Filters = [] } = request
  if (ImageIds.length > 0 && Filters.length > 0) {
    return refused(
      'InvalidParameter.InvalidParameterCoexistImageIdsFilters',
      'ImageIds and Filters exclude each other.',
    )
  }
  const refusal = malformedRefusal(ImageIds) ?? filterRefusal(Filters, (name) => !!reading(publicImage, name))
  if (refusal) return refusal
  const region = regionOf(world, context.region)
  const own = shownImages(region, context.now).map((image) => imageRow(image, region, context.now))
  const rows = [...own, publicImage]
  const missing = ImageIds.find((id) => !rows.some(({ ImageId }) => ImageId === id))
  if (missing !== undefined && context.settings.unknownImageId === 'error') return notFound(missing)
  const found = rows
    .filter(({ ImageId }) => ImageIds.length === 0 || ImageIds.includes(ImageId))
    .filter((row) => passes(row, Filters, reading))
  return done(world, { ImageSet: page(found, request), TotalCount: found.length })
})
