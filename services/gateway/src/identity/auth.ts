import { type Desc, type Principal, type Refusal, refusal, said } from '@gongdan/contracts'
import { codeOf } from '@gongdan/messaging'
import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import { type ClaimPaths, principalFrom } from './claims.ts'

/** A caller whose token was verified. */
export interface Verified {
  readonly principal: Principal
  /** Issuer, tenant and user in one text. */
  readonly caller: string
  /** Until when the token is taken, the leeway included, in milliseconds since the epoch. */
  readonly expires: number
}

/** What the Authorization header says: who calls, or why the caller is not let in (2001, 2002, 9002). */
export type Identity = Verified | Refusal

export type Authenticate = (authorization: string | undefined) => Identity | Promise<Identity>

export interface AuthDeps {
  readonly keys: JWTVerifyGetKey
  readonly issuer: string
  readonly audience: string
  /** Where the claims of its tokens are. */
  readonly claims: ClaimPaths
  /** Seconds that a token may live at most; 0: as long as it says. */
  readonly maxTtlSeconds: number
  readonly now: () => number
  /** Called for each caller whose token was verified anew, with when it was issued (unix seconds; 0 if it does not say). */
  readonly onVerified?: (principal: Principal, iat: number) => void
}

const algorithms = ['RS256', 'ES256', 'EdDSA']
/** An issuer's clock may differ from this one by so much (`exp`, `nbf`, `iat`). */
const leewaySeconds = 60
/** A token is verified again after this long, so that a withdrawn key is not trusted much longer than its JWKS says. */
const trustedMs = 60_000
const maxTokens = 10_000

/** What jose says about the token itself; any other fault is the key server's, and nothing is known about the token. */
const isAboutToken = (fault: unknown): boolean => {
  const code = String(codeOf(fault))
  const ofKeyServer = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']
  return /^ERR_(JW|JOSE_)/.test(code) && !ofKeyServer.includes(code)
}

const unusable = (problem: Desc): Desc =>
  problem === '' ? '' : said(`a claim of the token cannot be used: ${problem.en}`, `令牌的声明无法使用：${problem.cn}`)
/** What is wrong with a claim, by its name. jose looks at claims only once the signature was found to be good. */
const wrongClaims: Readonly<Record<string, Desc>> = {
  iss: said('the issuer of the token (iss) is not the one that is trusted here', '令牌的签发方（iss）不受信任'),
  aud: said('the audience of the token (aud) is not this service', '令牌的受众（aud）不是本服务'),
  nbf: said('the token is not valid yet (nbf)', '令牌尚未生效（nbf）'),
  exp: said('the token does not say when it expires (exp)', '令牌没有过期时间（exp）'),
}

/** What is wrong with a token, by jose's code. */
const wrongTokens: Readonly<Record<string, Desc>> = {
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: said('the signature of the token does not verify', '令牌签名校验不通过'),
  ERR_JWKS_NO_MATCHING_KEY: said(
    'the token is not signed with a key of the issuer (kid)',
    '令牌不是用签发方的密钥签名的（kid）',
  ),
  ERR_JOSE_ALG_NOT_ALLOWED: said(
    'the token is signed in a way that is not accepted (alg)',
    '不接受令牌的签名算法（alg）',
  ),
}

const refusalOf = (fault: unknown): Refusal => {
  if (codeOf(fault) === 'ERR_JWT_EXPIRED') return refusal(2002, 'the token has expired (exp)', '令牌已过期（exp）')
  if (!isAboutToken(fault)) return refusal(9002, 'the keys for checking tokens cannot be had', '无法获取校验令牌的密钥')
  const { claim = '', reason } = Object(fault)
  if (reason === 'invalid') return refusal(2001, unusable(said(`${claim} has another form`, `${claim} 格式不正确`)))
  return refusal(
    2001,
    wrongClaims[claim] ?? wrongTokens[String(codeOf(fault))] ?? said('the token is not valid', '令牌无效'),
  )
}

/**
 * Whether a token is one for calling an API (RFC 9068) or says no more than that it is a token. Issuers sign other things
 * with the same keys, which say so: `logout+jwt`, `secevent+jwt`. Many leave `typ` out, as RFC 7519 §5.1 allows; then claims
 * alone decide.
 */
const isOfOurType = (typ: unknown): boolean =>
  typ === undefined || (typeof typ === 'string' && /^(application\/)?(jwt|at\+jwt)$/i.test(typ))

/** What is wrong with the times of a token whose `exp` and `nbf` were found to be good. `now` is in seconds. */
const wrongTimes = ({ exp = 0, iat }: JWTPayload, now: number, maxTtlSeconds: number): Desc | undefined => {
  const issued = iat ?? now
  if (issued > now + leewaySeconds)
    return said('the token was issued in the future (iat)', '令牌的签发时间（iat）在未来')
  // A token without iat is at least as old as now. By the issuer's clock, which may be ahead, one with iat is as old as it says.
  return maxTtlSeconds > 0 && exp - issued > maxTtlSeconds
    ? said(`the token lives longer than ${maxTtlSeconds} s (exp)`, `令牌的有效期超过 ${maxTtlSeconds} 秒（exp）`)
    : undefined
}

/**
 * Checks bearer tokens (contract §2): RS256, ES256 or EdDSA by a key of ours, issuer, audience and type pinned, `exp` required.
 * Whatever key the token's own header points to or carries is ignored. A verified token is remembered for a minute, at
 * most until it expires, so that not every call costs a verification.
 */
export const createAuthenticate = ({
  keys,
  issuer,
  audience,
  claims,
  maxTtlSeconds,
  now,
  onVerified,
}: AuthDeps): Authenticate => {
  const verified = new LRUCache<string, { readonly identity: Verified; readonly until: number }>({ max: maxTokens })

  const verify = async (token: string): Promise<Identity> => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        algorithms,
        issuer,
        audience,
        requiredClaims: ['exp'],
        clockTolerance: leewaySeconds,
        currentDate: new Date(now()),
      })
      if (!isOfOurType(protectedHeader.typ))
        return refusal(
          2001,
          'the token is of another type (typ) than JWT or at+jwt',
          '令牌类型（typ）不是 JWT 或 at+jwt',
        )
      const wrong = wrongTimes(payload, now() / 1_000, maxTtlSeconds)
      if (wrong !== undefined) return refusal(2001, wrong)
      const principal = principalFrom(payload, claims)
      if ('problem' in principal) return refusal(2001, unusable(principal.problem))
      const { exp = 0, iat = 0 } = payload
      const identity = {
        principal,
        caller: JSON.stringify([issuer, principal.tenantUuid, principal.userUuid]),
        expires: (exp + leewaySeconds) * 1_000,
      }
      verified.set(token, { identity, until: now() + trustedMs })
      onVerified?.(principal, iat)
      return identity
    } catch (fault) {
      return refusalOf(fault)
    }
  }

  return (authorization) => {
    if (authorization === undefined)
      return refusal(2001, 'the Authorization header is missing', '缺少 Authorization 请求头')
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
    if (token === undefined)
      return refusal(2001, 'the Authorization header is not a bearer token', 'Authorization 请求头不是 Bearer 令牌')
    const known = verified.get(token)
    return known !== undefined && now() < known.until && now() < known.identity.expires ? known.identity : verify(token)
  }
}
