import { Principal, type Scode } from '@gongdan/contracts'
import { codeOf } from '@gongdan/messaging'
import { type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import { createRecent } from './recent.ts'

/** A caller whose token was verified. */
export interface Verified {
  readonly principal: Principal
  /** Issuer, tenant and user in one text. */
  readonly caller: string
  /** When the token expires, in milliseconds since the epoch. */
  readonly expires: number
}

/** What the Authorization header says: who calls, or why nobody is let in. */
export type Identity = Verified | { readonly refused: Extract<Scode, 2001 | 2002 | 9002>; readonly desc: string }

export type Authenticate = (authorization: string | undefined) => Identity | Promise<Identity>

export interface AuthNeeds {
  readonly keys: JWTVerifyGetKey
  readonly issuer: string
  readonly audience: string
  readonly now: () => number
  /** Told of each caller whose token was verified anew. */
  readonly onVerified?: (principal: Principal) => void
}

const algorithms = ['RS256', 'ES256', 'EdDSA']
/** A token is verified again after this long, so that a withdrawn key is not trusted much longer than its JWKS says. */
const trustedMs = 60_000
const mostTokens = 10_000

const Claims = z.object({
  exp: z.number(),
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

const refusalOf = (fault: unknown): Identity => {
  if (codeOf(fault) === 'ERR_JWT_EXPIRED') return { refused: 2002, desc: 'the token has expired' }
  return isAboutToken(fault)
    ? { refused: 2001, desc: 'the token is not valid' }
    : { refused: 9002, desc: 'the keys for checking tokens cannot be had' }
}

/**
 * Checks bearer tokens (contract §2): RS256, ES256 or EdDSA by a key of ours, issuer and audience pinned, `exp` required.
 * Whatever key the token's own header points to or carries is ignored. A verified token is remembered for a minute, at
 * most until it expires, so that not every call costs a verification.
 */
export const createAuthenticate = ({ keys, issuer, audience, now, onVerified }: AuthNeeds): Authenticate => {
  const verified = createRecent<{ readonly identity: Verified; readonly until: number }>(mostTokens)

  const verify = async (token: string): Promise<Identity> => {
    try {
      const options = { algorithms, issuer, audience, requiredClaims: ['exp', 'sub'], currentDate: new Date(now()) }
      const { payload } = await jwtVerify(token, keys, options)
      const claims = Claims.safeParse(payload)
      if (!claims.success)
        return { refused: 2001, desc: `the token lacks what it must say: ${claims.error.issues[0]?.path.join('.')}` }
      const { exp, sub, name, tenant_uuid, tenant_name, roles } = claims.data
      const principal = { userUuid: sub, userName: name, tenantUuid: tenant_uuid, tenantName: tenant_name, roles }
      const identity = { principal, caller: JSON.stringify([issuer, tenant_uuid, sub]), expires: exp * 1_000 }
      verified.put(token, { identity, until: now() + trustedMs })
      onVerified?.(principal)
      return identity
    } catch (fault) {
      return refusalOf(fault)
    }
  }

  return (authorization) => {
    if (authorization === undefined) return { refused: 2001, desc: 'the Authorization header is missing' }
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
    if (token === undefined) return { refused: 2001, desc: 'the Authorization header is not a bearer token' }
    const known = verified.get(token)
    return known !== undefined && now() < known.until && now() < known.identity.expires ? known.identity : verify(token)
  }
}
