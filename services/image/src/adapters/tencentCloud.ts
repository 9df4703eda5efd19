import http from 'node:http'
import https from 'node:https'
import { cvm } from 'tencentcloud-sdk-nodejs-cvm'
import { z } from 'zod'
import type { Answer, CloudImage, NewImage } from '../domain/cloud.ts'
import type { GetCredential } from './credentials.ts'
import type { RateBucket } from './rateBucket.ts'

/** Tencent's image API as far as we use it. Every method answers; none throws because of Tencent or the wire. */
export interface Cloud {
  /** Makes an image; its token is taken before the job is claimed, for here nothing may wait. Gives the image id. */
  createImage(image: NewImage, traceId: string): Promise<Answer<string>>
  /** Images by their ids, at most 100. An id that Tencent does not know may fail the call or be left out. */
  imagesById(region: string, imageIds: readonly string[]): Promise<Answer<readonly CloudImage[]>>
  /** All our own images, every page, perhaps some twice; those whose name resembles the one given, if one is. */
  privateImages(region: string, name?: string): Promise<Answer<readonly CloudImage[]>>
  renameImage(region: string, imageId: string, name: string): Promise<Answer<null>>
  /** Deletes an image and the snapshots it is billed for. */
  deleteImage(region: string, imageId: string): Promise<Answer<null>>
}

export interface CloudNeeds {
  /** Where the API is: scheme with `://`, host with port. */
  readonly endpoint: { readonly protocol: string; readonly host: string }
  /** An address to connect to, whatever the host's name says. */
  readonly connectTo?: string | undefined
  readonly getCredential: GetCredential
  readonly bucket: RateBucket
  readonly timeoutMs?: number
  /** Told of every answer, for the metrics: `ok`, `unknown`, or Tencent's code. */
  readonly answered?: (action: string, outcome: string) => void
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

/** An error that Tencent answered with carries its code and a request id; anything else may have been carried out. */
const ApiError = z.object({ code: z.string(), requestId: z.string().min(1), message: z.string().catch('') })

const failureOf = (fault: unknown): Answer<never> => {
  const api = ApiError.safeParse(fault)
  if (api.success) return { kind: 'error', error: api.data }
  const text = typeof fault === 'object' && fault !== null && 'message' in fault ? String(fault.message) : String(fault)
  return { kind: 'unknown', reason: text.slice(0, 500) }
}

const mapped = <T, U>(answer: Answer<T>, change: (value: T) => U): Answer<U> =>
  answer.kind === 'ok' ? { ...answer, value: change(answer.value) } : answer

/** The real API, through Tencent's SDK, which never repeats a call. The only place that knows the SDK. */
export const createCloud = (needs: CloudNeeds): Cloud => {
  const { endpoint, connectTo, getCredential, bucket, timeoutMs = 25_000, answered = () => {} } = needs
  const options = connectTo === undefined ? {} : { lookup: lookupAlways(connectTo) }
  const { Agent } = endpoint.protocol === 'http://' ? http : https
  const pooled = new Agent({ keepAlive: true, ...options })
  // A pooled socket that the server has just closed would turn a clean send into one of unknown outcome.
  const fresh = new Agent({ keepAlive: false, ...options })

  const clientOf = (region: string, agent: http.Agent) =>
    new cvm.v20170312.Client({
      credential: { getCredential },
      region,
      profile: {
        signMethod: 'TC3-HMAC-SHA256',
        language: 'en-US',
        httpProfile: {
          protocol: endpoint.protocol,
          endpoint: endpoint.host,
          reqMethod: 'POST',
          reqTimeout: Math.ceil(timeoutMs / 1_000),
          agent,
        },
      },
    })

  const call = async <S extends z.ZodType<{ RequestId: string }>>(
    schema: S,
    { action, region, request, traceId }: { action: string; region: string; request: object; traceId?: string },
  ): Promise<Answer<z.infer<S>>> => {
    const answer = await clientOf(region, action === 'CreateImage' ? fresh : pooled)
      .request(action, request, {
        // The SDK's own time-out does not cover the wait for a socket or a proxy.
        signal: AbortSignal.timeout(timeoutMs),
        ...(traceId === undefined ? {} : { headers: { 'X-TC-TraceId': traceId } }),
      })
      .then((body: unknown): Answer<z.infer<S>> => {
        const value = schema.parse(body)
        return { kind: 'ok', value, requestId: value.RequestId }
      })
      .catch(failureOf)
    answered(action, answer.kind === 'error' ? answer.error.code : answer.kind)
    const tooMany = answer.kind === 'error' && /^RequestLimitExceeded(\.|$)/.test(answer.error.code)
    if (tooMany) await bucket.slow(action)
    return answer
  }

  /** For every action but CreateImage: takes the token itself. */
  const paidCall: typeof call = async (schema, what) => {
    await bucket.take(what.action)
    return call(schema, what)
  }

  const list = (region: string, request: object) =>
    paidCall(Listed, { action: 'DescribeImages', region, request: { ...request, Limit: PAGE } })

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
      const answer = await call(Created, { action: 'CreateImage', region: image.region, request, traceId })
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
        await paidCall(Done, { action: 'ModifyImageAttribute', region, request: { ImageId, ImageName } }),
        () => null,
      ),
    deleteImage: async (region, imageId) => {
      const request = { ImageIds: [imageId], DeleteBindedSnap: true }
      return mapped(await paidCall(Done, { action: 'DeleteImages', region, request }), () => null)
    },
  }
}

type Lookup = NonNullable<http.AgentOptions['lookup']>

/** Local names often do not resolve; the name stays in the signature all the same. */
const lookupAlways =
  (address: string): Lookup =>
  (_host, options, callback) =>
    options.all ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4)
