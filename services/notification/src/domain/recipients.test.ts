import { type TicketEvent, ticketEventTypes } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { asked, partiesOf, recipientsOf, rolesConcerned, withDelegates } from './recipients.ts'
import { delegationEvent, person, ticketEvent } from './ticketEvent.fixture.ts'

const auditors = ['t1 li', 't1 wang']
const auditor = { tenantUuid: 't1', tenantName: 't1', roleUuid: 'auditor', roleName: '审计员' }
const withMembers = (event: TicketEvent, members: readonly string[]) =>
  recipientsOf(event, new Map(rolesConcerned(event).map((role) => [role, members])))
const usersOf = (event: TicketEvent, members: readonly string[]) => withMembers(event, members).map(({ user }) => user)

test.each(['ticket.submitted', 'ticket.step-passed', 'ticket.returned', 'ticket.approvers-added'] as const)(
  '%s: the members of the role that must approve next are notified',
  (type) => {
    const event = ticketEvent({ type })
    expect(rolesConcerned(event)).toEqual(['t1 auditor'])
    expect(usersOf(event, auditors)).toEqual(auditors)
  },
)

test('of two branches the one that goes on asks its own approvers, and those of the other are not asked again', () => {
  const passed = (opened: TicketEvent['opened'], open: TicketEvent['open']) =>
    withMembers(ticketEvent({ type: 'ticket.step-passed', actor: person('chen'), opened, open }), auditors)
  const [audit, next] = [{ kind: 'role', ...auditor } as const, { kind: 'user', ...person('wu') } as const]
  expect(passed([next], [audit, next])).toMatchObject([{ user: 't1 wu', role: null }])
  // The last step of its branch: the audit is still waited for, as before.
  expect(passed([], [audit])).toEqual([])
})

test('where nobody is to approve nobody is asked', () => {
  const event = ticketEvent({ type: 'ticket.step-passed', actor: person('li'), currentOwner: null })
  expect(rolesConcerned(event)).toEqual([])
  expect(usersOf(event, auditors)).toEqual([])
})

test('an approver who passed a step is not notified that the next one is theirs too', () => {
  expect(usersOf(ticketEvent({ type: 'ticket.step-passed', actor: person('li') }), auditors)).toEqual(['t1 wang'])
})

test('an applicant is not asked to approve their own ticket, whoever passed the step before', () => {
  const event = ticketEvent({ type: 'ticket.step-passed', actor: person('li') })
  expect(usersOf(event, ['t1 zhang', 't1 wang'])).toEqual(['t1 wang'])
})

test.each([
  'ticket.passed',
  'ticket.overruled',
  'ticket.fulfilment-done',
  'ticket.fulfilment-failed',
  'ticket.image-created',
  'ticket.image-failed',
  'ticket.image-needs-operator',
] as const)('%s: only the applicant is notified', (type) => {
  const event = ticketEvent({ type, actor: type.startsWith('ticket.image') ? null : person('li'), deciders: auditors })
  expect(rolesConcerned(event)).toEqual([])
  expect(usersOf(event, [])).toEqual(['t1 zhang'])
})

const li = { kind: 'user', tenantUuid: 't1', tenantName: 't1', userUuid: 'li', userName: 'LI' } as const

test.each(['ticket.reminded', 'ticket.escalated'] as const)(
  '%s: those whom the event asks are notified, and not who is asked in other steps',
  (type) => {
    const event = ticketEvent({ type, actor: null, opened: [li] })
    expect(withMembers(event, [])).toMatchObject([{ user: 't1 li', role: null }])
  },
)

test('of an overdue step its owners are notified, and the administrators of the tenant', () => {
  const event = ticketEvent({ type: 'ticket.overdue', actor: null, opened: [li] })
  expect(rolesConcerned(event)).toEqual(['t1 t1'])
  expect(usersOf(event, ['t1 admin', 't1 zhang'])).toEqual(['t1 li', 't1 admin'])
})

