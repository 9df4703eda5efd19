import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { readOrCreateSecret } from './localDirectory.ts'

/** The user that a token is for (contract §2). */
export interface Subject {
  readonly user: string
  readonly name: string
  readonly tenant: string
  readonly tenantName: string
  readonly roles: readonly { readonly uuid: string; readonly name: string }[]
  /** The types that a fulfiller is for; left out: all. */
  readonly fulfils?: readonly string[]
}

/** What a verifier pins: `AUTH_ISSUER` and `AUTH_AUDIENCE` of the gateway, which refuses a development issuer in production. */
export const issuerName = 'urn:gongdan:development'
export const audience = 'gongdan'

const keyId = 'local'
const algorithm = 'EdDSA'

/** What a token of another kind than an access token says of itself. */
interface Kind {
  readonly typ: string
  readonly issuer: string
  readonly audience: string
}

/** The development issuer: one Ed25519 key, kept in a file that only its owner can read. */
export interface Issuer {
  /** Gives a signed access token; `ttlSeconds` below zero gives one that has expired. */
  token(subject: Subject, ttlSeconds: number): Promise<string>
  /** Gives a signed token of another kind, which the gateway does not take: its issuer is another. */
  sign(kind: Kind, claims: JWTPayload, ttlSeconds: number): Promise<string>
  /** Gives the claims of a token that `sign` made; undefined if it is of another kind, changed or expired. */
  claimsOf(kind: Kind, token: string): Promise<JWTPayload | undefined>
  /** The public key set, as JSON. */
  readonly keySet: string
}

/** What a token says of a user besides `sub` (contract §2). */
export const claimsAbout = ({ name, tenant, tenantName, roles, fulfils }: Subject): JWTPayload => ({
  name,
  tenant_uuid: tenant,
  tenant_name: tenantName,
  roles: [...roles],
  ...(fulfils && { fulfils }),
})

export const openIssuer = (keyFile: string): Issuer => {
  const newKey = () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }))
  const key: JWK = JSON.parse(readOrCreateSecret(keyFile, newKey))
  const { d: _, ...open } = key
  const publicKey = createPublicKey({ key: open, format: 'jwk' })

  const sign = async ({ typ, issuer, audience }: Kind, claims: JWTPayload, ttlSeconds: number) => {
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, kid: keyId, typ })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + ttlSeconds)
      .sign(await importJWK(key, algorithm))
  }

  return {
    token: (subject, ttlSeconds) =>
      sign({ typ: 'JWT', issuer: issuerName, audience }, { sub: subject.user, ...claimsAbout(subject) }, ttlSeconds),
    sign,
    claimsOf: (kind, token) =>
      jwtVerify(token, publicKey, { algorithms: [algorithm], ...kind }).then(
        ({ payload }) => payload,
        () => undefined,
      ),
    keySet: JSON.stringify({ keys: [{ ...open, kid: keyId, alg: algorithm, use: 'sig' }] }),
  }
}
