/** Whom a token is for, unchecked: for people to read. */
export interface Person {
  readonly sub?: string
  readonly name?: string
  readonly tenant_uuid?: string
  readonly tenant_name?: string
  readonly roles?: readonly { readonly uuid: string; readonly name: string }[]
  readonly exp?: number
  readonly iss?: string
}

export const personIn = (token: string): Person => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  } catch {
    return {}
  }
}