test.each(['ticket.passed', 'ticket.overruled'] as const)(
  '%s: those in copy are notified beside the applicant',
  (type) => {
    const cc = [{ kind: 'role', ...auditor } as const, { kind: 'user', ...person('chen') } as const]
    const event = ticketEvent({ type, actor: person('li'), cc })
    expect(withMembers(event, auditors).map(({ user, role }) => [user, role])).toEqual([
      ['t1 zhang', null],
      ['t1 wang', 't1 auditor'],
      ['t1 chen', null],
    ])
  },
)

test('an urge goes to the owners of all seats that are open, but not to the applicant', () => {
  const open = [{ kind: 'role', ...auditor } as const, { kind: 'user', ...person('chen') } as const]
  const event = ticketEvent({ type: 'ticket.urged', actor: person('root', 'system'), open })
  expect(usersOf(event, [...auditors, 't1 zhang'])).toEqual(['t1 li', 't1 wang', 't1 chen'])
})

test('those who are put in copy are notified, and nobody else', () => {
  const event = ticketEvent({
    type: 'ticket.cc-added',
    actor: person('zhang'),
    cc: [{ kind: 'user', ...person('chen') }],
    deciders: auditors,
  })
  expect(usersOf(event, auditors)).toEqual(['t1 chen'])
})

test('a withdrawal goes to those who had decided on the ticket, once each', () => {
  const event = ticketEvent({ type: 'ticket.withdrawn', deciders: ['t1 li', 'system root', 't1 li'] })
  expect(usersOf(event, [])).toEqual(['t1 li', 'system root'])
})

test('a withdrawal of a ticket without decisions goes to no one', () => {
  expect(usersOf(ticketEvent({ type: 'ticket.withdrawn' }), [])).toEqual([])
})

test('a termination goes to the applicant in person, and to the members of the role that was waited for', () => {
  const formerOwner = { tenantUuid: 't1', tenantName: 't1', roleUuid: 'auditor', roleName: '审计员' }
  const event = ticketEvent({ type: 'ticket.terminated', actor: person('root'), currentOwner: null, formerOwner })
  expect(rolesConcerned(event)).toEqual(['t1 auditor'])
  expect(withMembers(event, [...auditors, 't1 zhang']).map(({ user, role }) => [user, role])).toEqual([
    ['t1 zhang', null],
    ['t1 li', 't1 auditor'],
    ['t1 wang', 't1 auditor'],
  ])
})

test('a termination goes to all who were waited for, people and the members of roles', () => {
  const opened = [{ kind: 'user', ...person('chen') } as const, { kind: 'role', ...auditor } as const]
  const formerOwner = { ...auditor, roleUuid: 'done' }
  const event = ticketEvent({
    type: 'ticket.terminated',
    actor: person('root'),
    currentOwner: null,
    formerOwner,
    opened,
  })
  expect(rolesConcerned(event)).toEqual(['t1 auditor'])
  expect(usersOf(event, auditors)).toEqual(['t1 zhang', 't1 chen', 't1 li', 't1 wang'])
})

test('a transfer goes to the new owner of the seat', () => {
  const opened = [{ kind: 'user', ...person('wang') } as const]
  const event = ticketEvent({ type: 'ticket.transferred', actor: person('li'), opened })
  expect(rolesConcerned(event)).toEqual([])
  expect(usersOf(event, [])).toEqual(['t1 wang'])
})

test('the same user id in another tenant is another user', () => {
  const event = ticketEvent({ type: 'ticket.passed', actor: person('zhang', 'system') })
  expect(usersOf(event, [])).toEqual(['t1 zhang'])
})

test('an actor is not notified of their own action, whatever it was', () => {
  for (const type of ticketEventTypes) {
    const event = ticketEvent({ type, actor: person('zhang'), deciders: ['t1 zhang'] })
    expect(usersOf(event, ['t1 zhang'])).toEqual([])
  }
})

