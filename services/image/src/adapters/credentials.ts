import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'

/** A key of Tencent's. */
export interface Credential {
  readonly secretId: string
  readonly secretKey: string
  readonly token?: string
}

/** Asked for every call, so that keys rotate without a restart. Rejects when there is none to be had. */
export type GetCredential = () => Promise<Credential>

const Keys = z
  .object({ secretId: z.string().min(1), secretKey: z.string().min(1), token: z.string().min(1).optional() })
  .transform(({ secretId, secretKey, token }): Credential => ({ secretId, secretKey, ...(token && { token }) }))

/** Where the keys come from: a file, if one is named, else the environment. Throws when there are none. */
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
export const credentialFile = (path: string): GetCredential => {
  let known: { readonly changedAt: number; readonly credential: Credential } | undefined
  return async () => {
    const { mtimeMs } = await stat(path)
    if (known?.changedAt !== mtimeMs) {
      known = { changedAt: mtimeMs, credential: Keys.parse(JSON.parse(await readFile(path, 'utf8'))) }
    }
    return known.credential
  }
}
