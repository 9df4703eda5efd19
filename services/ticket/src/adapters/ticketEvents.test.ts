import { TicketEvent } from '@gongdan/contracts'
import type { RecordedEvent } from '@gongdan/store'
import { expect, test } from '@jest/globals'
import type { DomainEvent } from '../domain/events.ts'
import { evolve } from '../domain/evolve.ts'
import { due, richTicket, role, step, user } from '../domain/rich.fixture.ts'
import type { Ticket } from '../domain/ticket.ts'
import {
  administrator,
  feedback,
  lin,
  overrule,
  pass,
  person,
  type Request,
  type Story,
  submit,
  submitOverruled,
  terminate,
  ticketUuid,
} from '../domain/tickets.fixture.ts'
import { eventOf } from './ticketEvents.ts'

const zhao = person('zhao', 'acme', 'zhao')

const twoSteps = [step('a', [role('zhao')], { due: due() }), step('b', [role('qian')])]
/** What is published of a ticket to which this is done, each thing by a command of its own. */
const published = (autoPass: string | null, ...story: Story) => publishedOf(twoSteps, autoPass, ...story)
const publishedOf = (steps: Parameters<typeof richTicket>[0], autoPass: string | null, ...story: Story) => {
  const { act, history } = richTicket(steps, { autoPass, cc: [role('sun')] })
  const events: RecordedEvent<DomainEvent>[] = []
  for (const [request, who] of story) {
    act(request, who)
    const command = { commandId: ticketUuid.replace('f', String(events.length)), correlationId: 'c', hash: '' }
    for (const event of history.slice(events.length)) events.push({ ...event, ...command })
  }
  let ticket: Ticket | undefined
  return events.map((event) => {
    ticket = evolve(ticket, event, ticketUuid)
    const { body } = eventOf({ events }, event, ticket)
    return TicketEvent.parse(JSON.parse(String(body)))
  })
}
const copied: Request = { ...submit(feedback), body: { cc: [role('wu')] } }

test('the owners of the first steps are asked by a submission', () => {
  expect(published(null, [submit(feedback), lin])).toMatchObject([
    {
      type: 'ticket.submitted',
      currentOwner: { roleUuid: 'zhao' },
      open: [{ roleUuid: 'zhao' }],
      opened: [{ roleUuid: 'zhao' }],
      dueAt: expect.any(Number),
    },
  ])
})

test('nobody is asked by a submission that passes the ticket by itself', () => {
  const nobody = { currentOwner: null, open: [], opened: [], dueAt: null }
  expect(published('ticket.type == "FEEDBACK"', [copied, lin])).toMatchObject([
    { type: 'ticket.submitted', state: 'pending', ...nobody },
    { type: 'ticket.cc-added', state: 'pending', ...nobody },
    { type: 'ticket.passed', state: 'passed', ...nobody },
  ])
})

test('a submission before one that passes the ticket by itself asks as ever', () => {
  const rule = 'ticket.name == "it is fast"'
  const events = published(
    rule,
    [submit(feedback), lin],
    [overrule, zhao],
    [{ ...submit({ ...feedback, name: 'it is fast' }, false) }, lin],
  )
  expect(events.map(({ type, opened }) => [type, opened.length])).toEqual([
    ['ticket.submitted', 1],
    ['ticket.overruled', 0],
    ['ticket.submitted', 0],
    ['ticket.passed', 0],
  ])
  expect(
    published(rule, [submit(feedback), lin], [overrule, zhao], [submitOverruled, lin]).at(-1)?.opened,
  ).toHaveLength(1)
})

test('a termination concerns the owners of all seats that were open, people among them', () => {
  const steps = [
    step('a', [role('zhao'), user('qian')], { need: 'all', after: [] }),
    step('b', [role('sun')], { after: [] }),
    step('c', [role('li')]),
  ]
  const events = publishedOf(steps, null, [submit(feedback), lin], [pass, zhao], [terminate, administrator])
  expect(events.at(-1)).toMatchObject({
    type: 'ticket.terminated',
    open: [],
    opened: [
      { kind: 'user', userUuid: 'qian' },
      { kind: 'role', roleUuid: 'sun' },
    ],
  })
})
