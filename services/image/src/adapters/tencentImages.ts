import { z } from 'zod'
import type { Cloud, CloudAnswer, CloudImage, RateLimiter } from '../domain/cloud.ts'
import { type Call, type CallDeps, createCall } from './tencentCloud.ts'

const PAGE = 100
/** Pages overlap by this many, so that a few images deleted between two pages do not hide others. */
const OVERLAP = 10
const LISTING_SHRANK = 'the listing shrank while it was read'

const Created = z.object({ ImageId: z.string().min(1), RequestId: z.string() })
const Done = z.object({ RequestId: z.string() })
const Listed = z.object({
  TotalCount: z.int().nonnegative(),
  RequestId: z.string(),
  ImageSet: z.array(
    z.object({
      ImageId: z.string(),
      ImageName: z.string(),
      ImageDescription: z.string().nullish(),
      ImageState: z.string(),
      CreatedTime: z.string().nullish(),
      SnapshotSet: z.array(z.object({ SnapshotId: z.string() })).nullish(),
    }),
  ),
})
type Listed = z.infer<typeof Listed>
const Instances = z.object({
  RequestId: z.string(),
  InstanceSet: z.array(
    z.object({
      InstanceId: z.string(),
      Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
    }),
  ),
})

const imagesOf = ({ ImageSet }: Listed): readonly CloudImage[] =>
  ImageSet.map((image) => ({
    imageId: image.ImageId,
    name: image.ImageName,
    description: image.ImageDescription ?? '',
    state: image.ImageState,
    createdAt: image.CreatedTime ?? '',
    snapshotIds: (image.SnapshotSet ?? []).map(({ SnapshotId }) => SnapshotId),
  }))

const mapped = <T, U>(answer: CloudAnswer<T>, change: (value: T) => U): CloudAnswer<U> =>
  answer.kind === 'ok' ? { ...answer, value: change(answer.value) } : answer

/** The image API over single calls, within the rate limits. */
export const createCloud = (call: Call, rateLimiter: Pick<RateLimiter, 'take' | 'pause'>): Cloud => {
  const pausingWhenRefused: Call = async (schema, request) => {
    const answer = await call(schema, request)
    const isTooMuch = answer.kind === 'error' && /^RequestLimitExceeded(\.|$)/.test(answer.error.code)
    // The answer matters more than the pause, so a failure of the latter is dropped.
    if (isTooMuch) await rateLimiter.pause(request.action).catch(() => undefined)
    return answer
  }
  /** For every action but CreateImage, whose slot is reserved by its caller. */
  const limited: Call = async (schema, request) => {
    await rateLimiter.take(request.action)
    return pausingWhenRefused(schema, request)
  }

  const list = (region: string, request: object) =>
    limited(Listed, { action: 'DescribeImages', region, request: { ...request, Limit: PAGE } })

  const everyPage = async (region: string, Filters: readonly object[]): Promise<CloudAnswer<Listed>> => {
    const first = await list(region, { Filters, Offset: 0 })
    if (first.kind !== 'ok') return first
    let all = first.value
    for (let Offset = PAGE - OVERLAP; Offset + OVERLAP < all.TotalCount; Offset += PAGE - OVERLAP) {
      const page = await list(region, { Filters, Offset })
      if (page.kind !== 'ok') return page
      if (page.value.TotalCount < all.TotalCount - OVERLAP) return { kind: 'unknown', reason: LISTING_SHRANK }
      all = { ...page.value, ImageSet: [...all.ImageSet, ...page.value.ImageSet] }
    }
    return { ...first, value: all }
  }

  return {
    createImage: async (image, traceId) => {
      const request = {
        ImageName: image.name,
        ImageDescription: image.description,
        InstanceId: image.instanceId,
        ForcePoweroff: String(image.forcePoweroff),
        ...(image.dataDiskIds.length === 0 ? {} : { DataDiskIds: image.dataDiskIds }),
      }
      const answer = await pausingWhenRefused(Created, {
        action: 'CreateImage',
        region: image.region,
        request,
        traceId,
      })
      return mapped(answer, ({ ImageId }) => ImageId)
    },
    instanceTags: async (region, instanceId) => {
      const request = { InstanceIds: [instanceId], Limit: 1 }
      const answer = await limited(Instances, { action: 'DescribeInstances', region, request })
      return mapped(answer, ({ InstanceSet }) => {
        const found = InstanceSet.find(({ InstanceId }) => InstanceId === instanceId)
        return found === undefined ? null : (found.Tags ?? []).map(({ Key: key, Value: value }) => ({ key, value }))
      })
    },
    imagesById: async (region, imageIds) => mapped(await list(region, { ImageIds: imageIds }), imagesOf),
    privateImages: async (region, name) => {
      const filters = [
        { Name: 'image-type', Values: ['PRIVATE_IMAGE'] },
        ...(name === undefined ? [] : [{ Name: 'image-name', Values: [name] }]),
      ]
      const once = await everyPage(region, filters)
      const shrank = once.kind === 'unknown' && once.reason === LISTING_SHRANK
      return mapped(shrank ? await everyPage(region, filters) : once, imagesOf)
    },
    renameImage: async (region, ImageId, ImageName) =>
      mapped(
        await limited(Done, { action: 'ModifyImageAttribute', region, request: { ImageId, ImageName } }),
        () => null,
      ),
    deleteImage: async (region, imageId) => {
      const request = { ImageIds: [imageId], DeleteBindedSnap: true }
      return mapped(await limited(Done, { action: 'DeleteImages', region, request }), () => null)
    },
  }
}

/** In milliseconds: who asks waits for a second (tencent §4.7). */
const SLOT_MS = 300
const QUICK_CALL_MS = 1_000

/** The image API for reads that are worth something now or never: they wait neither for a slot nor for Tencent for long. */
export const createQuickCloud = (
  options: Omit<CallDeps, 'timeoutMs'>,
  { takeSoon, pause }: Pick<RateLimiter, 'takeSoon' | 'pause'>,
): Cloud =>
  createCloud(createCall({ ...options, timeoutMs: QUICK_CALL_MS }), {
    take: (action) => takeSoon(action, SLOT_MS),
    pause,
  })
