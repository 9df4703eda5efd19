import { baseConfig, readConfig } from '@gongdan/service'
import { z } from 'zod'
import { defaultLimits, type Limits } from './domain/limits.ts'

const REAL_HOST = /(^|\.)tencentcloudapi\.com$/
const REAL_ENDPOINT = 'https://cvm.tencentcloudapi.com'

const ms = (standard: number) => z.coerce.number().int().min(1).default(standard)

/** What the image worker reads from the environment. */
export const ImageConfig = z
  .object({
    ...baseConfig,
    NODE_ENV: z.string().default(''),
    /** Left out: the real cloud. */
    CVM_ENDPOINT: z.url({ protocol: /^https?$/, error: 'Expected http(s)://host:port' }).default(REAL_ENDPOINT),
    /** An IPv4 address to connect to, whatever the endpoint's name says. */
    CVM_CONNECT_TO: z.ipv4().optional(),
    /** 1: speak to the real cloud although this is not production. */
    CVM_ALLOW_REAL: z.stringbool().default(false),
    CVM_SETTLE_MS: ms(defaultLimits.settleMs),
    CVM_POLL_MS: ms(defaultLimits.pollMs),
    CVM_POLL_MAX_MS: ms(defaultLimits.pollMaxMs),
    CVM_DEADLINE_MS: ms(defaultLimits.deadlineMs),
    CVM_LEASE_MS: ms(60_000),
    TENCENTCLOUD_SECRET_ID: z.string().min(1).optional(),
    TENCENTCLOUD_SECRET_KEY: z.string().min(1).optional(),
    TENCENTCLOUD_SESSION_TOKEN: z.string().min(1).optional(),
    /** A JSON file `{ secretId, secretKey, token? }`, read again when it changes. */
    TENCENTCLOUD_CREDENTIAL_FILE: z.string().min(1).optional(),
  })
  .refine(({ CVM_ENDPOINT, NODE_ENV }) => NODE_ENV !== 'production' || CVM_ENDPOINT.startsWith('https:'), {
    path: ['CVM_ENDPOINT'],
    error: 'Plain http is refused in production',
  })
  .refine(
    ({ CVM_ENDPOINT, NODE_ENV, CVM_ALLOW_REAL }) =>
      NODE_ENV === 'production' || CVM_ALLOW_REAL || !REAL_HOST.test(new URL(CVM_ENDPOINT).hostname),
    { path: ['CVM_ENDPOINT'], error: 'The real cloud is refused outside production, unless CVM_ALLOW_REAL=1' },
  )
  .refine(
    (config) =>
      config.TENCENTCLOUD_CREDENTIAL_FILE !== undefined ||
      (config.TENCENTCLOUD_SECRET_ID !== undefined && config.TENCENTCLOUD_SECRET_KEY !== undefined),
    {
      path: ['TENCENTCLOUD_SECRET_ID'],
      error: 'Expected TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or TENCENTCLOUD_CREDENTIAL_FILE',
    },
  )
export type ImageConfig = z.infer<typeof ImageConfig>

/** The only reader of the environment; ends the process with a list of what is wrong. */
export const config = (): ImageConfig => readConfig(ImageConfig)

/** The endpoint as the SDK wants it. */
export const endpointOf = ({ CVM_ENDPOINT }: ImageConfig): { readonly protocol: string; readonly host: string } => {
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
