import type { Subject } from './issuer.ts'

const tenant = { tenant: '7f1c0f0e-5a3d-4c54-9a53-0d9a6b7c1e01', tenantName: '演示租户' }

/** The roles that own the first and the second step of the demo's processes. */
export const firstRole = { uuid: '5b8e1f7a-2c64-4f0b-8d1e-3a9c7b2d4e02', name: '部门审批' }
export const secondRole = { uuid: '5b8e1f7a-2c64-4f0b-8d1e-3a9c7b2d4e03', name: '资源审批' }

/** One of the people that a local run signs in without a password. */
export interface DemoPerson extends Subject {
  /** What they do here, in both languages. */
  readonly part: { readonly zh: string; readonly en: string }
}

const person = (
  number: string,
  name: string,
  part: DemoPerson['part'],
  roles: Subject['roles'],
  of = tenant,
): DemoPerson => ({ user: `a1f4c2d8-7b3e-4d19-8c55-6e0f9b1a2c${number}`, name, part, roles, ...of })

/** Everybody whom the development issuer's sign-in page offers. */
export const people = {
  applicant: person('04', '林晓', { zh: '申请人', en: 'Applicant' }, []),
  secondApplicant: person('07', '何嘉', { zh: '申请人', en: 'Applicant' }, []),
  firstApprover: person('05', '赵主管', { zh: '部门审批（第一步）', en: 'Approves the first step' }, [firstRole]),
  otherFirstApprover: person('08', '钱主管', { zh: '部门审批（第一步）', en: 'Approves the first step' }, [firstRole]),
  secondApprover: person('09', '孙经理', { zh: '资源审批（第二步）', en: 'Approves the second step' }, [secondRole]),
  administrator: person('06', '周敏', { zh: '租户管理员', en: 'Administrator of the tenant' }, [
    { uuid: tenant.tenant, name: '租户管理员' },
  ]),
  superAdministrator: person(
    '10',
    '吴昊',
    { zh: '平台超级管理员', en: 'Super administrator' },
    [{ uuid: 'system', name: '超级管理员' }],
    { tenant: 'system', tenantName: '平台' },
  ),
} as const satisfies Readonly<Record<string, DemoPerson>>
