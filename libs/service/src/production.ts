import { createHash } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { holdsDevelopmentKey } from './developmentKeys.ts'

/** The keys that secrets are sealed with on a developer's machine and in tests. Everybody can read them here. */
const developmentSealKeys = 'development:Z29uZ2RhbiBkZXZlbG9wbWVudCBrZXksIG5vdCBhIHNlY3JldA=='

/** The key that histories are signed with on a developer's machine and in tests; everybody can read it here. */
export const developmentHistoryKey = 'development:0:MC4CAQAwBQYDK2VwBCIEIGdvbmdkYW4gZGV2ZWxvcG1lbnQgaGlzdG9yeSBrZXkh'

/** The last part of an entry: `keyId:base64`, or `service:keyId:base64` among public keys. */
const keyBytes = (entry: string): Buffer => Buffer.from(entry.slice(entry.lastIndexOf(':') + 1), 'base64')

const holds =
  (key: string) =>
  (text: string): boolean =>
    text.split(',').some((entry) => keyBytes(entry).equals(keyBytes(key)))

const isAnonymous = (url: string): boolean => !/^[^/]*\/\/[^/:@]+:[^/@]+@/.test(url)
const isGuest = (url: string): boolean => /^[^/]*\/\/guest:/.test(url)

const isPlainAmqp = (url: string): boolean => !/^amqps:/i.test(url)

/** The options of a MongoDB URL, in lower case, since the driver reads their names in any case. */
const mongodbOptions = (url: string): readonly (readonly [string, string])[] => [
  // The driver takes no password with an unescaped question mark.
  ...new URLSearchParams(url.replace(/^[^?]*\??/, '').toLowerCase()),
]

/** `mongodb+srv:` means TLS unless an option says otherwise, `mongodb:` only with an option. */
const isPlainMongodb = (url: string): boolean => {
  const said = mongodbOptions(url).flatMap(([name, value]) => (name === 'tls' || name === 'ssl' ? [value] : []))
  return said.some((value) => value !== 'true') || (said.length === 0 && !/^mongodb\+srv:/i.test(url))
}

const unchecked = ['tlsinsecure', 'tlsallowinvalidcertificates', 'tlsallowinvalidhostnames']
const isUncheckedMongodb = (url: string): boolean =>
  mongodbOptions(url).some(([name, value]) => unchecked.includes(name) && value !== 'false')

type Environment = Readonly<Record<string, string | undefined>>
/** What is wrong with a variable, in one sentence. */
interface Refusal {
  readonly path: string
  readonly error: string
}

/** What a developer's machine may do without, everybody could guess, or a listener could read. */
const refused: readonly (Refusal & { readonly has: (text: string) => boolean; readonly plaintext?: true })[] = [
  { path: 'SERVICE_KEY', error: 'A development key is refused in production', has: holdsDevelopmentKey },
  { path: 'PEER_KEYS', error: 'A development key is refused in production', has: holdsDevelopmentKey },
  { path: 'SEAL_KEYS', error: 'A development key is refused in production', has: holds(developmentSealKeys) },
  { path: 'HISTORY_KEY', error: 'A development key is refused in production', has: holds(developmentHistoryKey) },
  { path: 'AMQP_URL', error: 'A broker without a user and a password is refused in production', has: isAnonymous },
  { path: 'AMQP_URL', error: 'The user guest is refused in production', has: isGuest },
  {
    path: 'AMQP_URL',
    error: 'A broker without TLS (amqps://) is refused in production, unless ALLOW_PLAINTEXT=true',
    has: isPlainAmqp,
    plaintext: true,
  },
  { path: 'MONGODB_URL', error: 'A database without a user and a password is refused in production', has: isAnonymous },
  {
    path: 'MONGODB_URL',
    error: 'A database without TLS (tls=true) is refused in production, unless ALLOW_PLAINTEXT=true',
    has: isPlainMongodb,
    plaintext: true,
  },
  {
    path: 'MONGODB_URL',
    error: 'A certificate that is not checked is refused in production',
    has: isUncheckedMongodb,
  },
  {
    path: 'NODE_TLS_REJECT_UNAUTHORIZED',
    error: 'A certificate that is not checked is refused in production',
    has: (text) => text === '0',
  },
]

/** The variables that hold lists of keys. No key may be used for two of them, nor twice within one. */
const keyVariables: readonly string[] = ['SERVICE_KEY', 'PEER_KEYS', 'SEAL_KEYS', 'HISTORY_KEY', 'HISTORY_KEYS']

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64')

/** The keys that are used twice: who has a key for one purpose has it for the other, and one of two ids never verifies. */
const repeatedKeys = (env: Environment): readonly Refusal[] => {
  const users = new Map<string, string>()
  return keyVariables.flatMap((path) => {
    const ids = new Set<string>()
    return (env[path] ?? '').split(',').flatMap((entry): Refusal[] => {
      const bytes = keyBytes(entry)
      const id = entry.slice(0, entry.lastIndexOf(':'))
      if (bytes.length === 0) return []
      if (ids.has(id)) return [{ path, error: 'A key id that is used twice is refused in production' }]
      ids.add(id)
      const other = users.get(digest(bytes))
      if (other === undefined) users.set(digest(bytes), path)
      return other === undefined ? [] : [{ path, error: `A key that ${other} holds already is refused in production` }]
    })
  })
}

/**
 * What production refuses in an environment, by variable; nothing outside production. Without `NODE_ENV` it is production, so
 * that what was forgotten is refused rather than weak.
 */
export const refusedInProduction = (env: Environment): readonly Refusal[] => {
  if ((env.NODE_ENV ?? 'production') !== 'production') return []
  const found = refused.filter(({ path, has, plaintext }) => {
    const text = env[path]
    return text !== undefined && has(text) && !(plaintext === true && env.ALLOW_PLAINTEXT === 'true')
  })
  return [...found.map(({ path, error }) => ({ path, error })), ...repeatedKeys(env)]
}

const ownAddresses = new BlockList()
ownAddresses.addSubnet('127.0.0.0', 8)
ownAddresses.addSubnet('0.0.0.0', 8)
ownAddresses.addAddress('::1', 'ipv6')
ownAddresses.addAddress('::', 'ipv6')

/** `::127.0.0.1` and `64:ff9b::127.0.0.1`, as URL writes them: IPv4 addresses within IPv6 that are not mapped ones. */
const embedsOwnAddress = (address: string): boolean => {
  const [, high = ''] = /^(?:::|64:ff9b::)([0-9a-f]{1,4}):[0-9a-f]{1,4}$/.exec(address) ?? []
  return high !== '' && [0x7f, 0].includes(Number.parseInt(high, 16) >> 8)
}

/**
 * Whether a URL leads to this very machine, however its host is spelled: by a name of the loopback, with a dot at its end, as
 * a number, or as an IPv4 address within an IPv6 one. False for what is no URL.
 */
export const leadsToThisMachine = (text: string): boolean => {
  const host = URL.canParse(text) ? new URL(text).hostname.toLowerCase().replace(/\.+$/, '') : ''
  const address = host.replace(/^\[|\]$/g, '')
  const family = isIP(address)
  if (family === 4) return ownAddresses.check(address)
  if (family === 6) return ownAddresses.check(address, 'ipv6') || embedsOwnAddress(address)
  return /^(?:(?:.+\.)?localhost|localhost\.localdomain|localhost[46]|ip6-(?:localhost|loopback))$/.test(host)
}
