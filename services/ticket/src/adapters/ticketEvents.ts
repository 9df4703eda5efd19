import type { TicketEvent } from '@gongdan/contracts'
import type { OutgoingEvent, RecordedEvent } from '@gongdan/store'
import { v5 as uuidv5 } from 'uuid'
import type { DomainEvent } from '../domain/events.ts'
import { currentStep, type Ticket } from '../domain/ticket.ts'

/** The event as it is published: a function of the history up to it, whichever process builds it (decision 1). */
const published = (ticket: Ticket, event: RecordedEvent<DomainEvent>): TicketEvent => ({
  id: uuidv5(String(event.seq), ticket.uuid),
  at: event.at,
  correlationId: event.correlationId,
  causationId: event.commandId,
  type: event.type,
  ticketUuid: ticket.uuid,
  seq: event.seq,
  hash: event.hash,
  name: ticket.info.name,
  ticketType: ticket.info.type,
  state: ticket.state,
  deleted: ticket.deleted,
  applicant: ticket.applicant,
  actor: event.by,
  reason: reasonOf(event),
  processUuid: ticket.info.processUuid,
  currentOwner: currentStep(ticket)?.owner ?? null,
  formerOwner: formerOwner(ticket, event),
  deciders: [...ticket.deciders],
  image: imageOf(ticket, event),
  imageState: ticket.fulfilment?.state ?? null,
})

const formerOwner = ({ plan }: Ticket, { data }: RecordedEvent<DomainEvent>): TicketEvent['formerOwner'] => {
  const step = 'step' in data ? plan?.steps[data.step] : undefined
  if (step === undefined) return null
  const { skipped: _, ...owner } = step
  return owner
}

const imageOf = ({ info }: Ticket, event: RecordedEvent<DomainEvent>): TicketEvent['image'] => {
  if (event.type !== 'ticket.image-requested') return null
  const { request, detailsHash, tag = null } = event.data
  return { request, details: info.details ?? '', detailsHash, tag }
}

/** An approver's own words, or the failure of the image in words for people. */
const reasonOf = ({ data }: RecordedEvent<DomainEvent>): string => {
  if ('reason' in data) return data.reason ?? ''
  return 'failure' in data ? `${data.failure.textCn} ${data.failure.text}`.trim() : ''
}

export const eventOf = (
  _document: { readonly _id: string },
  event: RecordedEvent<DomainEvent>,
  ticket: Ticket,
): OutgoingEvent => {
  const body = published(ticket, event)
  const { id, type, correlationId } = body
  return { id, type, correlationId, body: Buffer.from(JSON.stringify(body)) }
}
