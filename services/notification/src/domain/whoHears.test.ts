import { ticketEventTypes } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { person, ticketEvent } from './ticketEvent.fixture.ts'
import { roleConcerned, whoHears } from './whoHears.ts'

const auditors = ['t1 li', 't1 wang']

test.each(['ticket.submitted', 'ticket.step-passed'] as const)(
  '%s: the holders of the step whose turn it is hear of it',
  (type) => {
    const event = ticketEvent({ type })
    expect(roleConcerned(event)).toBe('t1 auditor')
    expect(whoHears(event, auditors)).toEqual(auditors)
  },
)

test('who passed a step does not hear that the next one is his too', () => {
  expect(whoHears(ticketEvent({ type: 'ticket.step-passed', actor: person('li') }), auditors)).toEqual(['t1 wang'])
})

test('an applicant is not asked to approve his own ticket, whoever passed the step before', () => {
  const event = ticketEvent({ type: 'ticket.step-passed', actor: person('li') })
  expect(whoHears(event, ['t1 zhang', 't1 wang'])).toEqual(['t1 wang'])
})

test.each([
  'ticket.passed',
  'ticket.overruled',
  'ticket.image-created',
  'ticket.image-failed',
  'ticket.image-needs-operator',
] as const)('%s: the applicant hears of it, and nobody else', (type) => {
  const event = ticketEvent({ type, actor: type.startsWith('ticket.image') ? null : person('li'), deciders: auditors })
  expect(roleConcerned(event)).toBeNull()
  expect(whoHears(event, [])).toEqual(['t1 zhang'])
})

test('a withdrawal is heard by those who had decided on the ticket, each once', () => {
  const event = ticketEvent({ type: 'ticket.withdrawn', deciders: ['t1 li', 'system root', 't1 li'] })
  expect(whoHears(event, [])).toEqual(['t1 li', 'system root'])
})

test('a withdrawal that nobody had decided on is heard by nobody', () => {
  expect(whoHears(ticketEvent({ type: 'ticket.withdrawn' }), [])).toEqual([])
})

test('somebody of the same id in another tenant is somebody else', () => {
  const event = ticketEvent({ type: 'ticket.passed', actor: person('zhang', 'system') })
  expect(whoHears(event, [])).toEqual(['t1 zhang'])
})

test('nobody hears of what he did himself, whatever it was', () => {
  for (const type of ticketEventTypes) {
    const event = ticketEvent({ type, actor: person('zhang'), deciders: ['t1 zhang'] })
    expect(whoHears(event, ['t1 zhang'])).toEqual([])
  }
})

test.each([
  'ticket.saved',
  'ticket.confirmed',
  'ticket.archived',
  'ticket.deleted',
  'ticket.image-requested',
  'ticket.image-creating',
] as const)('%s concerns nobody in person', (type) => {
  expect(whoHears(ticketEvent({ type, actor: null, deciders: auditors }), auditors)).toEqual([])
})
