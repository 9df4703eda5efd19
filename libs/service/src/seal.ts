import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

interface SealKey {
  readonly id: string
  readonly key: KeyObject
}

/** Keys that open; the first one seals. */
export type SealKeys = readonly [SealKey, ...SealKey[]]

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Reads `keyId:base64,…` as `sealKeys` has checked it. Throws, without any of the text, when there is no key in it. */
export const parseSealKeys = (text: string): SealKeys => {
  const keys = text.split(',').flatMap((entry): SealKey[] => {
    const [id, base64] = entry.split(':')
    if (id === undefined || base64 === undefined) return []
    // Derived, because the bytes have any length and may also be a key for something else.
    const bytes = hkdfSync('sha256', Buffer.from(base64, 'base64'), '', 'gongdan seal', 32)
    return [{ id, key: createSecretKey(new Uint8Array(bytes)) }]
  })
  const [first, ...others] = keys
  if (first === undefined) throw new Error('no sealing key')
  return [first, ...others]
}

/** What texts are sealed for: one that is copied to another place does not open there. */
export const sealedFor = {
  webhookUrl: (webhookUuid: string): string => `webhook url ${webhookUuid}`,
  webhookSecret: (webhookUuid: string): string => `webhook secret ${webhookUuid}`,
  /** The answer that is kept under an Idempotency-Key; `key` stands for caller, route and key. */
  answer: (key: string): string => `answer ${key}`,
  mail: 'mail',
}

/**
 * Encrypts a text with the first key, so that it may be sent, stored and shown; it opens for the same use only (`sealedFor`).
 * Sealing the same text twice gives two different results. AES-256-GCM, the use as additional data; the form is
 * `<key id>.<base64url of nonce, tag, text>`.
 */
export const seal = ([{ id, key }]: SealKeys, use: string, text: string): string => {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(use))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
}

/**
 * Decrypts a text that was sealed for this use. Throws an Error that does not contain it when the key is unknown, the text was
 * changed, or sealed for another use.
 */
export const unseal = (keys: SealKeys, use: string, sealed: string): string => {
  const [id, body = ''] = sealed.split('.')
  const known = keys.find((one) => one.id === id)
  if (known === undefined) throw new Error('sealed with a key that is not there')
  const bytes = Buffer.from(body, 'base64url')
  const nonce = bytes.subarray(0, nonceBytes)
  const decipher = createDecipheriv(algorithm, known.key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(use))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
  } catch {
    throw new Error('what was sealed does not open')
  }
}

/**
 * The same for a text that a release may have sealed which named no use. Such a text opens wherever it is put, so this is for what
 * is taken out of messages and documents that somebody vouches for, and never for what is shown to whoever asks.
 */
export const unsealKept = (keys: SealKeys, use: string, sealed: string): string => {
  try {
    return unseal(keys, use, sealed)
  } catch {
    return unseal(keys, '', sealed)
  }
}

/**
 * A webhook's secret (`whsec_` and 32 bytes in base64) derived from its purpose, so that a repeated command
 * gives the same secret and none is stored readable.
 */
export const webhookSecret = ([{ key }]: SealKeys, what: string): string =>
  `whsec_${createHmac('sha256', key).update(`webhook secret\n${what}`).digest('base64')}`
