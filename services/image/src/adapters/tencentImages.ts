import { z } from 'zod'
import type { Answer, CloudImage, NewImage } from '../domain/cloud.ts'
import type { RateBucket } from './rateBucket.ts'
import type { Call } from './tencentCloud.ts'

/** Tencent's image API as far as we use it. Every method answers; none throws because of Tencent or the wire. */
export interface Cloud {
  /** Makes an image; who calls has waited for its turn, for here nothing may wait. Gives the image id. */
  createImage(image: NewImage, traceId: string): Promise<Answer<string>>
  /** Images by their ids, at most 100. An id that Tencent does not know may fail the call or be left out. */
  imagesById(region: string, imageIds: readonly string[]): Promise<Answer<readonly CloudImage[]>>
  /** All our own images, every page, perhaps some twice; those whose name resembles the one given, if one is. */
  privateImages(region: string, name?: string): Promise<Answer<readonly CloudImage[]>>
  renameImage(region: string, imageId: string, name: string): Promise<Answer<null>>
  /** Deletes an image and the snapshots it is billed for. */
  deleteImage(region: string, imageId: string): Promise<Answer<null>>
}

const PAGE = 100
/** Pages overlap by so much, so that a few images deleted between two pages make none of ours slip through. */
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

const imagesOf = ({ ImageSet }: Listed): readonly CloudImage[] =>
  ImageSet.map((image) => ({
    imageId: image.ImageId,
    name: image.ImageName,
    description: image.ImageDescription ?? '',
    state: image.ImageState,
    createdAt: image.CreatedTime ?? '',
    snapshotIds: (image.SnapshotSet ?? []).map(({ SnapshotId }) => SnapshotId),
  }))

const mapped = <T, U>(answer: Answer<T>, change: (value: T) => U): Answer<U> =>
  answer.kind === 'ok' ? { ...answer, value: change(answer.value) } : answer

/** The image API over single calls, kept to the rates. */
export const createCloud = (call: Call, bucket: Pick<RateBucket, 'take' | 'slow'>): Cloud => {
  const heeding: Call = async (schema, what) => {
    const answer = await call(schema, what)
    const isTooMuch = answer.kind === 'error' && /^RequestLimitExceeded(\.|$)/.test(answer.error.code)
    // An answer in hand is worth more than the pause.
    if (isTooMuch) await bucket.slow(what.action).catch(() => undefined)
    return answer
  }
  /** For every action but CreateImage, whose callers have their turn. */
  const inTurn: Call = async (schema, what) => {
    await bucket.take(what.action)
    return heeding(schema, what)
  }

  const list = (region: string, request: object) =>
    inTurn(Listed, { action: 'DescribeImages', region, request: { ...request, Limit: PAGE } })

  const everyPage = async (region: string, Filters: readonly object[]): Promise<Answer<Listed>> => {
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
      const answer = await heeding(Created, { action: 'CreateImage', region: image.region, request, traceId })
      return mapped(answer, ({ ImageId }) => ImageId)
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
        await inTurn(Done, { action: 'ModifyImageAttribute', region, request: { ImageId, ImageName } }),
        () => null,
      ),
    deleteImage: async (region, imageId) => {
      const request = { ImageIds: [imageId], DeleteBindedSnap: true }
      return mapped(await inTurn(Done, { action: 'DeleteImages', region, request }), () => null)
    },
  }
}
