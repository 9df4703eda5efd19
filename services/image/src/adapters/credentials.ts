import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import type { Credential, GetCredential } from '../domain/cloud.ts'

const Keys = z
  .object({ secretId: z.string().min(1), secretKey: z.string().min(1), token: z.string().min(1).optional() })
  .transform(({ secretId, secretKey, token }): Credential => ({ secretId, secretKey, ...(token && { token }) }))

/** Keys from a file, if one is named, else from the environment. @throws ZodError when there are none */
export const credentialFrom = (settings: {
  readonly TENCENTCLOUD_SECRET_ID?: string | undefined
  readonly TENCENTCLOUD_SECRET_KEY?: string | undefined
  readonly TENCENTCLOUD_SESSION_TOKEN?: string | undefined
  readonly TENCENTCLOUD_CREDENTIAL_FILE?: string | undefined
}): GetCredential => {
  if (settings.TENCENTCLOUD_CREDENTIAL_FILE !== undefined) return credentialFile(settings.TENCENTCLOUD_CREDENTIAL_FILE)
  const credential = Keys.parse({
    secretId: settings.TENCENTCLOUD_SECRET_ID,
    secretKey: settings.TENCENTCLOUD_SECRET_KEY,
    token: settings.TENCENTCLOUD_SESSION_TOKEN,
  })
  return async () => credential
}

/** Keys in a JSON file `{ secretId, secretKey, token? }`, read again whenever the file was changed. */
const credentialFile = (path: string): GetCredential => {
  let known: { readonly changedAt: number; readonly credential: Credential } | undefined
  return async () => {
    const { mtimeMs } = await stat(path)
    if (known?.changedAt !== mtimeMs) {
      known = { changedAt: mtimeMs, credential: Keys.parse(JSON.parse(await readFile(path, 'utf8'))) }
    }
    return known.credential
  }
}
