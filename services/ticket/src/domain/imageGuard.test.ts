import { seatOwnerKey } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { guarded, type ImageGuard, refuseUnguarded, requiredTag } from './imageGuard.ts'
import { makePlan, stepsOf } from './plan.ts'
import { feedback, image, lin, pass, person, secondApprover, submit, ticketAfter, twoSteps } from './tickets.fixture.ts'

const wary: ImageGuard = { tagKey: null, trustsTenants: false }
const trusting: ImageGuard = { tagKey: null, trustsTenants: true }
const tagged: ImageGuard = { tagKey: 'tenant', trustsTenants: false }
const systemStep = { tenantUuid: 'system', tenantName: 'system', roleUuid: 'auditor', roleName: '' }
const forced = { ...image, details: JSON.stringify({ ...JSON.parse(image.details ?? ''), force_poweroff: true }) }
const planning = { roleNames: new Map(), evaluate: () => ({ failure: 'there are no conditions here' }) }
const plan = makePlan(twoSteps, lin, planning)
const rolesIn = (of: typeof plan) =>
  stepsOf(of).flatMap(({ seats }) => seats.flatMap(({ owners }) => owners.map(seatOwnerKey)))

describe('the plan of an image ticket', () => {
  test('ends with the super administrator, where nothing shows whose the instance is', () => {
    expect(rolesIn(guarded(plan, image, wary))).toEqual(['acme operations', 'acme finance', 'system system'])
  })

  test.each([
    ['a ticket of another type', feedback, wary],
    ['tagged instances', image, tagged],
    ['tagged instances that are shut down', forced, tagged],
    ['tenants that are trusted', image, trusting],
  ] as const)('is as it was for %s', (_what, info, guard) => {
    expect(guarded(plan, info, guard)).toBe(plan)
  })

  test('has a step of the system for a shut-down, however much tenants are trusted', () => {
    expect(rolesIn(guarded(plan, forced, trusting))).toEqual(['acme operations', 'acme finance', 'system system'])
  })

  test('needs no further step of the system, unless its own is skipped', () => {
    const withSystem = { ...twoSteps, steps: [systemStep, ...twoSteps.steps] }
    const own = makePlan(withSystem, lin, planning)
    expect(guarded(own, image, wary)).toBe(own)
    const skipped = guarded(makePlan(withSystem, person('eve', 'system', 'auditor'), planning), image, wary)
    expect(skipped.steps).toMatchObject([
      { roleUuid: 'auditor', skipped: true },
      { roleUuid: 'operations', skipped: false },
      { roleUuid: 'finance', skipped: false },
      { roleUuid: 'system', skipped: false },
    ])
  })
})

test('a ticket that was submitted under another guard requests no image', () => {
  const pending = ticketAfter([submit(image), lin], [pass, person('first', 'acme', 'operations')])
  const passed = ticketAfter(
    [submit(image), lin],
    [pass, person('first', 'acme', 'operations')],
    [pass, secondApprover],
  )
  for (const ticket of [pending, passed]) {
    if (ticket === undefined) throw new Error('no ticket')
    expect(refuseUnguarded(ticket, wary)).toMatchObject({ scode: 3002 })
    expect(refuseUnguarded(ticket, trusting)).toBeNull()
    expect(refuseUnguarded(ticket, tagged)).toBeNull()
    expect(requiredTag(ticket, tagged)).toEqual({ key: 'tenant', value: 'acme' })
    expect(requiredTag(ticket, trusting)).toBeNull()
  }
})
