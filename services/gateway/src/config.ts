import { baseConfig, sealKeys } from '@gongdan/service'
import { z } from 'zod'

const isLoopback = (host: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/i.test(host)

const hostOf = (text: string): string => (URL.canParse(text) ? new URL(text).hostname : '')

/** What the gateway reads from the environment. */
export const GatewayConfig = z
  .object({
    ...baseConfig,
    ...sealKeys,
    PORT: z.coerce.number().int().min(0).max(65_535).default(9990),
    /** Where the issuer's public keys are. */
    AUTH_JWKS_URL: z.url({ protocol: /^https?$/ }),
    AUTH_ISSUER: z.string().min(1),
    AUTH_AUDIENCE: z.string().min(1),
    /** Requests a second that one caller may make (1007). */
    RATE_LIMIT: z.coerce.number().int().min(1).default(10_000),
    /** Open connections at a time, streams of live events among them. */
    CONNECTIONS_MOST: z.coerce.number().int().min(1).default(12_000),
    /** Streams of live events at a time: at this gateway (9003), and of one user at it (1007). */
    EVENTS_MOST: z.coerce.number().int().min(1).default(10_000),
    EVENTS_MOST_OF_ONE: z.coerce.number().int().min(1).default(10),
    /** When a client comes back after its stream has broken off. */
    EVENTS_RETRY_MS: z.coerce.number().int().min(10).max(60_000).default(2_000),
    /** A stream ends after this time, and its client comes back, perhaps to a newer gateway. */
    EVENTS_LONGEST_MS: z.coerce.number().int().min(100).max(86_400_000).default(3_600_000),
  })
  // No development key is accepted in production (contract §2): its issuer is on this machine, or says what it is.
  .refine((config) => config.NODE_ENV !== 'production' || !isLoopback(hostOf(config.AUTH_JWKS_URL)), {
    path: ['AUTH_JWKS_URL'],
    error: 'Keys from this machine are refused in production',
  })
  .refine(
    ({ NODE_ENV, AUTH_ISSUER }) =>
      NODE_ENV !== 'production' ||
      !(isLoopback(hostOf(AUTH_ISSUER)) || /^urn:gongdan:local$|development/i.test(AUTH_ISSUER)),
    { path: ['AUTH_ISSUER'], error: 'A development issuer is refused in production' },
  )
export type GatewayConfig = z.infer<typeof GatewayConfig>
