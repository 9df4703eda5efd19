import { type Decision, isRefusal, type Principal, type SeatOwner, type TicketInfo } from '@gongdan/contracts'
import { checkInfo, detailUuidAfter, findProcess, infoAfter, refuseWhenFull, roleOfApplicant } from '../content.ts'
import type { DomainEvent } from '../events.ts'
import { refuseMisfit } from '../imageCheck.ts'
import { planFor } from '../planFor.ts'
import { firstRequest } from '../requested.ts'
import type { Ticket } from '../ticket.ts'
import { type Command, type DecisionContext, defineAction } from './action.ts'
import { addedToCc } from './cc.ts'

/** Starts a round from step 1 with what is to be in the ticket, and with these people and roles in copy. */
export const startRound = (
  ticket: Ticket | null,
  content: TicketInfo,
  principal: Principal,
  context: DecisionContext,
  people: readonly SeatOwner[] = [],
): Decision<DomainEvent> => {
  const definition = findProcess(content.processUuid, principal, context.definitionOf)
  if (isRefusal(definition)) return definition
  const info = checkInfo(content, 'complete')
  if (isRefusal(info)) return info
  const misfit = refuseMisfit(info, principal, context)
  if (misfit !== null) return misfit
  const { plan, rule } = planFor(definition, info, principal, context)
  const data = {
    info: content === ticket?.info ? null : info,
    detailUuid: detailUuidAfter(ticket, info, context.detailUuid),
    plan,
    applicantRole: roleOfApplicant(principal),
  }
  const event = { type: 'ticket.submitted', data } as const
  const full = ticket === null ? null : refuseWhenFull(ticket, event)
  if (full !== null) return full
  const copies = addedToCc(
    { applicant: principal, plan: data.plan, cc: ticket?.cc ?? [] },
    { principal, people },
    context,
  )
  if (isRefusal(copies)) return copies
  if (rule === null) return [event, ...copies]
  const passed = { type: 'ticket.passed', data: { step: -1, config: null, auto: rule } } as const
  return [event, ...copies, passed, ...firstRequest({ info, applicant: principal }, context)]
}

const submitted = (ticket: Ticket | null, { body, item, context }: Command<'ticket.submit'>) =>
  startRound(ticket, infoAfter(ticket, item.info), body.principal, context, body.cc)

/** Submits a ticket for approval, new or with changes. */
export const submit = defineAction({
  type: 'ticket.submit',
  verb: { en: 'submit the ticket', cn: '提交' },
  who: ['applicant'],
  from: ['saved', 'overruled', 'withdrawn'],
  usesTicketProcess: true,
  checksImage: true,
  create: (command) => submitted(null, command),
  decide: submitted,
})
