/** Who is signed in, by the claims of the token (contract §2). */
export type Person = {
  readonly uuid: string
  readonly name: string
  readonly tenantUuid: string
  readonly tenantName: string
  readonly roles: readonly { readonly uuid: string; readonly name: string }[]
  /** Holds the tenant's own role. */
  readonly isTenantAdministrator: boolean
  /** Holds role `system` in tenant `system`. */
  readonly isSuperAdministrator: boolean
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A role is `{ uuid, name }`, or plain text, which is its id and its name. */
const roleOf = (value: unknown): { uuid: string; name: string } => {
  if (typeof value === 'string') return { uuid: value, name: value }
  const { uuid, name } = Object(value)
  return { uuid: text(uuid), name: text(name) || text(uuid) }
}

/** The claims of a JWT, which is not verified here: the gateway does that. An opaque token has none. */
export const claimsOf = (token: string): Readonly<Record<string, unknown>> => {
  try {
    const part = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(part), (character) => character.codePointAt(0) ?? 0)
    return Object(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return {}
  }
}

export const personOf = (claims: Readonly<Record<string, unknown>>): Person => {
  const roles = (Array.isArray(claims.roles) ? claims.roles : []).map(roleOf)
  const tenantUuid = text(claims.tenant_uuid)
  const holds = (uuid: string): boolean => roles.some((role) => role.uuid === uuid)
  return {
    uuid: text(claims.sub),
    name: text(claims.name) || text(claims.sub),
    tenantUuid,
    tenantName: text(claims.tenant_name) || tenantUuid,
    roles,
    isTenantAdministrator: tenantUuid !== '' && holds(tenantUuid),
    isSuperAdministrator: tenantUuid === 'system' && holds('system'),
  }
}
