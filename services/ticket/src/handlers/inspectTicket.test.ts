import { isRefusal } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import type { Ticket } from '../domain/ticket.ts'
import { add, feedback, firstApprover, lin, pass, type Story, submit, ticketAfter } from '../domain/tickets.fixture.ts'
import { inspectTicket } from './inspectTicket.ts'

/** The warnings about a ticket, where these people hold those roles. */
const warningsOf = async (holders: Readonly<Record<string, readonly string[]>>, ...story: Story) => {
  const ticket = ticketAfter(...story) as Ticket
  const data = await inspectTicket(
    { find: async () => ({ ticket, history: [], brokenAt: null, claim: undefined }) },
    {
      holders: async ({ roleUuid }) => holders[roleUuid] ?? [],
      nameOf: async ({ userUuid }) => (userUuid === 'colleague' ? undefined : userUuid),
    },
    { absentOf: async () => new Map() },
  )({ principal: lin, ticketUuid: ticket.uuid, chain: false })
  if (isRefusal(data)) throw new Error(`refused: ${data.scode}`)
  return data.warnings.map(({ step_key, code }) => [step_key, code])
}
const submitted = [submit(feedback), lin] as const

test('a pending ticket warns of roles that nobody else was seen to hold, and of people who were not seen', async () => {
  expect(await warningsOf({}, submitted)).toEqual([
    ['0', 'nobody_known'],
    ['1', 'nobody_known'],
  ])
  expect(await warningsOf({ operations: ['first'], finance: ['lin'] }, submitted)).toEqual([['1', 'only_applicant']])
  expect(await warningsOf({ operations: ['lin', 'first'], finance: ['second'] }, submitted)).toEqual([])
  expect(
    await warningsOf({ operations: ['first'], finance: ['second'] }, submitted, [
      add('before', ['colleague']),
      firstApprover,
    ]),
  ).toEqual([['added-2', 'person_unknown']])
})

test('steps that are done are not warned of, nor is a ticket that is no longer pending', async () => {
  expect(await warningsOf({}, submitted, [pass, firstApprover])).toEqual([['1', 'nobody_known']])
  expect(await warningsOf({}, [{ type: 'ticket.save', item: { info: feedback, isNew: true } }, lin])).toEqual([])
})
