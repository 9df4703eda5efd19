import { type Decision, isRefusal } from '@gongdan/contracts'
import { checkContent, refuseWhenFull } from '../content.ts'
import type { DomainEvent } from '../events.ts'
import type { Ticket } from '../ticket.ts'
import { type Command, defineAction } from './action.ts'

const saved = (ticket: Ticket | null, { body, item, context }: Command<'ticket.save'>): Decision<DomainEvent> => {
  const content = checkContent(item.info, 'draft', body.principal, context.definitionOf)
  if (isRefusal(content)) return content
  const { info, definition, applicantRole } = content
  const data = { info, processName: definition.name, detailUuid: context.detailUuid(), applicantRole }
  const event = { type: 'ticket.saved', data } as const
  return (ticket === null ? null : refuseWhenFull(ticket, event)) ?? [event]
}

/** Keeps what the applicant wrote, complete or not: a new draft, or other details of a ticket that is not under way. */
export const save = defineAction({
  type: 'ticket.save',
  verb: 'save the ticket',
  who: ['applicant'],
  from: ['saved', 'overruled', 'withdrawn'],
  create: (command) => saved(null, command),
  decide: saved,
})
