/** A tag of an instance. */
export interface InstanceTag {
  readonly key: string
  readonly value: string
}

/** The fields of an image that this service reads. `createdAt` is Tencent's text (UTC, sorts as time does). */
export interface CloudImage {
  readonly imageId: string
  readonly name: string
  readonly description: string
  readonly state: string
  readonly createdAt: string
  readonly snapshotIds: readonly string[]
}

/** Tencent's code and message for a call that it refused. */
export interface CloudError {
  readonly code: string
  readonly message: string
  readonly requestId: string
}

/** The code for an image id that does not exist. */
export const IMAGE_NOT_FOUND = 'InvalidImageId.NotFound'

/**
 * The result of a call. `error`: Tencent answered, with a code. `unknown`: it is unknown whether the call was carried
 * out (time-out, reset, bad body, an answer without the id it must carry).
 */
export type CloudAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly requestId: string }
  | { readonly kind: 'error'; readonly error: CloudError }
  | { readonly kind: 'unknown'; readonly reason: string }

/** What CreateImage is asked for; name and description carry the fence (fence.ts). */
export interface NewImage {
  readonly region: string
  readonly instanceId: string
  readonly name: string
  readonly description: string
  readonly forcePoweroff: boolean
  readonly dataDiskIds: readonly string[]
}

/**
 * Tencent's image API as far as we use it. Every method resolves to an answer; none rejects because of Tencent or the
 * network.
 */
export interface Cloud {
  /** Makes an image and gives its id. It does not wait for the rate limit: the caller has waited for its slot. */
  createImage(image: NewImage, traceId: string): Promise<CloudAnswer<string>>
  /** The tags of an instance; null where the answer does not show it. */
  instanceTags(region: string, instanceId: string): Promise<CloudAnswer<readonly InstanceTag[] | null>>
  /** Images by their ids, at most 100. An id that does not exist may fail the call or be left out. */
  imagesById(region: string, imageIds: readonly string[]): Promise<CloudAnswer<readonly CloudImage[]>>
  /** All private images of the region, every page, perhaps some twice; with a name, those whose name resembles it. */
  privateImages(region: string, name?: string): Promise<CloudAnswer<readonly CloudImage[]>>
  renameImage(region: string, imageId: string, name: string): Promise<CloudAnswer<null>>
  /** Deletes an image and the snapshots it is billed for. */
  deleteImage(region: string, imageId: string): Promise<CloudAnswer<null>>
}

/** Keys for Tencent's API. */
export interface Credential {
  readonly secretId: string
  readonly secretKey: string
  readonly token?: string
}

/** Asked for every call, so that keys rotate without a restart. Rejects when there are none. */
export type GetCredential = () => Promise<Credential>

/** The time of one call under the rate limit. */
export interface RateLimitSlot {
  /** Resolves at that time. A slot that was missed is exchanged for the next free one, so that calls do not pile up. */
  wait(): Promise<void>
}

/** Tencent's rate limits, shared by all workers. */
export interface RateLimiter {
  /** Waits for the next free slot of this action. */
  take(action: string): Promise<void>
  /**
   * Takes a slot only while nobody waits for one, so that a job is late by one slot at most. Rejects when there
   * was none within `withinMs` milliseconds.
   */
  takeSoon(action: string, withinMs: number): Promise<void>
  /** Waits for the next free slot, but resolves `leadMs` before the slot, for what must be done before the call. Rejects when aborted. */
  reserve(action: string, leadMs: number, signal: AbortSignal): Promise<RateLimitSlot>
  /** Tencent refused a call for its rate: every worker pauses, except for slots that are reserved already. */
  pause(action: string): Promise<void>
}
