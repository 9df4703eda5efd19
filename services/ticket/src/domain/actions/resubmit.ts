import { type Decision, isRefusal, type Principal } from '@gongdan/contracts'
import { checkContent, refuseWhenFull } from '../content.ts'
import type { DomainEvent } from '../events.ts'
import { refuseMisfit } from '../imageCheck.ts'
import { guarded } from '../imageGuard.ts'
import { makePlan } from '../plan.ts'
import type { Ticket } from '../ticket.ts'
import { type DecisionContext, defineAction } from './action.ts'

/** Starts a round from step 1 with the details as they stand. */
const resubmitted = (ticket: Ticket, principal: Principal, context: DecisionContext): Decision<DomainEvent> => {
  const content = checkContent(ticket.info, 'complete', principal, context.definitionOf)
  if (isRefusal(content)) return content
  const { definition, applicantRole } = content
  const misfit = refuseMisfit(ticket.info, principal, context)
  if (misfit !== null) return misfit
  const plan = guarded(makePlan(definition, principal), ticket.info, context.imageGuard)
  const data = { info: null, detailUuid: ticket.detailUuid, plan, applicantRole }
  const event = { type: 'ticket.submitted', data } as const
  return refuseWhenFull(ticket, event) ?? [event]
}

/** Submits drafts and withdrawn tickets as they are. */
export const submitSaved = defineAction({
  type: 'ticket.submit-saved',
  verb: 'submit the ticket as a saved one',
  who: ['applicant'],
  from: ['saved', 'withdrawn'],
  usesTicketProcess: true,
  checksImage: true,
  decide: (ticket, { body, context }) => resubmitted(ticket, body.principal, context),
})

/** Submits rejected tickets again. */
export const submitOverruled = defineAction({
  type: 'ticket.submit-overruled',
  verb: 'submit the ticket as a rejected one',
  who: ['applicant'],
  from: ['overruled'],
  usesTicketProcess: true,
  checksImage: true,
  decide: (ticket, { body, context }) => resubmitted(ticket, body.principal, context),
})
