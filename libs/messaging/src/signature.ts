import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

/** The header that carries `<key id>.<base64url HMAC-SHA256 over type, line feed, raw body>`. */
export const signatureHeader = 'x-principal-signature'

const shortestKeyBytes = 32

interface PrincipalKey {
  readonly id: string
  readonly secret: KeyObject
}

/** Keys that verify; the first one signs. */
export type PrincipalKeys = readonly [PrincipalKey, ...PrincipalKey[]]

/**
 * Reads `keyId:base64,keyId2:base64…`. Throws an Error that names the key's id, never its secret, if there is no
 * key, an id is missing, repeated or has a dot, or a secret is not base64 of at least 32 bytes.
 */
export const parsePrincipalKeys = (text: string): PrincipalKeys => {
  const [first, ...others] = text.split(',').map(parseKey)
  if (!first) throw new Error('no principal key')
  const ids = [first, ...others].map((key) => key.id)
  if (new Set(ids).size < ids.length) throw new Error(`a principal key's id is repeated: ${ids.join(', ')}`)
  return [first, ...others]
}

/** The signature of a message: the first key's, over its type and the very bytes of its body. */
export const signBody = (keys: PrincipalKeys, type: string, body: Buffer): string =>
  `${keys[0].id}.${digest(keys[0], type, body).toString('base64url')}`

/** Whether any of the keys made this signature; takes as long for a wrong one as for a right one. */
export const verifyBody = (keys: PrincipalKeys, type: string, body: Buffer, signature: string | undefined): boolean => {
  const [id, mac, ...rest] = signature?.split('.') ?? []
  const key = keys.find((known) => known.id === id)
  if (!key || mac === undefined || rest.length > 0) return false
  const given = Buffer.from(mac, 'base64url')
  const expected = digest(key, type, body)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const digest = (key: PrincipalKey, type: string, body: Buffer) =>
  createHmac('sha256', key.secret).update(type).update('\n').update(body).digest()

const parseKey = (entry: string): PrincipalKey => {
  const [, id, base64] = /^([^:.\s]+):([A-Za-z0-9+/]+={0,2})$/.exec(entry.trim()) ?? []
  if (id === undefined || base64 === undefined) throw new Error('a principal key is written keyId:base64')
  const secret = Buffer.from(base64, 'base64')
  if (secret.length < shortestKeyBytes) {
    throw new Error(`the principal key ${id} is shorter than ${shortestKeyBytes} bytes`)
  }
  return { id, secret: createSecretKey(secret) }
}
