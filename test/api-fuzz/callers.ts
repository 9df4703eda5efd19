import type { Subject } from '../../deploy/local/issuer.ts'

const acme = { tenant: 'acme', tenantName: 'Acme' }
const system = { tenant: 'system', tenantName: '平台' }

export const applicant: Subject = {
  user: 'lin',
  name: 'Lin',
  ...acme,
  roles: [{ uuid: 'developer', name: '开发' }],
}

export const administrator: Subject = {
  user: 'zhao',
  name: 'Zhao',
  ...acme,
  roles: [{ uuid: 'acme', name: '租户管理员' }],
}

export const superAdministrator: Subject = {
  user: 'root',
  name: 'Root',
  ...system,
  roles: [
    { uuid: 'system', name: '超级管理员' },
    { uuid: 'fulfiller', name: '执行方' },
  ],
}

/** Those who call the gateway in turn: what one submits, the next may decide on. */
export const callers: readonly Subject[] = [applicant, administrator, superAdministrator]
