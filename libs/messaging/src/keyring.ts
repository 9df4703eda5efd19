import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  type Hmac,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto'
import { type Authenticated, bundleHeader, macPrefix, type OutMessage, type Receiver, textOf } from './message.ts'

/** Who said it, by which keys, and when, in unix milliseconds. */
export interface Said {
  readonly from: string
  /** `<from>.<key id of from>.<key id of this service>` */
  readonly keys: string
  readonly issuedAt: number
}

/** Who said it; or why that is not to be believed. */
export type Verification = Said | { readonly refused: string }

/** Proves to a service that what it reads back is what it wrote. */
export interface OwnMac {
  make(text: string): string
  verify(text: string, mac: unknown): boolean
}

/**
 * The keys of one service: an X25519 pair of its own and the public halves of the others (decision 9). Each two services share
 * a key for each direction, so who can verify a message cannot say it to anybody else.
 */
export interface Keyring {
  readonly service: string
  /** The message, or bundle, with a code for each of the receivers. Throws when the key of one is not there. */
  sign(message: OutMessage, to: readonly Receiver[], issuedAt: number): OutMessage
  /**
   * A message of a bundle that this service has verified and sends to itself, with a code that covers who had said it, by which
   * keys, and when. Only this service can make such a code and only this service accepts it, as long as it has those keys.
   */
  vouch(message: OutMessage, said: Said, destination: string): OutMessage
  /** Takes as long for a wrong code as for a right one. */
  verify(message: Authenticated, headers: Headers, destination: string): Verification
  /** Codes for what this service keeps for itself; `use` keeps one kind of record apart from another. */
  own(use: string): OwnMac
}

/** The header that says who had said a message, and by which keys, for which the service that sends it to itself vouches. */
const saidByHeader = 'x-said-by'

/** The header that carries the code for a receiver: `<from>.<key id of from>.<key id of the receiver>.<issued at>.<HMAC>`. */
export const macHeader = (receiver: string): string => `${macPrefix}${receiver}`

interface NamedKey {
  readonly id: string
  readonly key: KeyObject
}

// What DER puts before the 32 bytes of an X25519 key (RFC 8410).
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')

const der = (prefix: Buffer, base64: string, what: string): Buffer => {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 32) return Buffer.concat([prefix, bytes])
  if (bytes.length === prefix.length + 32 && bytes.subarray(0, prefix.length).equals(prefix)) return bytes
  throw new Error(`${what} is no X25519 key`)
}

/** Reads `keyId:base64,…`: raw keys of 32 bytes, or PKCS8. Throws an Error that names key ids and never a secret. */
const parsePrivate = (text: string): readonly NamedKey[] =>
  text.split(',').map((entry) => {
    const [, id, base64] = /^([\w-]{1,64}):([\w+/-]+={0,2})$/.exec(entry.trim()) ?? []
    if (id === undefined || base64 === undefined) throw new Error('a service key is written keyId:base64')
    return {
      id,
      key: createPrivateKey({
        key: der(privatePrefix, base64, `the service key ${id}`),
        format: 'der',
        type: 'pkcs8',
      }),
    }
  })

interface PeerKey extends NamedKey {
  readonly service: string
}

/** Reads `service:keyId:base64,…`: raw public keys of 32 bytes, or SPKI. */
const parsePublic = (text: string): readonly PeerKey[] =>
  text
    .split(',')
    .filter((entry) => entry.trim() !== '')
    .map((entry) => {
      const [, service, id, base64] = /^([a-z][a-z-]*):([\w-]{1,64}):([\w+/-]+={0,2})$/.exec(entry.trim()) ?? []
      if (service === undefined || id === undefined || base64 === undefined) {
        throw new Error('a peer key is written service:keyId:base64')
      }
      const what = `the key ${id} of ${service}`
      return {
        service,
        id,
        key: createPublicKey({ key: der(publicPrefix, base64, what), format: 'der', type: 'spki' }),
      }
    })

const derive = (secret: Buffer, info: string): KeyObject =>
  createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', `gongdan ${info}`, 32)))

type Headers = Readonly<Record<string, unknown>>

/** Gives an HMAC for one use. */
type Hmacs = () => Hmac

const LOT = 32

/** Makes them in lots: OpenSSL looks its algorithm up for each, which takes ten times as long after other work as once more. */
const createHmacs = (key: KeyObject): Hmacs => {
  let ready: Hmac[] = []
  return () => {
    if (ready.length === 0) ready = Array.from({ length: LOT }, () => createHmac('sha256', key))
    return ready.pop()!
  }
}

/** In base64url. It also covers who the messages of a bundle are, and who had said what a service vouches for. */
const codeOf = (
  hmacs: Hmacs,
  message: Authenticated,
  headers: Headers,
  destination: string,
  issuedAt: number,
): string => {
  // A message without a correlation id of its own is its own correlation, on both ends of the wire.
  const { id, type, correlationId = id, replyTo = null, body } = message
  // JSON text holds no line feed, so no field can pass for a part of another one.
  const fields = [type, destination, replyTo, correlationId, id, issuedAt]
  const more = [bundleHeader, saidByHeader].map((name) => textOf(headers[name]) ?? null)
  const bound = JSON.stringify(more.every((text) => text === null) ? fields : [...fields, ...more])
  return hmacs().update(`${bound}\n`).update(body).digest('base64url')
}

