import { OpaqueId } from '@gongdan/contracts'
import { baseConfig, leadsToThisMachine, listenAddress, sealKeys } from '@gongdan/service'
import { z } from 'zod'
import type { ConsoleOptions } from './http/console.ts'
import type { ClaimPaths } from './identity/claims.ts'

const isOrigin = (text: string): boolean =>
  /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text

/** Origins of pages, comma separated; none by default. */
const origins = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  )
  .refine((all) => all.every(isOrigin), 'Expected exact origins: https://console.example.com,…')

const isForDevelopment = (issuer: string): boolean =>
  leadsToThisMachine(issuer) || /^urn:gongdan:local$|development/i.test(issuer)

/** What the gateway reads from the environment. */
export const GatewayConfig = z
  .object({
    ...baseConfig,
    ...sealKeys,
    /** Address and port where clients come. */
    HOST: listenAddress,
    PORT: z.coerce.number().int().min(0).max(65_535).default(9990),
    /** Of the pages in a browser that may call the gateway. */
    CORS_ORIGINS: origins,
    /** The folder with the built console; empty: no console. */
    CONSOLE_DIR: z.string().default(''),
    /** Of the pages that may show the console in a frame. */
    CONSOLE_FRAMES: origins,
    /** Where people sign in (OpenID Connect), as browsers reach it; empty: the issuer of tokens. */
    OIDC_ISSUER: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
    OIDC_CLIENT_ID: z.string().min(1).default('gongdan-console'),
    OIDC_SCOPE: z.string().min(1).default('openid profile'),
    /** Where the issuer's public keys are. */
    AUTH_JWKS_URL: z.url({ protocol: /^https?$/ }),
    AUTH_ISSUER: z.string().min(1),
    AUTH_AUDIENCE: z.string().min(1),
    /** Where a token says who its bearer is (see `ClaimPaths`); lists are comma separated. */
    AUTH_CLAIM_USER: z.string().min(1).default('sub'),
    AUTH_CLAIM_NAME: z.string().min(1).default('name'),
    AUTH_CLAIM_TENANT: z.string().min(1).default('tenant_uuid'),
    AUTH_CLAIM_TENANT_NAME: z.string().min(1).default('tenant_name'),
    AUTH_CLAIM_ROLES: z.string().min(1).default('roles'),
    AUTH_CLAIM_ROLE_ID: z.string().min(1).default('uuid'),
    AUTH_CLAIM_ROLE_NAME: z.string().min(1).default('name'),
    AUTH_CLAIM_FULFILS: z.string().min(1).default('fulfils'),
    /** The tenant of everybody, whatever tokens say; empty: the token's. */
    AUTH_TENANT: z.union([z.literal(''), OpaqueId]).default(''),
    AUTH_TENANT_NAME: z.string().max(256).default(''),
    /** Requests a second that one caller may make over all gateways (1007), 50 items of a list as one; 0 for no limit. */
    RATE_LIMIT: z.coerce.number().int().min(0).default(50),
    /** As many at once, by a caller who has made none for a while. */
    RATE_BURST: z.coerce.number().int().min(1).default(200),
    /** What may be stored for one caller in a day, in bytes (1007); 0 for no limit. */
    STORED_BYTES_A_DAY: z.coerce.number().int().min(0).default(67_108_864),
    /** Seconds that a token may live at most; one made for longer is refused (2001). 0: as long as it says. */
    AUTH_MAX_TTL: z.coerce.number().int().min(0).default(86_400),
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
  // Who can change what comes over the wire could sign for everybody with keys of their own.
  .refine((config) => config.NODE_ENV !== 'production' || new URL(config.AUTH_JWKS_URL).protocol === 'https:', {
    path: ['AUTH_JWKS_URL'],
    error: 'Keys over plain http are refused in production',
  })
  // No development key is accepted in production (contract §2): its issuer is on this machine, or says what it is.
  .refine((config) => config.NODE_ENV !== 'production' || !leadsToThisMachine(config.AUTH_JWKS_URL), {
    path: ['AUTH_JWKS_URL'],
    error: 'Keys from this machine are refused in production',
  })
  .refine(({ NODE_ENV, AUTH_ISSUER }) => NODE_ENV !== 'production' || !isForDevelopment(AUTH_ISSUER), {
    path: ['AUTH_ISSUER'],
    error: 'A development issuer is refused in production',
  })
  .refine(({ NODE_ENV, OIDC_ISSUER }) => NODE_ENV !== 'production' || !isForDevelopment(OIDC_ISSUER), {
    path: ['OIDC_ISSUER'],
    error: 'A development issuer is refused in production',
  })
  .refine(({ NODE_ENV, OIDC_ISSUER }) => NODE_ENV !== 'production' || !/^http:/i.test(OIDC_ISSUER), {
    path: ['OIDC_ISSUER'],
    error: 'Signing in over plain http is refused in production',
  })
export type GatewayConfig = z.infer<typeof GatewayConfig>

const split = (paths: string): readonly string[] => paths.split(',').map((path) => path.trim())

/** Where tokens hold what, as an environment says. */
export const claimPathsOf = (config: GatewayConfig): ClaimPaths => ({
  user: config.AUTH_CLAIM_USER,
  name: split(config.AUTH_CLAIM_NAME),
  tenant: config.AUTH_CLAIM_TENANT,
  tenantName: split(config.AUTH_CLAIM_TENANT_NAME),
  roles: split(config.AUTH_CLAIM_ROLES),
  roleId: config.AUTH_CLAIM_ROLE_ID,
  roleName: config.AUTH_CLAIM_ROLE_NAME,
  fulfils: config.AUTH_CLAIM_FULFILS,
  fixedTenant:
    config.AUTH_TENANT === ''
      ? null
      : { uuid: config.AUTH_TENANT, name: config.AUTH_TENANT_NAME || config.AUTH_TENANT },
})

/** What the console is told, and how it is served, as an environment says. */
export const consoleOptionsOf = (config: GatewayConfig): ConsoleOptions => ({
  directory: config.CONSOLE_DIR,
  frames: config.CONSOLE_FRAMES,
  issuer: config.OIDC_ISSUER || config.AUTH_ISSUER,
  clientId: config.OIDC_CLIENT_ID,
  scope: config.OIDC_SCOPE,
  isDevelopment: isForDevelopment(config.AUTH_ISSUER),
})
