import type { Connection } from './connection.ts'

/** Whether a history is what was once written (contract §3, inspect). */
export interface Verification {
  /** Every hash follows from the one before it, and no signature is wrong. */
  readonly whole: boolean
  /** `seq` of the first entry that does not follow, or is signed wrongly. */
  readonly brokenAt: number | null
  readonly entries: number
  /** How many signatures were checked. */
  readonly signatures: number
  /** Drafts of another person, whose hash can only be taken as it is given. */
  readonly unseen: number
}

interface Superseded {
  readonly count: number
  readonly from_seq: number
  readonly hash: string
  readonly after: string
}

const bytesOf = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
const fromBase64Url = (text: string) => bytesOf(text.replace(/-/g, '+').replace(/_/g, '/'))
const utf8 = new TextEncoder()

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const sha256 = async (text: string): Promise<string> =>
  hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(text))))

/**
 * The root of the hashes that were signed together: each step of the way there is the side on which a neighbour stands (`l`, `r`) and its
 * hash in base64url, 44 characters.
 */
const rootOf = async (hash: string, way: string): Promise<string> => {
  let root = hash
  for (const [step] of way.matchAll(/.{1,44}/g)) {
    const neighbour = hexOf(fromBase64Url(step.slice(1)))
    root = await sha256(step.startsWith('l') ? neighbour + root : root + neighbour)
  }
  return root
}

/** Checks `<key id>.<signature>` over a hash, or `<key id>.<signature>.<way>` over the root that the way leads to from there. */
type CheckSignature = (signature: string, hash: string) => Promise<boolean>

const signatureChecker = async (connection: Connection): Promise<CheckSignature> => {
  const { keys } = await connection.get('/v1/ticket/history-keys', {})
  const imported = new Map<string, Awaited<ReturnType<typeof crypto.subtle.importKey>>>()
  for (const { key_id, public_key } of keys) {
    imported.set(key_id, await crypto.subtle.importKey('spki', bytesOf(public_key), 'Ed25519', false, ['verify']))
  }
  return async (signature, hash) => {
    const [id = '', value = '', way = ''] = signature.split('.')
    const key = imported.get(id)
    if (key === undefined) return false
    const root = await rootOf(hash, way)
    return crypto.subtle.verify('Ed25519', key, fromBase64Url(value), utf8.encode(root))
  }
}

/** Computes the hashes of a ticket's history once more, and checks its signatures. Needs WebCrypto: https or localhost. */
export const verifyTicket = async (
  connection: Connection,
  uuid: string,
  signal?: AbortSignal,
): Promise<Verification> => {
  const { history } = await connection.get('/v1/ticket/inspect', { ticket_uuid: uuid, chain: true }, { signal })
  const isSigned = history.some(({ signature }) => typeof signature === 'string')
  const check = isSigned ? await signatureChecker(connection) : undefined
  let last = { seq: 0, hash: '' }
  let signatures = 0
  let unseen = 0
  const result = (brokenAt: number | null): Verification => ({
    whole: brokenAt === null,
    brokenAt,
    entries: history.length,
    signatures,
    unseen,
  })
  for (const { seq, type, hash, canonical, signature } of history) {
    if (typeof canonical === 'string') {
      const [itsSeq, itsType, , , , , data] = JSON.parse(canonical)
      const superseded: Superseded | null = Object(data).superseded ?? null
      const before = superseded?.hash ?? last.hash
      const follows = superseded === null || (superseded.from_seq === last.seq + 1 && superseded.after === last.hash)
      const next = last.seq + 1 + (superseded?.count ?? 0)
      if (!follows || seq !== next || itsSeq !== seq || itsType !== type) return result(next)
      if ((await sha256(before + canonical)) !== hash) return result(seq)
    } else {
      unseen += 1
    }
    if (typeof signature === 'string') {
      if (check === undefined || !(await check(signature, hash))) return result(seq)
      signatures += 1
    }
    last = { seq, hash }
  }
  return result(null)
}
