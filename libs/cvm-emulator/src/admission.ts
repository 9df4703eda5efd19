import { z } from 'zod'
import { type ApiError, apiError } from './action.ts'
import { actions, apiVersion } from './execute.ts'
import type { Settings } from './settings.ts'
import { type Authorization, parseAuthorization, type SignedRequest, sameText, signedCanonical } from './signature.ts'

export interface RateLimit {
  /** Whether a call is within the limit at a time in ms; one that is not does not count. */
  readonly admits: (key: string, perSecond: number, now: number) => boolean
  readonly clear: () => void
}

/** A sliding window of one second. */
export const rateLimit = (): RateLimit => {
  const admitted = new Map<string, readonly number[]>()
  return {
    admits: (key, perSecond, now) => {
      const recent = (admitted.get(key) ?? []).filter((at) => at >= now - 1000)
      const isFree = recent.length < perSecond
      admitted.set(key, isFree ? [...recent, now] : recent)
      return isFree
    },
    clear: () => admitted.clear(),
  }
}

/** A known key. With a token it is a temporary key, valid until `expiresAt` (seconds since 1970) if given. */
export const Credential = z.strictObject({
  secretId: z
    .string()
    .min(1)
    .regex(/^[^/]+$/),
  secretKey: z.string().min(1),
  token: z.string().min(1).optional(),
  expiresAt: z.number().optional(),
})
export type Credential = z.infer<typeof Credential>

/** What a request is checked against. `nowMs` is the server's own clock: real time with its skew. */
export interface AdmissionContext {
  readonly credentials: readonly Credential[]
  readonly settings: Settings
  readonly regions: readonly string[]
  readonly limit: RateLimit
  readonly nowMs: number
}

export interface Admitted {
  readonly kind: 'admitted'
  readonly action: string
  readonly region: string
  /** The canonical request that the client signed. */
  readonly canonical: string
}

const requiredHeaders = ['x-tc-action', 'x-tc-timestamp', 'x-tc-version']

const tokenError = (credential: Credential, token: string | undefined, nowSec: number): ApiError | undefined => {
  const failure = apiError('AuthFailure.TokenFailure', 'The token is unknown or no longer valid.')
  if (credential.token === undefined) return token === undefined ? undefined : failure
  const isValid = sameText(token ?? '', credential.token) && nowSec < (credential.expiresAt ?? Number.POSITIVE_INFINITY)
  return isValid ? undefined : failure
}

const timeError = (timestamp: string, date: string, windowSec: number, nowSec: number): ApiError | undefined => {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NEGATIVE_INFINITY
  if (Math.abs(nowSec - seconds) > windowSec) {
    return apiError('AuthFailure.SignatureExpire', `The timestamp is more than ${windowSec} s from the server's clock.`)
  }
  return new Date(seconds * 1000).toISOString().slice(0, 10) === date
    ? undefined
    : apiError('AuthFailure.SignatureFailure', "The scope's date is not the UTC date of the timestamp.")
}

const fits = ({ service, signedHeaders }: Authorization, host: string, strict: boolean): boolean =>
  signedHeaders.includes('content-type') &&
  signedHeaders.includes('host') &&
  (!strict || service === 'cvm' || service === host.split('.')[0])

/**
 * Admits a request or gives its API error, in the order of Tencent's own checks: form, key, age, signature, action, version,
 * region, rate limit. Signature Method v3 (TC3-HMAC-SHA256), POST with JSON only.
 */
export const admit = (request: SignedRequest, context: AdmissionContext): Admitted | ApiError => {
  const { headers } = request
  const nowSec = Math.floor(context.nowMs / 1000)
  if (request.method !== 'POST') return apiError('UnsupportedProtocol', 'Only POST with TC3-HMAC-SHA256 is emulated.')
  const authorization = parseAuthorization(headers.authorization ?? '')
  if (!authorization) return apiError('AuthFailure.InvalidAuthorization', 'Authorization is not of the form of TC3.')
  const missing = requiredHeaders.find((name) => !headers[name])
  if (missing) return apiError('MissingParameter', `The header \`${missing}\` is missing.`)

  const credential = context.credentials.find(({ secretId }) => secretId === authorization.secretId)
  if (!credential) return apiError('AuthFailure.SecretIdNotFound', 'The secret id does not exist.')
  const error =
    tokenError(credential, headers['x-tc-token'], nowSec) ??
    timeError(headers['x-tc-timestamp']!, authorization.date, context.settings.signatureWindowSec, nowSec)
  if (error) return error

  const isFit = fits(authorization, headers.host ?? '', context.settings.strictService)
  const canonical = isFit ? signedCanonical(request, authorization, credential.secretKey) : undefined
  if (canonical === undefined)
    return apiError('AuthFailure.SignatureFailure', 'The signature does not fit the request.')

  const action = headers['x-tc-action']!
  const region = headers['x-tc-region']
  if (!actions.has(action)) return apiError('InvalidAction', `The action \`${action}\` does not exist.`)
  if (headers['x-tc-version'] !== apiVersion) return apiError('NoSuchVersion', `The version is ${apiVersion}.`)
  if (!region) return apiError('MissingParameter', 'The header `x-tc-region` is missing.')
  if (!context.regions.includes(region))
    return apiError('UnsupportedRegion', `The region \`${region}\` does not exist.`)

  const perSecond = context.settings.rate[action] ?? 10
  return context.limit.admits(`${credential.secretId} ${region} ${action}`, perSecond, context.nowMs)
    ? { kind: 'admitted', action, region, canonical }
    : apiError('RequestLimitExceeded', `More than ${perSecond} calls of ${action} in a second.`)
}
