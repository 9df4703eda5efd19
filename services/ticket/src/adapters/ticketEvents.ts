import type { TicketEvent } from '@gongdan/contracts'
import type { RecordedEvent, OutgoingEvent } from '@gongdan/store'
import { v5 as uuidv5 } from 'uuid'
import type { TicketFact } from '../domain/facts.ts'
import { currentStep, type Ticket } from '../domain/ticket.ts'

/** The event that others hear of an entry: a function of the history up to it, whoever builds it (design decision 1). */
export const ticketEvent = (ticket: Ticket, entry: RecordedEvent<TicketFact>): TicketEvent => ({
  id: uuidv5(String(entry.seq), ticket.uuid),
  at: entry.at,
  correlationId: entry.correlationId,
  causationId: entry.commandId,
  type: entry.type,
  ticketUuid: ticket.uuid,
  seq: entry.seq,
  name: ticket.info.name,
  ticketType: ticket.info.type,
  state: ticket.state,
  deleted: ticket.deleted,
  applicant: ticket.applicant,
  actor: entry.by,
  reason: reasonOf(entry),
  processUuid: ticket.info.processUuid,
  currentOwner: currentStep(ticket)?.owner ?? null,
  deciders: [...ticket.deciders],
  image:
    entry.type === 'ticket.image-requested'
      ? { request: entry.data.request, details: ticket.info.details ?? '', detailsHash: entry.data.detailsHash }
      : null,
  imageState: ticket.fulfilment?.state ?? null,
})

/** Why: an approver's own words, or what is said to people about a failure. */
const reasonOf = ({ data }: RecordedEvent<TicketFact>): string => {
  if ('reason' in data) return data.reason
  return 'failure' in data ? `${data.failure.textCn} ${data.failure.text}`.trim() : ''
}

export const outgoing = (ticket: Ticket, entry: RecordedEvent<TicketFact>): OutgoingEvent => {
  const event = ticketEvent(ticket, entry)
  return {
    id: event.id,
    type: event.type,
    correlationId: event.correlationId,
    body: Buffer.from(JSON.stringify(event)),
  }
}
