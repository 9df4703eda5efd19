import type { Connection } from './connection.ts'
import type { Data, Get } from './operations.ts'

/** Whether a history is what was once written (contract §3, inspect). */
export interface Verification {
  /** Every hash follows from the one before it, no signature is wrong, and none is missing. */
  readonly whole: boolean
  /** `seq` of the first entry that does not follow, is signed wrongly, or is not signed. */
  readonly brokenAt: number | null
  readonly entries: number
  /** How many signatures were checked; each covers all entries before it. 0: all is older than the first key, or there are no keys. */
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

interface Signatures {
  /** Checks `<key id>.<signature>` over a hash, or `<key id>.<signature>.<way>` over the root that the way leads to from there. */
  isRight(signature: string, hash: string): Promise<boolean>
  /** From when on every write is signed, in unix milliseconds; never where there are no keys. */
  readonly sinceMs: number
}

const publishedSignatures = async (connection: Connection, signal: AbortSignal | undefined): Promise<Signatures> => {
  const { keys } = await connection.get('/v1/ticket/history-keys', {}, { signal })
  const imported = new Map<string, Awaited<ReturnType<typeof crypto.subtle.importKey>>>()
  for (const { key_id, public_key } of keys) {
    imported.set(key_id, await crypto.subtle.importKey('spki', bytesOf(public_key), 'Ed25519', false, ['verify']))
  }
  return {
    sinceMs: Math.min(...keys.map(({ since }) => since)) * 1_000,
    isRight: async (signature, hash) => {
      const [id = '', value = '', way = ''] = signature.split('.')
      const key = imported.get(id)
      if (key === undefined) return false
      const root = await rootOf(hash, way)
      return crypto.subtle.verify('Ed25519', key, fromBase64Url(value), utf8.encode(root))
    },
  }
}

type Entry = Data<Get<'/v1/ticket/inspect'>>['history'][number]
type Head = Pick<Entry, 'seq' | 'hash'>

/** When an entry was written, in unix milliseconds: by the text that is hashed, where it may be read. */
const timeOf = ({ canonical, time_ms }: Entry): unknown =>
  typeof canonical === 'string' ? JSON.parse(canonical)[2] : time_ms

/** The seq at which an entry does not follow from the one before it; null where it does. */
const doesNotFollow = async (last: Head, { seq, type, hash, canonical }: Entry): Promise<number | null> => {
  if (typeof canonical !== 'string') {
    // Only drafts are hidden; how many it took the place of is hidden with it.
    return type === 'ticket.saved' && seq > last.seq ? null : last.seq + 1
  }
  const [itsSeq, itsType, , , , , data] = JSON.parse(canonical)
  const superseded: Superseded | null = Object(data).superseded ?? null
  const before = superseded?.hash ?? last.hash
  const follows = superseded === null || (superseded.from_seq === last.seq + 1 && superseded.after === last.hash)
  const next = last.seq + 1 + (superseded?.count ?? 0)
  if (!follows || seq !== next || itsSeq !== seq || itsType !== type) return next
  return (await sha256(before + canonical)) === hash ? null : seq
}

/**
 * Whether an entry needs a signature: the last of what was written at one time does, from the first key on, and whatever its time
 * behind one that is signed.
 */
const needsSignature = (entry: Entry, next: Entry | undefined, { sinceMs }: Signatures, signed: number): boolean => {
  const at = timeOf(entry)
  if (sinceMs === Number.POSITIVE_INFINITY || (next !== undefined && timeOf(next) === at)) return false
  return signed > 0 || !(Number(at) < sinceMs)
}

/**
 * Computes the hashes of a ticket's history once more, and checks that it is signed as the published keys ask for. Needs WebCrypto:
 * https or localhost.
 */
export const verifyTicket = async (
  connection: Connection,
  uuid: string,
  signal?: AbortSignal,
): Promise<Verification> => {
  const asked = { ticket_uuid: uuid, chain: true } as const
  const { history, whole, broken_at } = await connection.get('/v1/ticket/inspect', asked, { signal })
  // Asked for later: a key that has signed is published by then.
  const signatures = await publishedSignatures(connection, signal)
  let last: Head = { seq: 0, hash: '' }
  let signed = 0
  let unseen = 0
  const result = (brokenAt: number | null): Verification => ({
    whole: brokenAt === null,
    brokenAt,
    entries: history.length,
    signatures: signed,
    unseen,
  })
  for (const [index, entry] of history.entries()) {
    const { seq, hash, canonical, signature } = entry
    const broken = await doesNotFollow(last, entry)
    if (broken !== null) return result(broken)
    if (typeof canonical !== 'string') unseen += 1
    if (typeof signature === 'string') {
      if (!(await signatures.isRight(signature, hash))) return result(seq)
      signed += 1
    } else if (needsSignature(entry, history[index + 1], signatures, signed)) return result(seq)
    last = { seq, hash }
  }
  // The service can read the drafts that are hidden here.
  return result(whole === false ? (broken_at ?? last.seq) : null)
}
