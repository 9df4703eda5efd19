import { createRemoteJWKSet, jwtVerify } from 'jose'

export interface Role {
  readonly uuid: string
  readonly name: string
}

/** Who calls, as the token says. */
export interface Caller {
  readonly userUuid: string
  readonly userName: string
  readonly tenantUuid: string
  readonly tenantName: string
  readonly roles: readonly Role[]
}

const TRUSTED_MS = 60_000
const MOST_TOKENS = 10_000

/** Verifies bearer tokens; one that was good is taken for 60 s without another look, as long as it lives. */
export class Tokens {
  readonly #keys
  readonly #options
  readonly #known = new Map<string, { readonly caller: Caller; readonly until: number }>()

  constructor(jwksUrl: string, issuer: string, audience: string) {
    this.#keys = createRemoteJWKSet(new URL(jwksUrl))
    this.#options = { issuer, audience, algorithms: ['RS256', 'ES256', 'EdDSA'] }
  }

  /** Undefined when the header holds no token that is trusted. */
  async callerOf(authorization: string | undefined): Promise<Caller | undefined> {
    const token = authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined
    if (token === undefined) return undefined
    const known = this.#known.get(token)
    if (known !== undefined && known.until > Date.now()) return known.caller
    const verified = await jwtVerify(token, this.#keys, this.#options).catch(() => undefined)
    if (verified === undefined) return undefined
    const { sub = '', name, tenant_uuid: tenantUuid, tenant_name: tenantName, roles, exp = 0 } = verified.payload
    const caller = { userUuid: sub, userName: name, tenantUuid, tenantName, roles } as Caller
    if (this.#known.size >= MOST_TOKENS) this.#known.clear()
    this.#known.set(token, { caller, until: Math.min(exp * 1_000, Date.now() + TRUSTED_MS) })
    return caller
  }
}
