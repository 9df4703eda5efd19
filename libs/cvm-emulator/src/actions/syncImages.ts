import { z } from 'zod'
import { action, type Context, done } from '../action.ts'
import { type Dice, dice } from '../chance.ts'
import { type Image, imageState } from '../image.ts'
import { imagesById } from '../imageIds.ts'
import { dryRunPassed, nameRefusal, quotaRefusal, textRefusal } from '../imageRules.ts'
import { newImage } from '../newImage.ts'
import { refused } from '../refusal.ts'
import { regionOf, type World, withRegion } from '../world.ts'

const SyncImagesRequest = z.strictObject({
  ImageIds: z.array(z.string()).min(1),
  DestinationRegions: z.array(z.string()).min(1),
  DryRun: z.boolean().optional(),
  ImageName: z.string().optional(),
  ImageSetRequired: z.boolean().optional(),
  Encrypt: z.boolean().optional(),
  KmsKeyId: z.string().optional(),
})

const regionRefusal = (destinations: readonly string[], isEncrypted: boolean, context: Context) => {
  const unknown = destinations.find((name) => !context.regions.includes(name))
  if (unknown !== undefined) return refused('InvalidRegion.NotFound', `The region \`${unknown}\` does not exist.`)
  return destinations.some((name) => (name === context.region) !== isEncrypted)
    ? refused('UnsupportedOperation.Region', 'A copy goes to another region; only an encrypted one stays.')
    : undefined
}

interface Copied {
  readonly world: World
  readonly image: Image
}

const copied = (world: World, source: Image, name: string, chance: Dice, to: string, context: Context): Copied => {
  const target = regionOf(world, to)
  const snapshots = regionOf(world, context.region)
    .snapshots.filter(({ id }) => source.snapshotIds.includes(id))
    .map(({ usage, sizeGiB }) => ({ id: chance.id('snap'), usage, sizeGiB, deletedAt: null }))
  const { description, sizeGiB, osName, platform, architecture } = source
  const image = newImage(
    {
      name,
      description,
      origin: 'sync',
      sizeGiB,
      osName,
      platform,
      architecture,
      snapshotIds: snapshots.map(({ id }) => id),
    },
    chance,
    context,
  )
  const change = { images: [...target.images, image], snapshots: [...target.snapshots, ...snapshots] }
  return { world: withRegion(world, to, change), image }
}

/** Copies one finished image to other regions; the copies are SYNCING, with their per cent, until they are done. */
export const syncImages = action(SyncImagesRequest, (world, request, context) => {
  const [imageId = ''] = request.ImageIds
  if (request.ImageIds.length > 1) return refused('InvalidImageId.TooLarge', 'One image at a time can be copied.')
  const found = imagesById(regionOf(world, context.region), [imageId], context.now)
  if (found.kind === 'refused') return found
  const source = found.images[0]!
  const state = imageState(source, context.now)
  if (state !== 'NORMAL') return refused('InvalidImageId.IncorrectState', `The image \`${imageId}\` is ${state}.`)
  const name = request.ImageName ?? source.name
  const destinations = [...new Set(request.DestinationRegions)]
  const refusal =
    regionRefusal(destinations, request.Encrypt ?? false, context) ??
    textRefusal({ name }) ??
    destinations
      .map((to) => nameRefusal(regionOf(world, to), name, context) ?? quotaRefusal(regionOf(world, to), context))
      .find((found) => found !== undefined)
  if (refusal) return refusal
  if (request.DryRun) return dryRunPassed(world, context)

  const chance = dice(world.seed, world.turn)
  let next: World = { ...world, turn: world.turn + 1 }
  const copies = destinations.map((to) => {
    const copy = copied(next, source, name, chance, to, context)
    next = copy.world
    return { ImageId: copy.image.id, Region: to }
  })
  return done(next, request.ImageSetRequired ? { ImageSet: copies } : {})
})
