import { type Decision, isRefusal } from '@gongdan/contracts'
import {
  checkInfo,
  detailUuidAfter,
  findProcess,
  infoAfter,
  refuseWhenFull,
  roleOfApplicant,
  saysTheSame,
} from '../content.ts'
import type { DomainEvent } from '../events.ts'
import type { Ticket } from '../ticket.ts'
import { type Command, defineAction } from './action.ts'

const saved = (ticket: Ticket | null, { body, item, context }: Command<'ticket.save'>): Decision<DomainEvent> => {
  const change = infoAfter(ticket, item.info)
  // A draft whose process is gone can still be edited: the process is checked where it is named, and by every submit.
  const process =
    ticket !== null && item.info.processUuid === null
      ? { name: ticket.processName }
      : findProcess(change.processUuid, body.principal, context.definitionOf)
  if (isRefusal(process)) return process
  const info = checkInfo(change, 'draft')
  if (isRefusal(info)) return info
  if (ticket !== null && saysTheSame(ticket.info, info)) return []
  const data = {
    info,
    processName: process.name,
    detailUuid: detailUuidAfter(ticket, info, context.detailUuid),
    applicantRole: roleOfApplicant(body.principal),
  }
  const event = { type: 'ticket.saved', data } as const
  return (ticket === null ? null : refuseWhenFull(ticket, event)) ?? [event]
}

/** Keeps what the applicant wrote, complete or not: a new draft, or changes of a ticket that is not under way. */
export const save = defineAction({
  type: 'ticket.save',
  verb: { en: 'save the ticket', cn: '保存' },
  who: ['applicant'],
  from: ['saved', 'overruled', 'withdrawn'],
  create: (command) => saved(null, command),
  decide: saved,
})
