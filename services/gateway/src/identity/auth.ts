import { Principal, type Refusal, refusal } from '@gongdan/contracts'
import { codeOf } from '@gongdan/messaging'
import { type JWTVerifyGetKey, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'

/** A caller whose token was verified. */
export interface Verified {
  readonly principal: Principal
  /** Issuer, tenant and user in one text. */
  readonly caller: string
  /** When the token expires, in milliseconds since the epoch. */
  readonly expires: number
}

/** What the Authorization header says: who calls, or why the caller is not let in (2001, 2002, 9002). */
export type Identity = Verified | Refusal

export type Authenticate = (authorization: string | undefined) => Identity | Promise<Identity>

export interface AuthDeps {
  readonly keys: JWTVerifyGetKey
  readonly issuer: string
  readonly audience: string
  readonly now: () => number
  /** Called for each caller whose token was verified anew, with when it was issued (unix seconds; 0 if it does not say). */
  readonly onVerified?: (principal: Principal, iat: number) => void
}

const algorithms = ['RS256', 'ES256', 'EdDSA']
/** A token is verified again after this long, so that a withdrawn key is not trusted much longer than its JWKS says. */
const trustedMs = 60_000
const maxTokens = 10_000

const Claims = z.object({
  exp: z.number(),
  iat: z.number().min(0).default(0),
  sub: Principal.shape.userUuid,
  name: Principal.shape.userName,
  tenant_uuid: Principal.shape.tenantUuid,
  tenant_name: Principal.shape.tenantName,
  roles: Principal.shape.roles,
})

/** What jose says about the token itself; any other fault is the key server's, and nothing is known about the token. */
const isAboutToken = (fault: unknown): boolean => {
  const code = String(codeOf(fault))
  const ofKeyServer = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']
  return /^ERR_(JW|JOSE_)/.test(code) && !ofKeyServer.includes(code)
}

const refusalOf = (fault: unknown): Refusal => {
  if (codeOf(fault) === 'ERR_JWT_EXPIRED') return refusal(2002, 'the token has expired')
  return isAboutToken(fault)
    ? refusal(2001, 'the token is not valid')
    : refusal(9002, 'the keys for checking tokens cannot be had')
}

/**
 * Checks bearer tokens (contract §2): RS256, ES256 or EdDSA by a key of ours, issuer and audience pinned, `exp` required.
 * Whatever key the token's own header points to or carries is ignored. A verified token is remembered for a minute, at
 * most until it expires, so that not every call costs a verification.
 */
export const createAuthenticate = ({ keys, issuer, audience, now, onVerified }: AuthDeps): Authenticate => {
  const verified = new LRUCache<string, { readonly identity: Verified; readonly until: number }>({ max: maxTokens })

  const verify = async (token: string): Promise<Identity> => {
    try {
      const options = { algorithms, issuer, audience, requiredClaims: ['exp', 'sub'], currentDate: new Date(now()) }
      const { payload } = await jwtVerify(token, keys, options)
      const claims = Claims.safeParse(payload)
      if (!claims.success)
        return refusal(2001, `the token lacks what it must say: ${claims.error.issues[0]?.path.join('.')}`)
      const { exp, iat, sub, name, tenant_uuid, tenant_name, roles } = claims.data
      const principal = { userUuid: sub, userName: name, tenantUuid: tenant_uuid, tenantName: tenant_name, roles }
      const identity = { principal, caller: JSON.stringify([issuer, tenant_uuid, sub]), expires: exp * 1_000 }
      verified.set(token, { identity, until: now() + trustedMs })
      onVerified?.(principal, iat)
      return identity
    } catch (fault) {
      return refusalOf(fault)
    }
  }

  return (authorization) => {
    if (authorization === undefined) return refusal(2001, 'the Authorization header is missing')
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
    if (token === undefined) return refusal(2001, 'the Authorization header is not a bearer token')
    const known = verified.get(token)
    return known !== undefined && now() < known.until && now() < known.identity.expires ? known.identity : verify(token)
  }
}
