import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** A request as it came over the wire: header names in lower case, the body's own bytes. */
export interface SignedRequest {
  readonly method: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What an `Authorization` header of the method TC3-HMAC-SHA256 claims. */
export interface Authorization {
  readonly secretId: string
  readonly date: string
  readonly service: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

const pattern =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/([^/]+)\/tc3_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/

/** Reads an `Authorization` header; undefined when it is not of Tencent's form ("Signature Method v3"). */
export const parseAuthorization = (header: string): Authorization | undefined => {
  const [, secretId, date, service, signedHeaders, signature] = pattern.exec(header) ?? []
  if (!secretId || !date || !service || !signedHeaders || !signature) return undefined
  return { secretId, date, service, signedHeaders: signedHeaders.split(';'), signature }
}

const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer | string, data: string): Buffer => createHmac('sha256', key).update(data).digest()

const payloadHash = (request: SignedRequest): string => {
  const unsigned = 'UNSIGNED-PAYLOAD'
  return sha256(request.headers['x-tc-content-sha256'] === unsigned ? unsigned : request.body)
}

const withoutPort = (host: string): string => host.replace(/:\d+$/, '')

/**
 * Every canonical request a client may have meant, likeliest first. Clients differ: the Node SDK sends `Host` with its
 * port but signs it without, the Go SDK signs what it sends, and the documents lower-case values where the SDKs do not.
 */
export const canonicalRequests = (request: SignedRequest, signedHeaders: readonly string[]): readonly string[] => {
  const hash = payloadHash(request)
  const canonical = (hostOf: (host: string) => string, caseOf: (value: string) => string): string => {
    const lines = signedHeaders.map((name) => {
      const value = (request.headers[name] ?? '').trim()
      return `${name}:${caseOf(name === 'host' ? hostOf(value) : value)}\n`
    })
    return [request.method, '/', request.query, lines.join(''), signedHeaders.join(';'), hash].join('\n')
  }
  const asSent = (text: string): string => text
  const lower = (text: string): string => text.toLowerCase()
  return [...new Set([asSent, lower].flatMap((c) => [canonical(withoutPort, c), canonical(asSent, c)]))]
}

/** The TC3 signature, 64 hex digits, over a canonical request. `timestamp` is in seconds, `date` its UTC day. */
export const sign = (
  secretKey: string,
  scope: { readonly timestamp: string; readonly date: string; readonly service: string },
  canonicalRequest: string,
): string => {
  const credentialScope = `${scope.date}/${scope.service}/tc3_request`
  const text = ['TC3-HMAC-SHA256', scope.timestamp, credentialScope, sha256(canonicalRequest)].join('\n')
  const key = hmac(hmac(hmac(`TC3${secretKey}`, scope.date), scope.service), 'tc3_request')
  return hmac(key, text).toString('hex')
}

/** Compares two texts without telling by its duration where they differ. */
export const sameText = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())

/** The canonical request that was signed with this key, or undefined when the signature fits none of them. */
export const signedCanonical = (
  request: SignedRequest,
  authorization: Authorization,
  secretKey: string,
): string | undefined => {
  const timestamp = request.headers['x-tc-timestamp'] ?? ''
  return canonicalRequests(request, authorization.signedHeaders).find((canonical) =>
    sameText(sign(secretKey, { ...authorization, timestamp }, canonical), authorization.signature),
  )
}
