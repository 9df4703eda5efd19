import { z } from 'zod'
import { exists, Image } from './image.ts'
import { Instance } from './instance.ts'

/** The regions this emulator knows, among them the two that the default instances are in. */
export const regions: readonly string[] = [
  'ap-bangkok',
  'ap-beijing',
  'ap-chengdu',
  'ap-chongqing',
  'ap-guangzhou',
  'ap-hongkong',
  'ap-jakarta',
  'ap-nanjing',
  'ap-seoul',
  'ap-shanghai',
  'ap-shanghai-fsi',
  'ap-shenzhen-fsi',
  'ap-singapore',
  'ap-tokyo',
  'eu-frankfurt',
  'na-ashburn',
  'na-siliconvalley',
  'sa-saopaulo',
]

const Snapshot = z.object({
  id: z.string(),
  usage: z.enum(['SYSTEM_DISK', 'DATA_DISK']),
  sizeGiB: z.number(),
  deletedAt: z.number().nullable(),
})
export type Snapshot = Readonly<z.infer<typeof Snapshot>>

const Region = z.object({
  images: z.array(Image),
  instances: z.array(Instance),
  snapshots: z.array(Snapshot),
})
export interface Region {
  readonly images: readonly Image[]
  readonly instances: readonly Instance[]
  readonly snapshots: readonly Snapshot[]
}

/** Everything that is true of the account, as plain data: what is written to the state file is exactly this. */
export const World = z.object({
  seed: z.int(),
  /** How many creations there were; with the seed it determines the next random numbers. */
  turn: z.int(),
  regions: z.record(z.string(), Region),
})
export interface World {
  readonly seed: number
  readonly turn: number
  readonly regions: Readonly<Record<string, Region>>
}

const emptyRegion: Region = { images: [], instances: [], snapshots: [] }

/** The contents of a region; an unused region is empty. */
export const regionOf = (world: World, name: string): Region => world.regions[name] ?? emptyRegion

/** The world with one region changed. */
export const withRegion = (world: World, name: string, change: Partial<Region>): World => ({
  ...world,
  regions: { ...world.regions, [name]: { ...regionOf(world, name), ...change } },
})

/** The items with the one of the same id replaced. */
export const replaced = <T extends { readonly id: string }>(items: readonly T[], item: T): readonly T[] =>
  items.map((old) => (old.id === item.id ? item : old))

/** The private image of this id, if it exists at this time. */
export const findImage = (region: Region, id: string, now: number): Image | undefined =>
  region.images.find((image) => image.id === id && exists(image, now))

/** Whether an existing image is made of this snapshot; a snapshot of none is an orphan that is still billed. */
export const isUsed = (region: Region, snapshotId: string, now: number): boolean =>
  region.images.some((image) => exists(image, now) && image.snapshotIds.includes(snapshotId))
