import { type ApiError, apiError, type Context, type Done, done, tooLongCode } from './action.ts'
import { exists, type Image, isShown } from './image.ts'
import { findImage, type Region, type World } from './world.ts'

const wellFormed = /^img-[0-9a-z]{8}$/

/** The error for the first id that cannot be one, or undefined. */
export const malformedError = (ids: readonly string[]): ApiError | undefined => {
  const wrong = ids.find((id) => !wellFormed.test(id))
  return wrong === undefined ? undefined : apiError('InvalidImageId.Malformed', `\`${wrong}\` is no image id.`)
}

export const notFound = (id: string): ApiError =>
  apiError('InvalidImageId.NotFound', `The image \`${id}\` does not exist.`)

/** The private images of these ids, or the error for the first that cannot be one or does not exist. */
export const imagesById = (
  region: Region,
  ids: readonly string[],
  now: number,
): { readonly kind: 'found'; readonly images: readonly Image[] } | ApiError => {
  const malformed = malformedError(ids)
  if (malformed) return malformed
  const missing = ids.find((id) => !findImage(region, id, now))
  if (missing !== undefined) return notFound(missing)
  return { kind: 'found', images: ids.flatMap((id) => findImage(region, id, now) ?? []) }
}

/** The private images that DescribeImages shows, newest first, so that a new one moves all pages. */
export const shownImages = (region: Region, now: number): readonly Image[] =>
  region.images.filter((image) => isShown(image, now)).toReversed()

/** A name has 1 to 60 characters, a description up to 256. A character is a Unicode code point here. */
export const textError = (text: { name?: string | undefined; description?: string | undefined }) => {
  if (text.name === '') return apiError('InvalidParameterValue', 'ImageName must not be empty.')
  if ([...(text.name ?? '')].length > 60) return apiError(tooLongCode, 'ImageName has more than 60 characters.')
  if ([...(text.description ?? '')].length > 256) {
    return apiError(tooLongCode, 'ImageDescription has more than 256 characters.')
  }
  return undefined
}

/**
 * A name belongs to at most one existing image of a region, in any state. While `duplicateRaceMs` lasts,
 * a new image does not guard its name yet.
 */
export const nameError = (region: Region, name: string, context: Context, except?: Image): ApiError | undefined => {
  const guards = (image: Image): boolean =>
    image.id !== except?.id &&
    image.name === name &&
    exists(image, context.now) &&
    context.now >= image.createdAt + context.settings.duplicateRaceMs
  return region.images.some(guards)
    ? apiError('InvalidImageName.Duplicate', `The image name \`${name}\` is already in use.`)
    : undefined
}

/** Private images in a region are limited, in any state. */
export const quotaError = (region: Region, context: Context): ApiError | undefined =>
  region.images.filter((image) => exists(image, context.now)).length >= context.settings.quota
    ? apiError('ImageQuotaLimitExceeded', `The region holds ${context.settings.quota} images already.`)
    : undefined

export interface Tag {
  readonly Key: string
  readonly Value: string
}

/** In an account whose tag keys are known, a tag with another key is refused. */
export const tagError = (tags: readonly Tag[], context: Context): ApiError | undefined => {
  const unknown = tags.find(({ Key }) => context.settings.tagKeys?.includes(Key) === false)
  return unknown && apiError('InvalidParameterValue.TagKeyNotFound', `The tag key \`${unknown.Key}\` does not exist.`)
}

/** What a dry run that passed every check answers; it changes nothing. */
export const dryRunPassed = (world: World, context: Context): Done | ApiError =>
  context.settings.dryRun === 'error'
    ? apiError('DryRunOperation', 'The request would have succeeded, but DryRun was set.')
    : done(world)
