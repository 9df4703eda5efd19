import type { ClaimPaths } from '../src/identity/claims.ts'

/** Where tokens say what, unless the environment says otherwise. */
export const usualClaims: ClaimPaths = {
  user: 'sub',
  name: ['name'],
  tenant: 'tenant_uuid',
  tenantName: ['tenant_name'],
  roles: ['roles'],
  roleId: 'uuid',
  roleName: 'name',
  fulfils: 'fulfils',
  fixedTenant: null,
}
