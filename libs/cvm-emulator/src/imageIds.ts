import { type Image, isShown } from './image.ts'
import { type Refused, refused } from './refusal.ts'
import { findImage, type Region } from './world.ts'

const wellFormed = /^img-[0-9a-z]{8}$/

/** The refusal for the first id that cannot be one, or undefined. */
export const malformedRefusal = (ids: readonly string[]): Refused | undefined => {
  const wrong = ids.find((id) => !wellFormed.test(id))
  return wrong === undefined ? undefined : refused('InvalidImageId.Malformed', `\`${wrong}\` is no image id.`)
}

export const notFound = (id: string): Refused =>
  refused('InvalidImageId.NotFound', `The image \`${id}\` does not exist.`)

/** One's own images of these ids, or the refusal for the first that cannot be one or does not exist. */
export const imagesById = (
  region: Region,
  ids: readonly string[],
  now: number,
): { readonly kind: 'found'; readonly images: readonly Image[] } | Refused => {
  const malformed = malformedRefusal(ids)
  if (malformed) return malformed
  const missing = ids.find((id) => !findImage(region, id, now))
  if (missing !== undefined) return notFound(missing)
  return { kind: 'found', images: ids.flatMap((id) => findImage(region, id, now) ?? []) }
}

/** What DescribeImages can see of one's own images, newest first, so that a new one moves all pages. */
export const shownImages = (region: Region, now: number): readonly Image[] =>
  region.images.filter((image) => isShown(image, now)).toReversed()
