import type { UserSeen } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { builtInFor } from './builtIn.ts'
import { fillNames, latestNames, nameByTokens, nameKeysIn, namesShownBy } from './names.ts'
import { caller, step } from './people.fixture.ts'

const definition = { tenantUuid: 't1', tenantName: '', steps: [step('t1', 'auditor'), step('system', 'system')] }

describe('names in a definition', () => {
  test('are those of tenants and of roles', () => {
    expect(nameKeysIn(definition)).toEqual(['t1', 't1', 't1 auditor', 'system', 'system system'])
  })

  test('are what tokens have shown, or stay empty', () => {
    expect(nameByTokens(definition, namesShownBy(caller('t1', 'auditor')))).toEqual({
      tenantUuid: 't1',
      tenantName: 'name of t1',
      steps: [
        { tenantUuid: 't1', tenantName: 'name of t1', roleUuid: 'auditor', roleName: 'name of auditor' },
        { tenantUuid: 'system', tenantName: '', roleUuid: 'system', roleName: '' },
      ],
    })
  })

  const given = {
    tenantUuid: 't1',
    tenantName: 'ours',
    steps: [
      { ...step('t1', 'auditor'), tenantName: 'ours', roleName: 'checker' },
      { ...step('t2', 'auditor'), tenantName: 'theirs', roleName: 'their checker' },
      { ...step('system', 'auditor'), tenantName: 'platform', roleName: 'chief' },
    ],
  }

  test('that were given never override what tokens have shown, and count where they have shown nothing', () => {
    expect(nameByTokens(given, namesShownBy(caller('t1', 'auditor')))).toMatchObject({
      tenantName: 'name of t1',
      steps: [
        { tenantName: 'name of t1', roleName: 'name of auditor' },
        { tenantName: 'theirs', roleName: 'their checker' },
        {},
      ],
    })
  })

  test('that were given never name tenant system nor its roles, whoever gives them', () => {
    expect(nameByTokens(given, new Map()).steps[2]).toMatchObject({ tenantName: '', roleName: '' })
    const own = { ...definition, tenantUuid: 'system', tenantName: 'platform' }
    expect(nameByTokens(own, new Map()).tenantName).toBe('')
    const shown = namesShownBy(caller('system', 'auditor'))
    expect(nameByTokens(given, shown).steps[2]).toMatchObject({
      tenantName: 'name of system',
      roleName: 'name of auditor',
    })
  })

  test('a role is known in its own tenant only', () => {
    const other = nameByTokens({ ...definition, steps: [step('t2', 'auditor')] }, namesShownBy(caller('t1', 'auditor')))
    expect(other.steps[0]?.roleName).toBe('')
  })

  test('of the built-in process are its own, filled in where it has none', () => {
    const names = namesShownBy(caller('t1', 't1'))
    expect(fillNames(builtInFor('t1'), names)).toMatchObject({
      tenantName: 'system',
      steps: [
        { tenantName: 'name of t1', roleName: '租户管理员' },
        { tenantName: 'system', roleName: '超级管理员' },
      ],
    })
  })
})

describe('tokens seen over time', () => {
  const seen = (at: number, tenantName: string): UserSeen => ({
    id: '5f8b8b0e-3c25-4f3e-9d0e-0d4b8f6d5a01',
    type: 'user.seen',
    iat: 0,
    at,
    correlationId: 'c',
    causationId: 'c',
    principal: { ...caller('t1'), tenantName },
  })

  test('leave the newest name, in whatever order they are told', () => {
    expect(latestNames([seen(3, 'new'), seen(1, 'old'), seen(3, 'new')])).toContainEqual({
      key: 't1',
      name: 'new',
      at: 3,
    })
  })

  test('show nothing where the token leaves a name empty', () => {
    expect(latestNames([seen(1, 'old'), seen(2, '')])).toContainEqual({ key: 't1', name: 'old', at: 1 })
  })
})