const isEqual = (given: string, expected: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

export interface KeyringOptions {
  readonly service: string
  /** `keyId:base64,…` of this service's private keys: the first one speaks, all of them hear. */
  readonly serviceKey: string
  /** `service:keyId:base64,…` of public keys: the first of a service is spoken to, all of them are heard. */
  readonly peerKeys: string
}

/** Derives every pair's keys, once. Throws an Error, without any secret in it, when a key cannot be read. */
export const createKeyring = ({ service, serviceKey, peerKeys }: KeyringOptions): Keyring => {
  const own = parsePrivate(serviceKey)
  const [speaking] = own
  if (speaking === undefined) throw new Error('no service key')
  const itself = own.map(({ id, key }) => ({ service, id, key: createPublicKey(key) }))
  const peers = [...itself, ...parsePublic(peerKeys).filter((peer) => peer.service !== service)]

  const outgoing = new Map<string, { readonly prefix: string; readonly hmacs: Hmacs }>()
  const incoming = new Map<string, Hmacs>()
  for (const peer of peers) {
    for (const { id, key } of own) {
      const secret = diffieHellman({ privateKey: key, publicKey: peer.key })
      incoming.set(`${peer.service}.${peer.id}.${id}`, createHmacs(derive(secret, `${peer.service}>${service}`)))
      if (id === speaking.id && !outgoing.has(peer.service)) {
        const prefix = `${service}.${id}.${peer.id}`
        outgoing.set(peer.service, { prefix, hmacs: createHmacs(derive(secret, `${service}>${peer.service}`)) })
      }
    }
  }
  const header = macHeader(service)

  const sign: Keyring['sign'] = ({ proof: _, ...message }, to, issuedAt) => {
    const macs = to.map(({ service: receiver, destination }) => {
      const pair = outgoing.get(receiver)
      if (pair === undefined) throw new Error(`no key of ${receiver}`)
      const mac = codeOf(pair.hmacs, message, message.headers ?? {}, destination, issuedAt)
      return [macHeader(receiver), `${pair.prefix}.${issuedAt}.${mac}`]
    })
    return { ...message, headers: { ...message.headers, ...Object.fromEntries(macs) } }
  }

  return {
    service,
    sign,
    vouch: (message, { keys, issuedAt }, destination) =>
      sign({ ...message, headers: { ...message.headers, [saidByHeader]: keys } }, [{ service, destination }], issuedAt),
    verify: (message, headers, destination) => {
      const text = headers[header]
      const parts = typeof text === 'string' ? text.split('.') : []
      const [from, fromKey, ownKey, issued, mac] = parts
      if (parts.length !== 5 || from === undefined || issued === undefined || mac === undefined) {
        return { refused: `not authenticated: no code for ${service}` }
      }
      const keys = `${from}.${fromKey}.${ownKey}`
      const hmacs = incoming.get(keys)
      if (hmacs === undefined) return { refused: `not authenticated: no key ${fromKey} of ${from} for ${ownKey}` }
      const issuedAt = /^\d{1,15}$/.test(issued) ? Number(issued) : Number.NaN
      const isGenuine = isEqual(mac, codeOf(hmacs, message, headers, destination, issuedAt))
      if (!isGenuine) return { refused: 'not authenticated: the code does not verify' }
      const saidBy = from === service ? textOf(headers[saidByHeader]) : undefined
      if (saidBy === undefined) return { from, keys, issuedAt }
      // A key that was taken away proves nothing any more, not what was said with it before either.
      if (!incoming.has(saidBy)) return { refused: `not authenticated: no keys ${saidBy}` }
      return { from: saidBy.slice(0, saidBy.indexOf('.')), keys: saidBy, issuedAt }
    },
    own: (use) => {
      const keys = own.map(({ id, key }) => {
        const secret = derive(key.export({ format: 'der', type: 'pkcs8' }).subarray(-32), `own ${use}`)
        return { id, code: (text: string) => createHmac('sha256', secret).update(text).digest('base64url') }
      })
      return {
        make: (text) => `${keys[0]?.id}.${keys[0]?.code(text)}`,
        verify: (text, mac) => {
          const [id, code, ...rest] = typeof mac === 'string' ? mac.split('.') : []
          const known = keys.find((key) => key.id === id)
          if (known === undefined || code === undefined || rest.length > 0) return false
          return isEqual(code, known.code(text))
        },
      }
    },
  }
}

/** The public half of each private key of `keyId:base64,…`, as the others write it into their peer keys. */
export const publicKeysOf = (service: string, serviceKey: string): string =>
  parsePrivate(serviceKey)
    .map(({ id, key }) => {
      const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
      return `${service}:${id}:${spki.subarray(-32).toString('base64')}`
    })
    .join(',')
