import { z } from 'zod'
import { type ApiError, action, apiError, type Context, done } from '../action.ts'
import type { Image } from '../image.ts'
import { dryRunPassed, nameError, quotaError, tagError, textError } from '../imageRules.ts'
import { imageSource, type Source } from '../imageSource.ts'
import { type Instance, powerState, withPower } from '../instance.ts'
import { createRandom, type Random } from '../random.ts'
import { type Region, regionOf, replaced, type Snapshot, withRegion } from '../world.ts'

/** The tags a request wants on what it makes. */
export const TagSpecification = z.array(
  z.strictObject({
    ResourceType: z.string(),
    Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })),
  }),
)

/** The tags meant for the image. */
const tagsOf = (specification: z.infer<typeof TagSpecification> = []) =>
  specification.filter(({ ResourceType }) => ResourceType === 'image').flatMap(({ Tags }) => Tags)

/** What an action says of a new image; the rest follows from the time, the settings and the faults. */
export type NewImage = Pick<Image, 'name' | 'description' | 'sizeGiB' | 'osName' | 'platform'> &
  Partial<Pick<Image, 'architecture' | 'snapshotIds' | 'tags' | 'family'>> & {
    /** When the work can begin, if not at once: business time in ms. */
    readonly startsAt?: number
  }

/** A new image at the start of its work. */
const newImage = (made: NewImage, random: Random, context: Context): Image => {
  const { now, worldEffects, settings } = context
  const { startsAt = now, ...others } = made
  const createMs = worldEffects.createMs ?? random.between(...settings.createMs)
  return {
    architecture: 'x86_64',
    snapshotIds: [],
    tags: [],
    family: '',
    ...others,
    id: random.id('img'),
    createdName: made.name,
    origin: 'create',
    deprecated: false,
    createdAt: now,
    readyAt: worldEffects.stuck ? null : startsAt + createMs,
    fails: worldEffects.fails ?? false,
    shownFrom: now + settings.listLagMs,
    formerName: null,
    goneAt: worldEffects.vanishAfterMs === undefined ? null : now + worldEffects.vanishAfterMs,
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
const flagError = (...flags: readonly (string | undefined)[]): ApiError | undefined => {
  const wrong = flags.find((flag) => flag !== undefined && !/^(true|false)$/i.test(flag))
  return wrong === undefined ? undefined : apiError('InvalidParameterValue', `\`${wrong}\` is neither true nor false.`)
}
const isTrue = (flag: string | undefined): boolean => flag?.toLowerCase() === 'true'

const snapshotsOf = (source: Exclude<Source, ApiError>, random: Random): readonly Snapshot[] => {
  if (source.kind === 'snapshots') return source.snapshots
  const snapshot = (usage: Snapshot['usage'], sizeGiB: number): Snapshot => ({
    id: random.id('snap'),
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
  const early = textError({ name: request.ImageName, description: request.ImageDescription })
  if (early) return early
  const source = imageSource(region, request, context.now)
  if (source.kind === 'error') return source
  const error =
    flagError(request.ForcePoweroff, request.Sysprep) ??
    tagError(tags, context) ??
    nameError(region, request.ImageName, context) ??
    quotaError(region, context)
  if (error) return error
  if (request.DryRun) return dryRunPassed(world, context)

  const random = createRandom(world.seed, world.turn)
  const snapshots = snapshotsOf(source, random)
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
    random,
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
