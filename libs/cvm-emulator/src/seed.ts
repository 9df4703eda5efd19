import { z } from 'zod'
import type { Image } from './image.ts'
import type { Instance } from './instance.ts'
import { regionOf, regions, type World, withRegion } from './world.ts'

const region = z.enum(regions)

/** What to put into a world: instances (one of the same id is replaced) and images that another client has made. */
export const Seed = z.strictObject({
  /** Restarts the random numbers: equal seeds give equal ids and durations. */
  seed: z.int().optional(),
  instances: z
    .array(
      z.strictObject({
        region,
        id: z.string().regex(/^ins-\w+$/),
        state: z.string().default('RUNNING'),
        dataDisks: z.array(z.string()).default([]),
        osName: z.string().default('Ubuntu Server 24.04 LTS 64bit'),
        platform: z.string().default('Ubuntu'),
        tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
      }),
    )
    .default([]),
  images: z
    .array(
      z.strictObject({
        region,
        id: z.string().regex(/^img-[0-9a-z]{8}$/),
        name: z.string(),
        description: z.string().default(''),
        state: z.enum(['NORMAL', 'CREATING', 'CREATEFAILED']).default('NORMAL'),
        tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
      }),
    )
    .default([]),
})
export type Seed = z.input<typeof Seed>
type Planted = z.output<typeof Seed>

const plantedInstance = (given: Planted['instances'][number]): Instance => ({
  id: given.id,
  name: given.id,
  zone: `${given.region}-3`,
  osName: given.osName,
  platform: given.platform,
  systemDisk: { id: given.id.replace(/^ins-/, 'disk-sys-'), sizeGiB: 50 },
  dataDisks: given.dataDisks.map((id) => ({ id, sizeGiB: 20 })),
  tags: given.tags,
  power: [{ from: 0, state: given.state }],
  operation: null,
})

const plantedImage = (given: Planted['images'][number], now: number): Image => ({
  id: given.id,
  name: given.name,
  createdName: given.name,
  description: given.description,
  family: '',
  deprecated: false,
  origin: 'seed',
  createdAt: now,
  readyAt: given.state === 'CREATING' ? null : now,
  fails: given.state === 'CREATEFAILED',
  shownFrom: now,
  formerName: null,
  goneAt: null,
  sizeGiB: 50,
  osName: 'Ubuntu Server 24.04 LTS 64bit',
  platform: 'Ubuntu',
  architecture: 'x86_64',
  snapshotIds: [],
  tags: given.tags,
})

/** The world with a seed planted, at a business time in ms. */
export const planted = (world: World, { seed, instances, images }: Planted, now: number): World => {
  const others = <T extends { readonly id: string }>(items: readonly T[], id: string) =>
    items.filter((item) => item.id !== id)
  const withInstances = instances.reduce<World>(
    (grown, given) =>
      withRegion(grown, given.region, {
        instances: [...others(regionOf(grown, given.region).instances, given.id), plantedInstance(given)],
      }),
    seed === undefined ? world : { ...world, seed, turn: 0 },
  )
  return images.reduce<World>(
    (grown, given) =>
      withRegion(grown, given.region, {
        images: [...others(regionOf(grown, given.region).images, given.id), plantedImage(given, now)],
      }),
    withInstances,
  )
}

/** The tenant of the calls that `npm start` prints. */
const demoTenant = '7f1c0f0e-5a3d-4c54-9a53-0d9a6b7c1e01'

const demo = ['ap-guangzhou', 'ap-shanghai'].flatMap((region) =>
  Array.from({ length: 9 }, (_, index) => ({
    region,
    id: `ins-demo000${index + 1}`,
    dataDisks: [`disk-demo000${index + 1}`],
    tags: [{ Key: 'tenant', Value: demoTenant }],
  })),
)

/** The instances there are unless others are asked for: ins-demo0001 to ins-demo0009 in two regions, each with a disk and the tag of the demo's tenant. */
export const defaultSeed: Seed = { seed: 1, instances: demo }
