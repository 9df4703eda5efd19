import type { Subject } from '../../deploy/local/issuer.ts'

const acme = { tenant: 'acme', tenantName: 'Acme' }
const system = { tenant: 'system', tenantName: '平台' }

export const administrator: Subject = {
  user: 'zhao',
  name: 'Zhao',
  ...acme,
  roles: [{ uuid: 'acme', name: '租户管理员' }],
}

/** Those who call the gateway in turn: what one submits, the next may decide on. */
export const callers: readonly Subject[] = [
  { user: 'lin', name: 'Lin', ...acme, roles: [{ uuid: 'developer', name: '开发' }] },
  administrator,
  { user: 'root', name: 'Root', ...system, roles: [{ uuid: 'system', name: '超级管理员' }] },
]
