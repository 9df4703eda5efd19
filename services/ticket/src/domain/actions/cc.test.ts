import { isRefusal, listKeysFor, type Principal, type SeatOwner, seatOwnerKey, userKey } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { can } from '../can.ts'
import { evolve } from '../evolve.ts'
import { listKeysOf } from '../listKeys.ts'
import { ccOf, type Ticket } from '../ticket.ts'
import {
  administrator,
  archive,
  colleague,
  decide,
  decideIn,
  feedback,
  firstApprover,
  lin,
  outcome,
  overrule,
  pass,
  person,
  processUuid,
  type Request,
  recorded,
  save,
  stranger,
  submit,
  superAdministrator,
  ticketAfter,
  ticketUuid,
  twoSteps,
} from '../tickets.fixture.ts'

const role = (roleUuid: string, tenantUuid = 'acme'): SeatOwner => ({
  kind: 'role',
  tenantUuid,
  tenantName: '',
  roleUuid,
  roleName: '',
})
const user = (userUuid: string, tenantUuid = 'acme'): SeatOwner => ({
  kind: 'user',
  tenantUuid,
  tenantName: '',
  userUuid,
  userName: '',
})
const copyTo = (...people: readonly SeatOwner[]): Request => ({ type: 'ticket.cc', body: { people } })
const submitWith = (...cc: readonly SeatOwner[]): Request => ({ ...submit(feedback), body: { cc } })
const auditor = person('audrey', 'acme', 'auditor')

/** The scopes in which lists find the ticket for a caller. */
const foundBy = (principal: Principal, ticket: Ticket | undefined) =>
  (['todo', 'applied', 'handled', 'cc', 'all'] as const).filter((scope) => {
    const keys = new Set(ticket === undefined ? [] : listKeysOf(ticket))
    return listKeysFor(principal, scope, null).some((key) => keys.has(key))
  })

describe('who is put in copy', () => {
  const ticket = ticketAfter([submit(feedback), lin], [copyTo(role('auditor'), user('colleague')), lin])

  test('sees the ticket, finds it in the scope cc, and may do nothing to it', () => {
    for (const who of [auditor, colleague]) {
      expect(foundBy(who, ticket)).toEqual(['cc', 'all'])
      expect(can(who, ticket as Ticket)).toEqual([])
      expect(outcome(pass, who, ticket)).toBe(3003)
      expect(outcome(archive, who, ticket)).toBe(2003)
      expect(outcome(copyTo(user('lin')), who, ticket)).toBe(2003)
    }
    expect(foundBy(person('audrey', 'umbrella', 'auditor'), ticket)).toEqual([])
    expect(foundBy(lin, ticketAfter([submit(feedback), lin]))).toEqual(['applied', 'all'])
  })

  test('does not see a draft: there is nobody in copy yet', () => {
    expect(outcome(copyTo(role('auditor')), lin, ticketAfter([save(feedback), lin]))).toBe(3002)
  })

  test('stays so over the rounds, and hears of each addition once', () => {
    const again = ticketAfter(
      [submit(feedback), lin],
      [copyTo(role('auditor')), lin],
      [overrule, firstApprover],
      [submit(feedback, false), lin],
    )
    expect(ccOf(again as Ticket)).toHaveLength(1)
    expect(outcome(copyTo(role('auditor'), role('auditor')), lin, again)).toEqual([])
    expect(outcome(copyTo(role('auditor'), user('colleague'), user('colleague')), lin, again)).toEqual([
      'ticket.cc-added',
    ])
  })

  test('is named in a tenant whose people the caller is not shown neither by tokens nor by the caller', () => {
    const root: SeatOwner = { ...user('root', 'system'), userName: 'the boss' } as SeatOwner
    const names = new Map([[seatOwnerKey(root), '超级管理员']])
    const nameBy = (who: Principal, known = names) => {
      const decision = decideIn({ names: known }, copyTo(root), who, ticketAfter([submit(feedback), lin]))
      return isRefusal(decision) ? decision : decision.map(({ data }) => Object(data).people[0].userName)
    }
    expect(nameBy(lin)).toEqual([''])
    expect(nameBy(lin, new Map())).toEqual([''])
    expect(nameBy(superAdministrator)).toEqual(['超级管理员'])
    const submitted = decideIn({ names }, submitWith(root), lin, undefined)
    expect(JSON.stringify(submitted)).not.toContain('超级管理员')
  })

  test('is named as tokens have shown them, not as the caller says', () => {
    const names = new Map([['acme auditor', '审计员']])
    const given: SeatOwner = { ...role('auditor'), roleName: 'the boss' } as SeatOwner
    const decision = decideIn({ names }, copyTo(given, user('colleague')), lin, ticketAfter([submit(feedback), lin]))
    expect(decision).toEqual([
      {
        type: 'ticket.cc-added',
        data: {
          people: [
            { ...role('auditor'), tenantName: 'name of acme', roleName: '审计员' },
            { ...user('colleague'), tenantName: 'name of acme' },
          ],
        },
      },
    ])
  })
})

