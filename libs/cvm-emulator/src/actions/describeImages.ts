import { z } from 'zod'
import { type ApiError, action, apiError, done, tooManyCode } from '../action.ts'
import { type ImageRow, imageRow, publicImage } from '../imageRow.ts'
import { malformedError, notFound, shownImages } from '../imageRules.ts'
import { regionOf } from '../world.ts'

/** The paging of every Describe action: 20 rows unless asked otherwise, 100 at most. */
const paging = {
  Offset: z.int().nonnegative().optional(),
  Limit: z.int().min(1).max(100).optional(),
}

/** The page of the rows that was asked for. */
const page = <T>(rows: readonly T[], asked: { Offset?: number | undefined; Limit?: number | undefined }) => {
  const { Offset = 0, Limit = 20 } = asked
  return rows.slice(Offset, Offset + Limit)
}

const Filters = z.array(z.strictObject({ Name: z.string(), Values: z.array(z.string()) }))
export type Filters = z.infer<typeof Filters>

/** The values a row has under a filter's name; undefined for a filter that does not exist. */
export type FilterReading<T> = (row: T, name: string) => { values: readonly string[]; fuzzy?: boolean } | undefined

/** A request has up to ten filters with up to five values each, all of names that exist. */
const filterError = (filters: Filters, exists: (name: string) => boolean): ApiError | undefined => {
  if (filters.length > 10 || filters.some(({ Values }) => Values.length > 5)) {
    return apiError(tooManyCode, 'More than ten filters, or more than five values in one.')
  }
  const unknown = filters.find(({ Name }) => !exists(Name))
  return unknown && apiError('InvalidFilter', `There is no filter \`${unknown.Name}\`.`)
}

/** Whether a row passes: all filters must match, each by one of its values. Fuzzy means that the text is contained. */
const passes = <T>(row: T, filters: Filters, reading: FilterReading<T>): boolean =>
  filters.every(({ Name, Values }) => {
    const read = reading(row, Name)
    return Values.some((wanted) =>
      read?.values.some((value) => (read.fuzzy ? value.includes(wanted) : value === wanted)),
    )
  })

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
    return apiError(
      'InvalidParameter.InvalidParameterCoexistImageIdsFilters',
      'ImageIds and Filters exclude each other.',
    )
  }
  const error = malformedError(ImageIds) ?? filterError(Filters, (name) => !!reading(publicImage, name))
  if (error) return error
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
