import process from 'node:process'
import { z } from 'zod'

/**
 * The keys that principals are signed with on a developer's machine and in tests. They are public, so
 * `readConfig` refuses them when `NODE_ENV` is `production`.
 */
export const developmentPrincipalKeys = 'development:Z29uZ2RhbiBkZXZlbG9wbWVudCBrZXksIG5vdCBhIHNlY3JldA=='

const keyBytes = (entry: string): Buffer => Buffer.from(entry.slice(entry.indexOf(':') + 1), 'base64')

const isKeyList = (text: string): boolean =>
  text.split(',').every((entry) => /^[\w-]{1,64}:[\w+/-]+={0,2}$/.test(entry) && keyBytes(entry).length >= 32)

const holdsDevelopmentKey = (text: string): boolean =>
  text.split(',').some((entry) => keyBytes(entry).equals(keyBytes(developmentPrincipalKeys)))

const isAnonymous = (url: string): boolean => !/^[^/]*\/\/[^/:@]+:[^/@]+@/.test(url)
const isGuest = (url: string): boolean => /^[^/]*\/\/guest:/.test(url)

/** Weak or guessable settings, fit for a developer's machine: refused when `NODE_ENV` is `production`. */
const refusedInProduction: readonly { path: string; error: string; has: (text: string) => boolean }[] = [
  { path: 'PRINCIPAL_KEYS', error: 'A development key is refused in production', has: holdsDevelopmentKey },
  { path: 'SEAL_KEYS', error: 'A development key is refused in production', has: holdsDevelopmentKey },
  { path: 'AMQP_URL', error: 'A broker without a user and a password is refused in production', has: isAnonymous },
  { path: 'AMQP_URL', error: 'The user guest is refused in production', has: isGuest },
  { path: 'MONGODB_URL', error: 'A database without a user and a password is refused in production', has: isAnonymous },
]

const keyList = z.string().refine(isKeyList, 'Expected keyId:base64,… with 32 bytes or more each')

/**
 * `keyId:base64,…`, for services that sign callers or verify them: the first key signs, all of them verify (decision
 * 9).
 */
export const principalKeys = { PRINCIPAL_KEYS: keyList }

/**
 * `keyId:base64,…`, for services that handle secrets of webhooks: the first key seals, all of them open (see `seal`). A
 * key can be removed when nothing is sealed with it any more.
 */
export const sealKeys = { SEAL_KEYS: keyList }

/** What every service reads; spread it into the service's own schema. */
export const baseConfig = {
  NODE_ENV: z.string().default('development'),
  /** Its path is the prefix of the services' database names. Not `z.url()`: a replica set's hosts are no URL. */
  MONGODB_URL: z.string().regex(/^mongodb(\+srv)?:\/\/[^/]/, 'Expected mongodb://host:port/prefix'),
  /** Its path is the virtual host. */
  AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'Expected amqp://host:port/vhost' }),
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
