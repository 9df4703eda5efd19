import { z } from 'zod'

/**
 * One image of one's own. Nothing here changes by itself: what an image *is* at a time is read from its dates, so the
 * world needs no timers. Times are milliseconds of business time.
 */
export const Image = z.object({
  id: z.string(),
  name: z.string(),
  createdName: z.string(),
  description: z.string(),
  family: z.string(),
  deprecated: z.boolean(),
  /** Which action made it; a seeded image was made by nobody. */
  origin: z.enum(['create', 'sync', 'import', 'seed']),
  createdAt: z.number(),
  /** When the work ends; null means never. */
  readyAt: z.number().nullable(),
  fails: z.boolean(),
  /** From when DescribeImages shows it. */
  shownFrom: z.number(),
  /** The name DescribeImages goes on showing for a while after a change. */
  formerName: z.object({ name: z.string(), until: z.number() }).nullable(),
  /** From when it does not exist any more: deleted or vanished. Gone images are kept so that creations can be counted. */
  goneAt: z.number().nullable(),
  sizeGiB: z.number(),
  osName: z.string(),
  platform: z.string(),
  architecture: z.string(),
  snapshotIds: z.array(z.string()),
  tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
  shares: z.array(z.object({ accountId: z.string(), since: z.number() })),
})
export type Image = Readonly<z.infer<typeof Image>>

export type ImageState = 'CREATING' | 'SYNCING' | 'IMPORTING' | 'NORMAL' | 'CREATEFAILED' | 'IMPORTFAILED'

const working = { create: 'CREATING', seed: 'CREATING', sync: 'SYNCING', import: 'IMPORTING' } as const

/** Tencent's state of an image at a time. */
export const imageState = (image: Image, now: number): ImageState => {
  if (image.readyAt === null || now < image.readyAt) return working[image.origin]
  if (!image.fails) return 'NORMAL'
  return image.origin === 'import' ? 'IMPORTFAILED' : 'CREATEFAILED'
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

/** How far the work has got, in per cent; only copies and imports say so. */
export const progress = (image: Image, now: number): number | null => {
  if (image.origin === 'create' || image.origin === 'seed') return null
  if (image.readyAt === null) return 0
  const length = image.readyAt - image.createdAt
  return length <= 0 ? 100 : Math.min(100, Math.floor(((now - image.createdAt) / length) * 100))
}
