/** An image as far as we look at it. `createdAt` is Tencent's text (UTC, sorts as time does). */
export interface CloudImage {
  readonly imageId: string
  readonly name: string
  readonly description: string
  readonly state: string
  readonly createdAt: string
  readonly snapshotIds: readonly string[]
}

/** Tencent's own words about a call it refused. */
export interface CloudError {
  readonly code: string
  readonly message: string
  readonly requestId: string
}

/**
 * What came of a call. `error`: Tencent answered, with a code. `unknown`: nobody can say whether the call was carried
 * out (time-out, reset, bad body, an answer without the id it must carry).
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly requestId: string }
  | { readonly kind: 'error'; readonly error: CloudError }
  | { readonly kind: 'unknown'; readonly reason: string }

/** What CreateImage is asked; the name and the description are the fence's. */
export interface NewImage {
  readonly region: string
  readonly instanceId: string
  readonly name: string
  readonly description: string
  readonly forcePoweroff: boolean
  readonly dataDiskIds: readonly string[]
}
