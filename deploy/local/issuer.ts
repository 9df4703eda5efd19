import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { importJWK, type JWK, SignJWT } from 'jose'
import { readOrCreateSecret } from './localDirectory.ts'
import { portOf } from './ports.ts'

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

/** The development issuer: one Ed25519 key, kept in a file that only its owner can read. */
export interface Issuer {
  /** Gives a signed token; `ttlSeconds` below zero gives one that has expired. */
  token(subject: Subject, ttlSeconds: number): Promise<string>
  /** Serves the public key set over HTTP, on any free port if none is given; gives its address, and a function that ends it. */
  serve(port?: number, host?: string): Promise<{ readonly url: string; close(): Promise<void> }>
}

export const openIssuer = (keyFile: string): Issuer => {
  const newKey = () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }))
  const key: JWK = JSON.parse(readOrCreateSecret(keyFile, newKey))
  const { d: _, ...open } = key
  const keySet = JSON.stringify({ keys: [{ ...open, kid: keyId, alg: algorithm, use: 'sig' }] })

  return {
    token: async ({ user, name, tenant, tenantName, roles, fulfils }, ttlSeconds) => {
      const now = Math.floor(Date.now() / 1000)
      return new SignJWT({
        name,
        tenant_uuid: tenant,
        tenant_name: tenantName,
        roles: [...roles],
        ...(fulfils && { fulfils }),
      })
        .setProtectedHeader({ alg: algorithm, kid: keyId, typ: 'JWT' })
        .setIssuer(issuerName)
        .setAudience(audience)
        .setSubject(user)
        .setIssuedAt(now)
        .setExpirationTime(now + ttlSeconds)
        .sign(await importJWK(key, algorithm))
    },

    serve: async (port = 0, host = '127.0.0.1') => {
      const server = createServer((_request, response) => {
        response.setHeader('content-type', 'application/json').end(keySet)
      }).listen(port, host)
      await once(server, 'listening')
      return {
        url: `http://${host}:${portOf(server)}/jwks.json`,
        close: async () => {
          server.close()
          server.closeAllConnections()
          await once(server, 'close')
        },
      }
    },
  }
}