test.each([
  'ticket.saved',
  'ticket.confirmed',
  'ticket.archived',
  'ticket.deleted',
  'ticket.fulfilment-requested',
  'ticket.fulfilment-working',
  'ticket.image-requested',
  'ticket.image-creating',
] as const)('%s has no recipients', (type) => {
  expect(usersOf(ticketEvent({ type, actor: null, deciders: auditors }), auditors)).toEqual([])
})

test('people and roles whose seats opened together are all notified, each user once and in person rather than by a role', () => {
  const role = { kind: 'role', tenantUuid: 't1', tenantName: 't1', roleUuid: 'auditor', roleName: '审计员' } as const
  const user = (userUuid: string) => ({ kind: 'user', ...person(userUuid) }) as const
  const event = ticketEvent({ opened: [role, user('wang'), user('zhang')] })
  expect(withMembers(event, auditors).map(({ user: who, role: by }) => [who, by])).toEqual([
    ['t1 li', 't1 auditor'],
    ['t1 wang', null],
  ])
})

test('of a delegation the two are told, but for who made it', () => {
  expect(partiesOf(delegationEvent()).map(({ user }) => user)).toEqual(['t1 wang'])
  expect(partiesOf(delegationEvent({ actor: person('admin') })).map(({ user }) => user)).toEqual(['t1 li', 't1 wang'])
  expect(partiesOf(delegationEvent({ type: 'delegation.cancelled' }))).toEqual([])
})

const beside = (
  event: TicketEvent,
  ...delegates: readonly (readonly [absent: string, user: string, types?: string[]])[]
) => {
  const recipients = recipientsOf(event, new Map([['t1 auditor', auditors]]))
  const delegatesOf = Map.groupBy(
    delegates.map(([absent, user, types = []]) => ({ absent, user, types, processUuids: [] })),
    ({ absent }) => absent,
  )
  return withDelegates(recipients, delegatesOf).map(({ user, role }) => [user, role])
}

test('a delegate is told beside each absent one who is asked to approve, in person and once', () => {
  const both = [
    ['t1 li', 't1 auditor'],
    ['t1 wang', 't1 auditor'],
  ]
  const event = ticketEvent()
  expect(asked(recipientsOf(event, new Map([['t1 auditor', auditors]]))).map(({ user }) => user)).toEqual(auditors)
  expect(beside(event, ['t1 li', 't1 chen'], ['t1 wang', 't1 chen'])).toEqual([...both, ['t1 chen', null]])
  expect(beside(event, ['t1 li', 't1 wang'])).toEqual(both)
  expect(beside(event, ['t1 li', 't1 chen', ['VIP']])).toEqual(both)
  expect(beside(event, ['t1 li', 't1 chen', ['FEEDBACK']])).toEqual([...both, ['t1 chen', null]])
})

test('neither the applicant nor who did it is told as a delegate, and nobody where the process allows no delegates', () => {
  const event = ticketEvent({ type: 'ticket.step-passed', actor: person('chen') })
  expect(beside(event, ['t1 li', 't1 chen'], ['t1 wang', 't1 zhang']).map(([user]) => user)).toEqual(auditors)
  expect(beside(ticketEvent({ delegable: false }), ['t1 li', 't1 dee']).map(([user]) => user)).toEqual(auditors)
})

test('of what became of a ticket no delegate is told', () => {
  const event = ticketEvent({ type: 'ticket.passed', actor: person('li') })
  expect(beside(event, ['t1 zhang', 't1 dee'])).toEqual([['t1 zhang', null]])
})

test('a comment goes to the applicant and to those who are mentioned, but not to its author', () => {
  const mentioned = [{ kind: 'user', ...person('li') } as const, { kind: 'user', ...person('wang') } as const]
  const comment = { uuid: 'ad0bcf7e-ab75-4873-b0a2-6caa294b083f', mentioned }
  const event = ticketEvent({ type: 'ticket.commented', actor: person('li'), comment })
  expect(usersOf(event, [])).toEqual(['t1 zhang', 't1 wang'])
  expect(usersOf({ ...event, actor: person('zhang') }, [])).toEqual(['t1 li', 't1 wang'])
})