describe('who may put people in copy', () => {
  const ticket = ticketAfter([submit(feedback), lin])

  test.each([
    ['the applicant', lin, ['ticket.cc-added']],
    ['the owner of a step', firstApprover, ['ticket.cc-added']],
    ['the administrator', administrator, ['ticket.cc-added']],
    ['a colleague', colleague, 3001],
    ['a stranger', stranger, 3001],
  ])('%s', (_, who, expected) => {
    expect(outcome(copyTo(role('auditor')), who, ticket)).toEqual(expected)
  })

  test('one who decided on it once, with no role left', () => {
    const decided = ticketAfter([submit(feedback), lin], [pass, firstApprover])
    expect(userKey(firstApprover)).toBe('acme first')
    expect(outcome(copyTo(role('auditor')), person('first', 'acme'), decided)).toEqual(['ticket.cc-added'])
  })

  test('nobody once it is archived', () => {
    const archived = ticketAfter([submit(feedback), lin], [overrule, firstApprover], [archive, lin])
    expect(outcome(copyTo(role('auditor')), lin, archived)).toBe(3002)
  })
})

describe('not everybody can be put in copy', () => {
  test.each([
    ['a role of the tenant', role('auditor'), 'taken'],
    ['the super administrator', role('system', 'system'), 'taken'],
    ['a person of another tenant', user('stranger', 'umbrella'), 3010],
    ['a role of another tenant', role('umbrella', 'umbrella'), 3010],
  ])('%s', (_, owner, expected) => {
    const scodeOf = (decision: ReturnType<typeof decide>) => (isRefusal(decision) ? decision.scode : 'taken')
    expect(scodeOf(decide(submitWith(owner), lin, undefined))).toBe(expected)
    expect(scodeOf(decide(copyTo(owner), lin, ticketAfter([submit(feedback), lin])))).toBe(expected)
  })

  test('whoever is of the tenant of a step can', () => {
    const [first, second] = twoSteps.steps
    const steps = [first, { ...second, tenantUuid: 'umbrella' }] as typeof twoSteps.steps
    const submitted = decideIn({ definitionOf: () => ({ ...twoSteps, steps }) }, submit(feedback), lin, undefined)
    const ticket = isRefusal(submitted) ? undefined : evolve(undefined, recorded(submitted[0]!, 1, lin), ticketUuid)
    expect(outcome(copyTo(user('stranger', 'umbrella')), lin, ticket)).toEqual(['ticket.cc-added'])
  })

  test('fifty are in copy at most', () => {
    const crowd = (from: number, count: number) => Array.from({ length: count }, (_, at) => user(`u${from + at}`))
    const full = ticketAfter(
      [submitWith(...crowd(0, 20)), lin],
      [copyTo(...crowd(20, 20)), lin],
      [copyTo(...crowd(40, 10)), lin],
    )
    expect(ccOf(full as Ticket)).toHaveLength(50)
    expect(outcome(copyTo(user('u50')), lin, full)).toBe(3012)
    expect(outcome(copyTo(user('u49')), lin, full)).toEqual([])
  })
})

test('the copies of a process are pinned with the plan, and those of the submit are told', () => {
  const settings = { autoPass: null, cc: [role('auditor')], forbid: [] }
  const definition = { ...twoSteps, settings }
  const decision = decideIn({ definitionOf: () => definition }, submitWith(user('colleague')), lin, undefined)
  expect(decision).toMatchObject([
    { type: 'ticket.submitted', data: { plan: { processUuid, cc: [{ roleUuid: 'auditor' }] } } },
    { type: 'ticket.cc-added', data: { people: [{ userUuid: 'colleague' }] } },
  ])
  const ticket = isRefusal(decision)
    ? undefined
    : decision.reduce<Ticket | undefined>(
        (before, event) => evolve(before, recorded(event, (before?.version ?? 0) + 1, lin), ticketUuid),
        undefined,
      )
  expect(foundBy(auditor, ticket)).toEqual(['cc', 'all'])
  expect(foundBy(colleague, ticket)).toEqual(['cc', 'all'])
})

test('an ordinary submit says nothing of copies', () => {
  expect(JSON.stringify(decide(submit(feedback), lin, undefined))).not.toContain('cc')
})
