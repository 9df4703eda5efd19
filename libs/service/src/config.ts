import process from 'node:process'
import { z } from 'zod'
import { refusedInProduction } from './production.ts'

/** Whether every entry ends with base64 of one of these numbers of bytes. */
const isKeyList = (text: string, form: RegExp, isLong: (bytes: number) => boolean): boolean =>
  text
    .split(',')
    .every((entry) => form.test(entry) && isLong(Buffer.from(entry.slice(entry.lastIndexOf(':') + 1), 'base64').length))

const isHistoryKey = (entry: string): boolean => /^[\w-]{1,64}:\d{1,12}:[\w+/]+={0,2}$/.test(entry)

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

/** An address to listen on: `127.0.0.1` for this machine alone, `0.0.0.0` or `::` for every address that it has. */
export const listenAddress = z.union([z.ipv4(), z.ipv6()], 'Expected an IP address').default('127.0.0.1')

/** Unset it is production, so that what was forgotten is refused rather than weak. */
const nodeEnvironment = z
  .enum(['production', 'development', 'test'], 'Expected production, development or test')
  .default('production')

/** What every service reads; spread it into the service's own schema. */
export const baseConfig = {
  NODE_ENV: nodeEnvironment,
  /** Its path is the prefix of the services' database names. Not `z.url()`: a replica set's hosts are no URL. */
  MONGODB_URL: z.string().regex(/^mongodb(\+srv)?:\/\/[^/]/, 'Expected mongodb://host:port/prefix'),
  /** Its path is the virtual host. */
  AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'Expected amqp://host:port/vhost' }),
  /** `keyId:base64,…`: this service's own X25519 keys. The first one speaks, all of them hear (decision 9). */
  SERVICE_KEY: serviceKey,
  /** `service:keyId:base64,…`: everybody's public keys. The first of a service is spoken to, all of them are heard. */
  PEER_KEYS: peerKeys,
  /** true: broker and database may be reached without TLS in production, where the network itself is trusted. */
  ALLOW_PLAINTEXT: z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' }).default(false),
  /** Address and port of `/livez`, `/readyz` and `/metrics`; port 0 takes any free one. */
  ADMIN_HOST: listenAddress,
  ADMIN_PORT: z.coerce.number().int().min(0).max(65_535),
  /** Where traces go; left out or empty: nowhere. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
}

/** What a schema makes of an environment, or why it is refused: a line for each reason, by variable and never by value. */
export type CheckedConfig<C> =
  | { readonly config: C; readonly reasons?: never }
  | { readonly config?: never; readonly reasons: readonly [string, ...string[]] }

/**
 * Holds an environment against a service's schema, and against what production refuses. A schema need not read `NODE_ENV`
 * for that: it says for every program what kind of system it is part of.
 */
export const checkConfig = <S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv): CheckedConfig<z.infer<S>> => {
  const kind = z.object({ NODE_ENV: nodeEnvironment }).safeParse(env)
  const parsed = schema.safeParse(env)
  const issues = [...(kind.error?.issues ?? []), ...(parsed.error?.issues ?? [])]
  const [first, ...others] = new Set([
    ...issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    ...refusedInProduction(env).map(({ path, error }) => `${path}: ${error}`),
  ])
  if (first !== undefined) return { reasons: [first, ...others] }
  return parsed.success ? { config: parsed.data } : { reasons: ['the schema refuses it without a reason'] }
}

/**
 * Reads a service's configuration from the environment, once, at start. What does not fit is explained on standard
 * error, a line for each reason, by the names of the variables and never by their values, and ends the process with exit
 * code 1.
 */
export const readConfig = <S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv = process.env): z.infer<S> => {
  const { config, reasons } = checkConfig(schema, env)
  if (reasons === undefined) return config
  process.stderr.write(`The configuration is not valid:\n${reasons.map((reason) => `- ${reason}\n`).join('')}`)
  process.exit(1)
}
