import { isSuperAdministrator, isTenantAdministrator, type Principal } from '@gongdan/contracts'

/** A tenant's administrators manage its webhooks, super administrators all (contract §2). Others see none. */
export const mayManage = (principal: Principal, tenantUuid: string): boolean =>
  isTenantAdministrator(principal, tenantUuid) || isSuperAdministrator(principal)

/** Whose webhooks a list may show: all (null), a tenant's, or none (undefined). A tenant in a request only narrows (contract §2). */
export const listable = (principal: Principal, asked: string | null): string | null | undefined => {
  const tenantUuid = asked ?? (isSuperAdministrator(principal) ? null : principal.tenantUuid)
  return tenantUuid === null || mayManage(principal, tenantUuid) ? tenantUuid : undefined
}
