import { seatOwnerKey } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { guarded, type ImageGuard, refuseUnguarded, requiredTag } from './imageGuard.ts'
import { makePlan, stepsOf } from './plan.ts'
import { due, richTicket, role, step, user } from './rich.fixture.ts'
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

describe('no process gets around the approval of the system, which stands last', () => {
  const root = role('system', 'system')
  const own = step('own', [role('operations')])

  test.each([
    ['never has its step taken', [own, step('root', [root], { when: 'false' })], {}],
    ['lets its step pass by time', [own, step('root', [root], { due: due({ action: 'pass' }) })], {}],
    [
      'gives its step to a person of the tenant by time',
      [own, step('root', [root], { due: due({ action: 'escalate', escalateTo: user('first') }) })],
      {},
    ],
    ['lets one of the tenant stand in its step too', [own, step('root', [root, role('operations')])], {}],
    ['passes by a rule', [own], { autoPass: 'true' }],
  ] as const)('one that %s', (_how, steps, settings) => {
    const story = richTicket(steps, settings, { imageGuard: wary })
    expect(story.act(submit(forced), lin)).toEqual(['ticket.submitted'])
    const approver = person('first', 'acme', 'operations')
    for (let at = 1; at <= 5; at += 1) {
      story.act(pass, approver, at * 10_000_000)
      story.tick(at * 10_000_000)
    }
    expect(story.ticket()).toMatchObject({ state: 'pending', image: null })
    expect(story.act(pass, person('root', 'system', 'system'), 60_000_000).toString()).toContain(
      'ticket.image-requested',
    )
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
