import { z } from 'zod'
import { action, type Context, done, type Refused, refused } from '../action.ts'
import { type Dice, dice } from '../chance.ts'
import type { Image } from '../image.ts'
import { dryRunPassed, nameRefusal, quotaRefusal, tagRefusal, textRefusal } from '../imageRules.ts'
import { imageSource, type Source } from '../imageSource.ts'
import { type Instance, powerState, withPower } from '../instance.ts'
import { type Region, regionOf, replaced, type Snapshot, withRegion } from '../world.ts'

/** The tags a request wants on what it makes. */
export const TagSpecification = z.array(
  z.strictObject({
    ResourceType: z.string(),
    Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })),
  }),
)

/** The tags meant for the image. */
export const tagsOf = (specification: z.infer<typeof TagSpecification> = []) =>
  specification.filter(({ ResourceType }) => ResourceType === 'image').flatMap(({ Tags }) => Tags)

/** What the maker of an image has to say about it; the rest follows from the time and the faults. */
export type Making = Pick<Image, 'name' | 'description' | 'sizeGiB' | 'osName' | 'platform'> &
  Partial<Pick<Image, 'architecture' | 'snapshotIds' | 'tags' | 'family'>> & {
    /** When the work can begin, if not at once: business time in ms. */
    readonly startsAt?: number
  }

/** A new image at the start of its work. */
export const newImage = (making: Making, dice: Dice, context: Context): Image => {
  const { now, fate, settings } = context
  const { startsAt = now, ...given } = making
  const createMs = fate.createMs ?? dice.between(...settings.createMs)
  return {
    architecture: 'x86_64',
    snapshotIds: [],
    tags: [],
    family: '',
    ...given,
    id: dice.id('img'),
    createdName: making.name,
    origin: 'create',
    deprecated: false,
    createdAt: now,
    readyAt: fate.stuck ? null : startsAt + createMs,
    fails: fate.fails ?? false,
    shownFrom: now + settings.listLagMs,
    formerName: null,
    goneAt: fate.vanishAfterMs === undefined ? null : now + fate.vanishAfterMs,
  }
}

const CreateImageRequest = z.strictObject({
  ImageName: z.string(),
  InstanceId: z.string().optional(),
  SnapshotIds: z.array(z.string()).optional(),
  ImageDescription: z.string().optional(),
  ForcePoweroff: z.string().optional(),
  Sysprep: z.string().optional(),
  DataDiskIds: z.array(z.string()).optional(),
  DryRun: z.boolean().optional(),
  TagSpecification: TagSpecification.optional(),
  ImageFamily: z.string().optional(),
})

// Tencent's clients write these booleans as text, and not all in the same case.
const flagRefusal = (...flags: readonly (string | undefined)[]): Refused | undefined => {
  const wrong = flags.find((flag) => flag !== undefined && !/^(true|false)$/i.test(flag))
  return wrong === undefined ? undefined : refused('InvalidParameterValue', `\`${wrong}\` is neither true nor false.`)
}
const isTrue = (flag: string | undefined): boolean => flag?.toLowerCase() === 'true'

const snapshotsOf = (source: Exclude<Source, Refused>, dice: Dice): readonly Snapshot[] => {
  if (source.kind === 'snapshots') return source.snapshots
  const snapshot = (usage: Snapshot['usage'], sizeGiB: number): Snapshot => ({
    id: dice.id('snap'),
    usage,
    sizeGiB,
    deletedAt: null,
  })
  const { instance, dataDisks } = source
  return [
    snapshot('SYSTEM_DISK', instance.systemDisk.sizeGiB),
    ...dataDisks.map((disk) => snapshot('DATA_DISK', disk.sizeGiB)),
  ]
}

const afterImage = (instance: Instance, image: Image, stoppedAt: number | undefined, context: Context): Instance => {
  const { now, settings, requestId } = context
  const endsAt = image.readyAt
  const busy = { ...instance, operation: { name: 'CreateImage', requestId, endsAt, fails: image.fails } }
  if (stoppedAt === undefined) return busy
  const restart = [
    { from: endsAt ?? 0, state: 'STARTING' },
    { from: (endsAt ?? 0) + settings.powerMs, state: 'RUNNING' },
  ]
  return withPower(busy, now, [
    { from: now, state: 'STOPPING' },
    { from: stoppedAt, state: 'STOPPED' },
    ...(settings.startAfterPoweroff && endsAt !== null ? restart : []),
  ])
}

const withImage = (region: Region, image: Image, snapshots: readonly Snapshot[]): Region => ({
  ...region,
  images: [...region.images, image],
  snapshots: [...region.snapshots, ...snapshots.filter(({ id }) => !region.snapshots.some((old) => old.id === id))],
})

/** Makes an image of an instance or of snapshots; it answers with the id at once, and the work goes on afterwards. */
export const createImage = action(CreateImageRequest, (world, request, context) => {
  const region = regionOf(world, context.region)
  const tags = tagsOf(request.TagSpecification)
  const early = textRefusal({ name: request.ImageName, description: request.ImageDescription })
  if (early) return early
  const source = imageSource(region, request, context.now)
  if (source.kind === 'refused') return source
  const refusal =
    flagRefusal(request.ForcePoweroff, request.Sysprep) ??
    tagRefusal(tags, context) ??
    nameRefusal(region, request.ImageName, context) ??
    quotaRefusal(region, context)
  if (refusal) return refusal
  if (request.DryRun) return dryRunPassed(world, context)

  const chance = dice(world.seed, world.turn)
  const snapshots = snapshotsOf(source, chance)
  const instance = source.kind === 'instance' ? source.instance : undefined
  const mustStop = instance && isTrue(request.ForcePoweroff) && powerState(instance, context.now) === 'RUNNING'
  const stoppedAt = mustStop ? context.now + context.settings.powerMs : undefined
  const image = newImage(
    {
      name: request.ImageName,
      description: request.ImageDescription ?? '',
      family: request.ImageFamily ?? '',
      sizeGiB: snapshots.reduce((sum, { sizeGiB }) => sum + sizeGiB, 0),
      osName: instance?.osName ?? 'Other Linux 64bit',
      platform: instance?.platform ?? 'Other Linux',
      snapshotIds: snapshots.map(({ id }) => id),
      tags,
      startsAt: stoppedAt ?? context.now,
    },
    chance,
    context,
  )
  const next = withImage(region, image, snapshots)
  const instances = instance
    ? replaced(next.instances, afterImage(instance, image, stoppedAt, context))
    : next.instances
  return done(withRegion({ ...world, turn: world.turn + 1 }, context.region, { ...next, instances }), {
    ImageId: image.id,
  })
})
