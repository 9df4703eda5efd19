import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { growTree, rootOf } from './hashTree.ts'

/** A public key that signatures of histories verify with. `since`: unix seconds from which the key has signed every write. */
export interface HistoryKey {
  readonly id: string
  readonly since: number
  readonly publicKey: KeyObject
}

/** The key that signs, and its public half. */
export interface HistorySigner extends HistoryKey {
  /**
   * The signatures of hashes of entries that are written together (contract §3, inspect): for each sixteen one Ed25519 signature
   * over the 64 characters of the root of their tree, `<key id>.<base64url>`, to which each adds its way there, `.<way>`, unless it
   * is alone.
   */
  sign(hashes: readonly string[]): readonly string[]
}

/** One signature for a hundred would be stored with ways of seven steps, which cost the database more than six more signatures do. */
const SIGNED_TOGETHER = 16

const partsOf = (entry: string): { readonly id: string; readonly since: number; readonly der: Buffer } => {
  const [id = '', since = '', base64 = ''] = entry.split(':')
  return { id, since: Number(since), der: Buffer.from(base64, 'base64') }
}

/** Reads `keyId:since:base64`, the key as PKCS#8. Throws without any of the text when there is no Ed25519 key in it. */
export const parseHistoryKey = (text: string): HistorySigner => {
  const { id, since, der } = partsOf(text)
  try {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('of another type')
    const signTogether = (hashes: readonly string[]) => {
      const { root, ways } = growTree(hashes)
      const signature = `${id}.${sign(null, Buffer.from(root), key).toString('base64url')}`
      return ways.map((way) => (way === '' ? signature : `${signature}.${way}`))
    }
    const signAll = (hashes: readonly string[]) =>
      Array.from({ length: Math.ceil(hashes.length / SIGNED_TOGETHER) }, (_, at) =>
        signTogether(hashes.slice(at * SIGNED_TOGETHER, (at + 1) * SIGNED_TOGETHER)),
      ).flat()
    return { id, since, publicKey: createPublicKey(key), sign: signAll }
  } catch {
    throw new Error('no Ed25519 key')
  }
}

/** Reads `keyId:since:base64,…`, each key as SPKI; `""` is no key. Throws when one is none. */
export const parseHistoryPublicKeys = (text: string): readonly HistoryKey[] =>
  text
    .split(',')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const { id, since, der } = partsOf(entry)
      return { id, since, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
    })

/** The public key in the form that `parseHistoryPublicKeys` reads. */
export const formatHistoryKey = ({ id, since, publicKey }: HistoryKey): string =>
  `${id}:${since}:${publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}`

/** Whether one of these keys signed the hash. */
export const isSignedBy = (keys: readonly HistoryKey[], hash: string, signature: string): boolean => {
  const [id, base64 = '', way = ''] = signature.split('.')
  const key = keys.find((one) => one.id === id)
  const root = rootOf(hash, way)
  if (key === undefined || root === undefined) return false
  return verify(null, Buffer.from(root), key.publicKey, Buffer.from(base64, 'base64url'))
}
