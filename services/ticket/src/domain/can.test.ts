import { isRefusal, type Principal } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { actions } from './actions/index.ts'
import { can } from './can.ts'
import { evolve } from './evolve.ts'
import type { Ticket } from './ticket.ts'
import {
  administrator,
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
  recorded,
  save,
  secondApprover,
  stranger,
  submit,
  superAdministrator,
  ticketAfter,
  ticketUuid,
  withdraw,
} from './tickets.fixture.ts'

const people = { lin, colleague, firstApprover, secondApprover, administrator, superAdministrator, stranger }
const passed = [[submit(feedback), lin] as const, [pass, firstApprover] as const, [pass, secondApprover] as const]
const passedImage = [[submit(image), lin] as const, ...passed.slice(1)]

const after = (ticket: Ticket | undefined, ...[event]: [Parameters<typeof recorded>[0]]) =>
  evolve(ticket, recorded(event, (ticket?.version ?? 0) + 1, null), ticketUuid)
const failure = { code: 'C', message: 'm', text: 't', textCn: 't' }
const imageOf = (type: 'ticket.image-failed' | 'ticket.image-needs-operator') =>
  after(ticketAfter(...passedImage), { type, data: { request: 1, jobSeq: 1, failure } })

const tickets: Readonly<Record<string, Ticket | undefined>> = {
  'a draft': ticketAfter([save(feedback), lin]),
  'a pending one': ticketAfter([submit(feedback), lin]),
  'one of an approver, pending': ticketAfter([submit(feedback), { ...firstApprover, roles: lin.roles }]),
  'one at its second step': ticketAfter([submit(feedback), lin], [pass, firstApprover]),
  'a rejected one': ticketAfter([submit(feedback), lin], [overrule, firstApprover]),
  'a withdrawn one': ticketAfter([submit(feedback), lin], [withdraw, lin]),
  'a passed one': ticketAfter(...passed),
  'a confirmed one': ticketAfter(...passed, [confirm, lin]),
  'an archived one': ticketAfter(...passed, [archive, lin]),
  'one whose image is queued': ticketAfter(...passedImage),
  'one whose image failed': imageOf('ticket.image-failed'),
  'one whose image needs an operator': imageOf('ticket.image-needs-operator'),
  'one whose image is made': after(ticketAfter(...passedImage), {
    type: 'ticket.image-created',
    data: { request: 1, jobSeq: 1, imageId: 'img-1', warning: '' },
  }),
}

const auditor = { kind: 'role', tenantUuid: 'acme', tenantName: '', roleUuid: 'auditor', roleName: '' }

/** The commands that have an effect on it, each whole and in good time. */
const effective = (principal: Principal, ticket: Ticket | undefined) =>
  Object.values(actions)
    .map(({ type }) => type)
    .filter((type) => {
      // Another reason, or nothing would change.
      const item = { isNew: false, info: { ...ticket?.info, reason: 'another' } }
      const decision = decide(
        {
          type,
          body: {
            config: null,
            reason: 'r',
            people: [auditor],
            seatId: null,
            toStepId: null,
            where: 'after',
            need: 'all',
            approvers: [{ owner: auditor, count: 1 }],
            to: { userUuid: 'colleague', userName: '' },
          },
          item,
        },
        principal,
        ticket,
        86_400_000,
      )
      return !isRefusal(decision) && decision.length > 0
    })
    .map((type) => type.slice('ticket.'.length))

test.each(Object.entries(tickets))('callers can do to %s what commands would do', (_, ticket) => {
  if (ticket === undefined) throw new TypeError('no ticket')
  for (const [name, principal] of Object.entries(people)) {
    expect([name, can(principal, ticket)]).toEqual([name, effective(principal, ticket)])
  }
})

test('an applicant can change, submit and delete a draft, and whose turn it is can decide on what is pending', () => {
  expect(can(lin, tickets['a draft'] as Ticket)).toEqual(['save', 'submit', 'submit-saved', 'delete'])
  expect(can(lin, tickets['a pending one'] as Ticket)).toEqual(['withdraw', 'urge', 'cc'])
  expect(can(firstApprover, tickets['a pending one'] as Ticket)).toEqual([
    'pass',
    'overrule',
    'return',
    'transfer',
    'add-approvers',
    'cc',
  ])
  expect(can(secondApprover, tickets['a pending one'] as Ticket)).toEqual(['cc'])
  expect(can(administrator, tickets['one whose image failed'] as Ticket)).toEqual(['archive', 'cc', 'request-image'])
})
