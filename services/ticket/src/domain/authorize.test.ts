import { isRefusal } from '@gongdan/contracts'
import { type FlowStep, withOwners } from '@gongdan/flow'
import { expect, test } from '@jest/globals'
import type { Ticket } from './ticket.ts'
import {
  archive,
  colleague,
  confirm,
  decide,
  feedback,
  firstApprover,
  image,
  lin,
  overrule,
  pass,
  type Request,
  requestImage,
  secondApprover,
  submit,
  submitOverruled,
  ticketAfter,
  withdraw,
} from './tickets.fixture.ts'

const pending = ticketAfter([submit(feedback), lin])
const passed = ticketAfter([submit(feedback), lin], [pass, firstApprover], [pass, secondApprover])
const overruled = ticketAfter([submit(feedback), lin], [overrule, firstApprover])
const pendingImage = ticketAfter([submit(image), lin])

const withoutName = (steps: readonly FlowStep[]) =>
  withOwners(steps, 0, 0, [
    { kind: 'role', tenantUuid: 'acme', tenantName: 'Acme', roleUuid: 'operations', roleName: '' },
  ])
const nameless = { ...pending, round: { ...pending?.round, steps: withoutName(pending?.round?.steps ?? []) } } as Ticket

const refusalOf = (...[request, principal, ticket]: Parameters<typeof decide>) => {
  const decision = decide(request, principal, ticket)
  return isRefusal(decision) && decision.desc !== '' ? decision.desc.en : 'accepted'
}
const outdated: Request = { ...pass, item: { version: 7 } }

test.each([
  [refusalOf(withdraw, firstApprover, pending), 'only the applicant can withdraw the ticket'],
  [
    refusalOf(archive, firstApprover, passed),
    "only the applicant, the tenant's administrator or a super administrator can archive the ticket",
  ],
  [refusalOf(confirm, lin, pending), 'you cannot confirm the ticket while it is pending'],
  [refusalOf(pass, firstApprover, overruled), 'you cannot approve the ticket while it is rejected'],
  [refusalOf(overrule, firstApprover, passed), 'you cannot reject the ticket while it is approved'],
  [refusalOf(submitOverruled, lin, pending), 'you cannot submit the ticket as a rejected one while it is pending'],
  [refusalOf(requestImage, lin, pendingImage), 'you cannot request the image of the ticket while it is pending'],
  [refusalOf(requestImage, lin, passed), "the ticket's type is FEEDBACK"],
  [refusalOf(pass, lin, pending), 'you are the applicant of this ticket'],
  [refusalOf(pass, secondApprover, pending), 'it is the turn of the operations'],
  [refusalOf(pass, secondApprover, nameless), 'it is the turn of role operations'],
  [refusalOf(outdated, firstApprover, pending), 'the ticket is at version 1 by now'],
  [refusalOf(pass, colleague, pending), 'no ticket of this uuid is visible to you'],
])('a refusal says: %s', (desc, expected) => expect(desc).toBe(expected))

test('a ticket that is not visible has no name', () => {
  expect(decide(pass, colleague, pending)).toMatchObject({ name: '' })
  expect(decide(withdraw, firstApprover, pending)).not.toHaveProperty('name')
})
