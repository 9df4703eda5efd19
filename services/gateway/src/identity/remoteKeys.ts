import { codeOf } from '@gongdan/messaging'
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'

const keySetAgeMs = 300_000
const coolDownMs = 1_000

/**
 * The issuer's keys, kept for five minutes. A token under a key that is not among them makes us fetch them again, at
 * most once a second; one that comes within that second waits for it, so that a new key loses no valid request.
 */
export const remoteKeys = (url: URL): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(url, {
    cacheMaxAge: keySetAgeMs,
    cooldownDuration: coolDownMs,
    timeoutDuration: 3_000,
  })
  return async (header, token) => {
    try {
      return await keys(header, token)
    } catch (fault) {
      if (codeOf(fault) !== 'ERR_JWKS_NO_MATCHING_KEY' || !keys.coolingDown) throw fault
      await new Promise((resolve) => setTimeout(resolve, coolDownMs))
      return keys(header, token)
    }
  }
}
