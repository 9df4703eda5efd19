import { generateKeyPairSync } from 'node:crypto'

/** A new key for histories (`HISTORY_KEY`), which signs from now on. */
export const newHistoryKey = (keyId: string): string => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const base64 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  return `${keyId}:${Math.floor(Date.now() / 1_000)}:${base64}`
}
