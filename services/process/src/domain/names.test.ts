import type { UserSeen } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { fillNames, latestNames, missingNames, namesShownBy } from './names.ts'
import { caller, step } from './people.fixture.ts'

const definition = { tenantUuid: 't1', tenantName: '', steps: [step('t1', 'auditor'), step('system', 'system')] }

describe('names that were not given', () => {
  test('are those of tenants and of roles', () => {
    expect(missingNames(definition)).toEqual(['t1', 't1', 't1 auditor', 'system', 'system system'])
  })

  test('are filled from what tokens have shown, or stay empty', () => {
    expect(fillNames(definition, namesShownBy(caller('t1', 'auditor')))).toEqual({
      tenantUuid: 't1',
      tenantName: 'name of t1',
      steps: [
        { tenantUuid: 't1', tenantName: 'name of t1', roleUuid: 'auditor', roleName: 'name of auditor' },
        { tenantUuid: 'system', tenantName: '', roleUuid: 'system', roleName: '' },
      ],
    })
  })

  test('a name that was given is neither asked for nor overwritten', () => {
    const given = {
      tenantUuid: 't1',
      tenantName: 'ours',
      steps: [{ ...step('t1', 'auditor'), roleName: 'checker', tenantName: 'ours' }],
    }
    expect(missingNames(given)).toEqual([])
    expect(fillNames(given, namesShownBy(caller('t1', 'auditor')))).toEqual(given)
  })

  test('a role is known in its own tenant only', () => {
    const other = fillNames({ ...definition, steps: [step('t2', 'auditor')] }, namesShownBy(caller('t1', 'auditor')))
    expect(other.steps[0]?.roleName).toBe('')
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
    expect(latestNames([seen(3, 'new'), seen(1, 'old'), seen(3, 'new')])).toEqual([{ key: 't1', name: 'new', at: 3 }])
  })

  test('show nothing where the token leaves a name empty', () => {
    expect(latestNames([seen(1, 'old'), seen(2, '')])).toEqual([{ key: 't1', name: 'old', at: 1 }])
  })
})
