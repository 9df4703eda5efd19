import process from 'node:process'
import { z } from 'zod'
import { holdsDevelopmentKey } from './developmentKeys.ts'

/**
 * The keys that secrets are sealed with on a developer's machine and in tests. They are public, so `readConfig`
 * refuses them when `NODE_ENV` is `production`.
 */
export const developmentSealKeys = 'development:Z29uZ2RhbiBkZXZlbG9wbWVudCBrZXksIG5vdCBhIHNlY3JldA=='

/** Whether every entry ends with base64 of one of these numbers of bytes. */
const isKeyList = (text: string, form: RegExp, isLong: (bytes: number) => boolean): boolean =>
  text
    .split(',')
    .every((entry) => form.test(entry) && isLong(Buffer.from(entry.slice(entry.lastIndexOf(':') + 1), 'base64').length))

/** The key that histories are signed with on a developer's machine and in tests; everybody can read it here. */
export const developmentHistoryKey = 'development:0:MC4CAQAwBQYDK2VwBCIEIGdvbmdkYW4gZGV2ZWxvcG1lbnQgaGlzdG9yeSBrZXkh'

const isHistoryKey = (entry: string): boolean => /^[\w-]{1,64}:\d{1,12}:[\w+/]+={0,2}$/.test(entry)
const holdsDevelopmentHistoryKey = (text: string): boolean =>
  text.slice(text.lastIndexOf(':')) === developmentHistoryKey.slice(developmentHistoryKey.lastIndexOf(':'))

const isAnonymous = (url: string): boolean => !/^[^/]*\/\/[^/:@]+:[^/@]+@/.test(url)
const isGuest = (url: string): boolean => /^[^/]*\/\/guest:/.test(url)

/** Weak or guessable settings, fit for a developer's machine: refused when `NODE_ENV` is `production`. */
const refusedInProduction: readonly { path: string; error: string; has: (text: string) => boolean }[] = [
  { path: 'SERVICE_KEY', error: 'A development key is refused in production', has: holdsDevelopmentKey },
  { path: 'PEER_KEYS', error: 'A development key is refused in production', has: holdsDevelopmentKey },
  {
    path: 'SEAL_KEYS',
    error: 'A development key is refused in production',
    has: (text) => text.split(',').some((entry) => entry.slice(entry.indexOf(':')) === developmentSealKeys.slice(11)),
  },
  { path: 'HISTORY_KEY', error: 'A development key is refused in production', has: holdsDevelopmentHistoryKey },
  { path: 'AMQP_URL', error: 'A broker without a user and a password is refused in production', has: isAnonymous },
  { path: 'AMQP_URL', error: 'The user guest is refused in production', has: isGuest },
  { path: 'MONGODB_URL', error: 'A database without a user and a password is refused in production', has: isAnonymous },
]

const key = '[\\w+/-]+={0,2}$'
const keyList = z
  .string()
  .refine(
    (text) => isKeyList(text, new RegExp(`^[\\w-]{1,64}:${key}`), (bytes) => bytes >= 32),
    'Expected keyId:base64,… with 32 bytes or more each',
  )
const serviceKey = z
  .string()
  .refine(
    (text) => isKeyList(text, new RegExp(`^[\\w-]{1,64}:${key}`), (bytes) => bytes === 32 || bytes === 48),
    'Expected keyId:base64,… of X25519 private keys',
  )
const peerKeys = z
  .string()
  .refine(
    (text) => isKeyList(text, new RegExp(`^[a-z][a-z-]*:[\\w-]{1,64}:${key}`), (bytes) => bytes === 32 || bytes === 44),
    'Expected service:keyId:base64,… of X25519 public keys',
  )

/**
 * `keyId:base64,…`, for services that handle secrets of webhooks: the first key seals, all of them open (see `seal`). A
 * key can be removed when nothing is sealed with it any more.
 */
export const sealKeys = { SEAL_KEYS: keyList }

/**
 * Of who signs histories (decision 1). `HISTORY_KEY` is `keyId:since:base64` of an Ed25519 key as PKCS#8, `since` in unix seconds:
 * from then on every write is signed. `HISTORY_KEYS` are the public keys (SPKI) of those before it, in the same form.
 */
export const historyKey = {
  HISTORY_KEY: z.string().refine(isHistoryKey, 'Expected keyId:since:base64 of an Ed25519 key as PKCS#8'),
  HISTORY_KEYS: z
    .string()
    .refine(
      (text) => text === '' || text.split(',').every(isHistoryKey),
      'Expected keyId:since:base64,… of public keys',
    )
    .default(''),
}

/** What every service reads; spread it into the service's own schema. */
export const baseConfig = {
  NODE_ENV: z.string().default('development'),
  /** Its path is the prefix of the services' database names. Not `z.url()`: a replica set's hosts are no URL. */
  MONGODB_URL: z.string().regex(/^mongodb(\+srv)?:\/\/[^/]/, 'Expected mongodb://host:port/prefix'),
  /** Its path is the virtual host. */
  AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'Expected amqp://host:port/vhost' }),
  /** `keyId:base64,…`: this service's own X25519 keys. The first one speaks, all of them hear (decision 9). */
  SERVICE_KEY: serviceKey,
  /** `service:keyId:base64,…`: everybody's public keys. The first of a service is spoken to, all of them are heard. */
  PEER_KEYS: peerKeys,
  /** Port of `/livez`, `/readyz` and `/metrics`; 0 takes any free one. */
  ADMIN_PORT: z.coerce.number().int().min(0).max(65_535),
  /** Where traces go; left out or empty: nowhere. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
}

/**
 * Reads a service's configuration from the environment, once, at start. What does not fit is explained on standard
 * error, by the names of the variables and never by their values, and ends the process with exit code 1.
 */
export const readConfig = <S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv = process.env): z.infer<S> => {
  const guarded = refusedInProduction.reduce(
    (guarded, { path, error, has }) =>
      guarded.refine(() => env.NODE_ENV !== 'production' || env[path] === undefined || !has(env[path]), {
        path: [path],
        error,
      }),
    schema,
  )
  const parsed = guarded.safeParse(env)
  if (parsed.success) return parsed.data
  process.stderr.write(`The configuration is not valid:\n${z.prettifyError(parsed.error)}\n`)
  process.exit(1)
}
