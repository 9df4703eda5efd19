import { z } from 'zod'

/**
 * A private image of the account. Nothing here changes by itself: the state of an image at a time follows from its dates,
 * so the world needs no timers. Times are business time in ms.
 */
export const Image = z.object({
  id: z.string(),
  name: z.string(),
  createdName: z.string(),
  description: z.string(),
  family: z.string(),
  deprecated: z.boolean(),
  /** Whether CreateImage made it, or the seed. */
  origin: z.enum(['create', 'seed']),
  createdAt: z.number(),
  /** When the work ends; null means never. */
  readyAt: z.number().nullable(),
  fails: z.boolean(),
  /** From when DescribeImages shows it. */
  shownFrom: z.number(),
  /** The name DescribeImages goes on showing for a while after a change. */
  formerName: z.object({ name: z.string(), until: z.number() }).nullable(),
  /** From when it no longer exists: deleted or vanished. It is still stored, so that creations can be counted. */
  goneAt: z.number().nullable(),
  sizeGiB: z.number(),
  osName: z.string(),
  platform: z.string(),
  architecture: z.string(),
  snapshotIds: z.array(z.string()),
  tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
})
export type Image = Readonly<z.infer<typeof Image>>

export type ImageState = 'CREATING' | 'NORMAL' | 'CREATEFAILED'

/** Tencent's state of an image at a time. */
export const imageState = (image: Image, now: number): ImageState => {
  if (isWorking(image, now)) return 'CREATING'
  return image.fails ? 'CREATEFAILED' : 'NORMAL'
}

/** Whether work on the image is still going on. */
export const isWorking = (image: Image, now: number): boolean => image.readyAt === null || now < image.readyAt

/** Whether the image exists at this time; one that exists may not be listed yet. */
export const exists = (image: Image, now: number): boolean => image.goneAt === null || now < image.goneAt

/** Whether DescribeImages shows the image at this time. */
export const isShown = (image: Image, now: number): boolean => exists(image, now) && image.shownFrom <= now

/** The name DescribeImages shows at this time. */
export const shownName = (image: Image, now: number): string =>
  image.formerName !== null && now < image.formerName.until ? image.formerName.name : image.name
