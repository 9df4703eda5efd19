import { isSuperAdministrator, isTenantAdministrator, type Principal, SYSTEM } from '@gongdan/contracts'

/** Callers read the processes of their own tenant, super administrators all (contract §4, Who). */
export const maySee = (principal: Principal, tenantUuid: string): boolean =>
  principal.tenantUuid === tenantUuid || isSuperAdministrator(principal)

/** The tenant's administrator for that tenant, super administrators for all (contract §4, Who). */
export const mayChange = (principal: Principal, tenantUuid: string): boolean =>
  isTenantAdministrator(principal, tenantUuid) || isSuperAdministrator(principal)

/**
 * A process names roles and people of its own tenant or of `system`, or any if a super administrator defines it (contract §4,
 * Who).
 */
export const mayName = (principal: Principal, tenantUuid: string, owner: { readonly tenantUuid: string }): boolean =>
  owner.tenantUuid === tenantUuid || owner.tenantUuid === SYSTEM || isSuperAdministrator(principal)

/** Whose processes a list may show. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'tenant'; readonly tenantUuid: string }
  | { readonly kind: 'none' }

/**
 * What the caller may see of what was asked for: a tenant in a request only narrows (contract §2), null asks for all.
 */
export const visibleTo = (principal: Principal, asked: string | null): Scope => {
  const tenantUuid = asked ?? (isSuperAdministrator(principal) ? null : principal.tenantUuid)
  if (tenantUuid === null) return { kind: 'all' }
  return maySee(principal, tenantUuid) ? { kind: 'tenant', tenantUuid } : { kind: 'none' }
}

export const isWithin = (scope: Scope, tenantUuid: string): boolean =>
  scope.kind === 'all' || (scope.kind === 'tenant' && scope.tenantUuid === tenantUuid)
