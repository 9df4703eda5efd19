import { z } from 'zod'
import { action, done } from '../action.ts'
import { dice } from '../chance.ts'
import { dryRunPassed, nameRefusal, quotaRefusal, tagRefusal, textRefusal } from '../imageRules.ts'
import { newImage } from '../newImage.ts'
import { TagSpecification, tagsOf } from '../tags.ts'
import { regionOf, type Snapshot, withRegion } from '../world.ts'

const ImportImageRequest = z.strictObject({
  Architecture: z.enum(['x86_64', 'i386', 'arm_64']),
  OsType: z.string(),
  OsVersion: z.string(),
  ImageUrl: z.url({ protocol: /^https?$/ }),
  ImageName: z.string(),
  ImageDescription: z.string().optional(),
  DryRun: z.boolean().optional(),
  Force: z.boolean().optional(),
  TagSpecification: TagSpecification.optional(),
  LicenseType: z.enum(['TencentCloud', 'BYOL']).optional(),
  BootMode: z.enum(['Legacy BIOS', 'UEFI']).optional(),
  ImageFamily: z.string().optional(),
  ImportImageDataDiskList: z.array(z.unknown()).optional(),
})

/** Makes an image of a disk file. The file is never fetched: whatever the address, the import goes well. */
export const importImage = action(ImportImageRequest, (world, request, context) => {
  const region = regionOf(world, context.region)
  const tags = tagsOf(request.TagSpecification)
  const refusal =
    textRefusal({ name: request.ImageName, description: request.ImageDescription }) ??
    tagRefusal(tags, context) ??
    nameRefusal(region, request.ImageName, context) ??
    quotaRefusal(region, context)
  if (refusal) return refusal
  if (request.DryRun) return dryRunPassed(world, context)

  const chance = dice(world.seed, world.turn)
  const snapshot: Snapshot = { id: chance.id('snap'), usage: 'SYSTEM_DISK', sizeGiB: 50, deletedAt: null }
  const image = newImage(
    {
      name: request.ImageName,
      description: request.ImageDescription ?? '',
      family: request.ImageFamily ?? '',
      origin: 'import',
      sizeGiB: snapshot.sizeGiB,
      osName: `${request.OsType} ${request.OsVersion}`,
      platform: request.OsType,
      architecture: request.Architecture,
      snapshotIds: [snapshot.id],
      tags,
    },
    chance,
    context,
  )
  const next = withRegion({ ...world, turn: world.turn + 1 }, context.region, {
    images: [...region.images, image],
    snapshots: [...region.snapshots, snapshot],
  })
  return done(next, { ImageId: image.id })
})
