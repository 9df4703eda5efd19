import { expect, test } from '@jest/globals'
import { claimsOf, personOf } from './claims.ts'

const tokenOf = (claims: unknown): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`

test('the claims of a token are read, Chinese names too', () => {
  expect(claimsOf(tokenOf({ sub: 'u1', name: '赵主管' }))).toEqual({ sub: 'u1', name: '赵主管' })
})

test('an opaque token has no claims', () => {
  expect(claimsOf('opaque')).toEqual({})
  expect(claimsOf('a.%%%.c')).toEqual({})
})

test('an administrator of the tenant holds the role of its uuid', () => {
  const person = personOf({
    sub: 'u1',
    tenant_uuid: 't1',
    tenant_name: '租户',
    roles: [{ uuid: 't1', name: '管理员' }],
  })
  expect(person).toMatchObject({ isTenantAdministrator: true, isSuperAdministrator: false, tenantName: '租户' })
})

test('a super administrator holds role system in tenant system, and nowhere else', () => {
  expect(personOf({ tenant_uuid: 'system', roles: ['system'] }).isSuperAdministrator).toBe(true)
  expect(personOf({ tenant_uuid: 't1', roles: ['system'] }).isSuperAdministrator).toBe(false)
})

test('whoever has no name is called by their id', () => {
  expect(personOf({ sub: 'bob@corp.com' })).toMatchObject({ name: 'bob@corp.com', roles: [] })
})
