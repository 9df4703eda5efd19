import type { Step } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import type { KnownRole } from './ports.ts'
import { rolesOfTenant } from './roles.ts'

const held = (roleUuid: string, roleName: string, holders: number): KnownRole => ({
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roleUuid,
  roleName,
  holders,
})
const step = (tenantUuid: string, roleUuid: string, roleName: string): Step => ({
  tenantUuid,
  tenantName: tenantUuid === 'acme' ? '' : `name of ${tenantUuid}`,
  roleUuid,
  roleName,
})

test('the roles of a tenant are those that people hold and those that processes name, each once, its own first and by name', () => {
  const roles = rolesOfTenant(
    'acme',
    [held('lead', '组长', 2), held('plain', '', 1)],
    [
      step('system', 'system', '超级管理员'),
      step('acme', 'lead', 'as an old process has it'),
      step('acme', 'plain', '出纳'),
      step('acme', 'auditor', '审计'),
      step('acme', 'auditor', '审计'),
    ],
  )
  expect(roles).toEqual([
    held('plain', '出纳', 1),
    held('auditor', '审计', 0),
    held('lead', '组长', 2),
    { ...held('system', '超级管理员', 0), tenantUuid: 'system', tenantName: 'name of system' },
  ])
})
