import { baseConfig, readConfig } from '@gongdan/service'
import { z } from 'zod'
import { defaultLimits, type Limits } from './domain/limits.ts'

const REAL_HOST = /(^|\.)tencentcloudapi\.com$/
const REAL_ENDPOINT = 'https://cvm.tencentcloudapi.com'

const ms = (standard: number) => z.coerce.number().int().min(1).default(standard)

/** The endpoint and the keys of the cloud. */
const cloud = {
  NODE_ENV: baseConfig.NODE_ENV,
  /** The real cloud by default. */
  CVM_ENDPOINT: z.url({ protocol: /^https?$/, error: 'Expected http(s)://host:port' }).default(REAL_ENDPOINT),
  /** An IPv4 address to connect to instead of resolving the endpoint's name. */
  CVM_CONNECT_TO: z.ipv4().optional(),
  /** 1: call the real cloud although this is not production. */
  CVM_ALLOW_REAL: z.stringbool().default(false),
  TENCENTCLOUD_SECRET_ID: z.string().min(1).optional(),
  TENCENTCLOUD_SECRET_KEY: z.string().min(1).optional(),
  TENCENTCLOUD_SESSION_TOKEN: z.string().min(1).optional(),
  /** A JSON file `{ secretId, secretKey, token? }`, read again when it changes. */
  TENCENTCLOUD_CREDENTIAL_FILE: z.string().min(1).optional(),
}
type CloudSettings = z.infer<z.ZodObject<typeof cloud>>

const isSafe = ({ CVM_ENDPOINT, NODE_ENV }: CloudSettings) =>
  NODE_ENV !== 'production' || CVM_ENDPOINT.startsWith('https:')
const isMeant = ({ CVM_ENDPOINT, NODE_ENV, CVM_ALLOW_REAL }: CloudSettings) =>
  NODE_ENV === 'production' || CVM_ALLOW_REAL || !REAL_HOST.test(new URL(CVM_ENDPOINT).hostname)
const hasKeys = (settings: CloudSettings) =>
  settings.TENCENTCLOUD_CREDENTIAL_FILE !== undefined ||
  (settings.TENCENTCLOUD_SECRET_ID !== undefined && settings.TENCENTCLOUD_SECRET_KEY !== undefined)

/** A send to the real cloud may take effect for 300 s, and a clock be 30 s fast; only an emulator's signatures expire sooner. */
const isPatient = ({ CVM_ENDPOINT, CVM_SETTLE_MS }: CloudSettings & { readonly CVM_SETTLE_MS: number }) =>
  !REAL_HOST.test(new URL(CVM_ENDPOINT).hostname) || CVM_SETTLE_MS >= defaultLimits.settleMs

const unsafe = { path: ['CVM_ENDPOINT'], error: 'Plain http is refused in production' }
const unmeant = {
  path: ['CVM_ENDPOINT'],
  error: 'The real cloud is refused outside production, unless CVM_ALLOW_REAL=1',
}
const impatient = { path: ['CVM_SETTLE_MS'], error: 'Expected 360000 or more for the real cloud' }
const keyless = {
  path: ['TENCENTCLOUD_SECRET_ID'],
  error: 'Expected TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or TENCENTCLOUD_CREDENTIAL_FILE',
}

/** What the image worker reads from the environment. */
export const ImageConfig = z
  .object({
    ...baseConfig,
    ...cloud,
    CVM_SETTLE_MS: ms(defaultLimits.settleMs),
    CVM_POLL_MS: ms(defaultLimits.pollMs),
    CVM_POLL_MAX_MS: ms(defaultLimits.pollMaxMs),
    CVM_DEADLINE_MS: ms(defaultLimits.deadlineMs),
    CVM_LEASE_MS: ms(60_000),
  })
  .refine(isPatient, impatient)
  .refine(isSafe, unsafe)
  .refine(isMeant, unmeant)
  .refine(hasKeys, keyless)
export type ImageConfig = z.infer<typeof ImageConfig>

/** What the operator's command line reads: the same cloud, the same database. */
const OperatorConfig = z
  .object({ MONGODB_URL: baseConfig.MONGODB_URL, ...cloud })
  .refine(isSafe, unsafe)
  .refine(isMeant, unmeant)
  .refine(hasKeys, keyless)

/** Reads the environment; ends the process with a list of what is wrong with it. */
export const operatorConfig = (): z.infer<typeof OperatorConfig> => readConfig(OperatorConfig)

/** The endpoint as the SDK wants it. */
export const endpointOf = ({ CVM_ENDPOINT }: CloudSettings): { readonly protocol: string; readonly host: string } => {
  const { protocol, host } = new URL(CVM_ENDPOINT)
  return { protocol: `${protocol}//`, host }
}

/** The recipe's bounds, with those that the environment sets. */
export const limitsOf = ({ CVM_SETTLE_MS, CVM_POLL_MS, CVM_POLL_MAX_MS, CVM_DEADLINE_MS }: ImageConfig): Limits => ({
  ...defaultLimits,
  settleMs: CVM_SETTLE_MS,
  pollMs: CVM_POLL_MS,
  pollMaxMs: Math.max(CVM_POLL_MS, CVM_POLL_MAX_MS),
  deadlineMs: CVM_DEADLINE_MS,
})
