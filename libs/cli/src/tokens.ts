import * as oidc from 'openid-client'
import type { Profile } from './config.ts'

/** Plain http is for issuers on this machine. */
const isLocal = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)

export const discover = async (issuer: string, clientId: string): Promise<oidc.Configuration> => {
  const execute = isLocal(issuer) ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), { execute })
}

/** What an issuer gives. */
export interface Tokens {
  readonly access_token: string
  readonly refresh_token?: string | undefined
  readonly id_token?: string | undefined
  readonly expires_in?: number | undefined
}

/** What of it is kept in the profile. */
export const kept = (tokens: Tokens): Profile => ({
  accessToken: tokens.access_token,
  ...(tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }),
  ...(tokens.id_token === undefined ? {} : { idToken: tokens.id_token }),
  expiresAt: tokens.expires_in === undefined ? undefined : Math.floor(Date.now() / 1000) + tokens.expires_in,
})

/** A newer token for who is signed in. */
export const renew = async ({ issuer = '', clientId = '', refreshToken = '' }: Profile): Promise<Profile> =>
  kept(await oidc.refreshTokenGrant(await discover(issuer, clientId), refreshToken))
