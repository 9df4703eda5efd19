import { type Decision, isRefusal } from '@gongdan/contracts'
import { checkContent, refuseWhenFull } from '../content.ts'
import type { DomainEvent } from '../events.ts'
import { refuseMisfit } from '../imageCheck.ts'
import { guarded } from '../imageGuard.ts'
import { makePlan } from '../plan.ts'
import type { Ticket } from '../ticket.ts'
import { type Command, defineAction } from './action.ts'

const submitted = (ticket: Ticket | null, { body, item, context }: Command<'ticket.submit'>): Decision<DomainEvent> => {
  const { principal } = body
  const content = checkContent(item.info, 'complete', principal, context.definitionOf)
  if (isRefusal(content)) return content
  const { info, definition, applicantRole } = content
  const misfit = refuseMisfit(info, principal, context)
  if (misfit !== null) return misfit
  const plan = guarded(makePlan(definition, principal), info, context.imageGuard)
  const data = { info, detailUuid: context.detailUuid(), plan, applicantRole }
  const event = { type: 'ticket.submitted', data } as const
  return (ticket === null ? null : refuseWhenFull(ticket, event)) ?? [event]
}

/** Submits a ticket for approval, new or with other details. */
export const submit = defineAction({
  type: 'ticket.submit',
  verb: 'submit the ticket',
  who: ['applicant'],
  from: ['saved', 'overruled', 'withdrawn'],
  checksImage: true,
  create: (command) => submitted(null, command),
  decide: submitted,
})
