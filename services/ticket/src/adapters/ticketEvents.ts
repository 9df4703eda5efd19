import type { SeatOwner, TicketEvent } from '@gongdan/contracts'
import { activeSteps, type FlowStep, type Round } from '@gongdan/flow'
import type { OutgoingEvent, RecordedEvent } from '@gongdan/store'
import { v5 as uuidv5 } from 'uuid'
import { roleOf } from '../domain/comment.ts'
import type { DomainEvent } from '../domain/events.ts'
import { fulfilmentStateOf } from '../domain/fulfilment.ts'
import { listKeysOf } from '../domain/listKeys.ts'
import { askedBy, ccOf, currentStep, distinctOwners, openOwners, type Report, type Ticket } from '../domain/ticket.ts'
import { dueAtOf } from '../domain/timers.ts'

type Written = readonly RecordedEvent<DomainEvent>[]

/** Whether the write that the event is of passes the ticket by a rule: then nobody is to decide on it, nor was for a moment. */
const isPassing = ({ seq, commandId }: RecordedEvent<DomainEvent>, written: Written): boolean =>
  written.some(
    (next) => next.type === 'ticket.passed' && next.data.step < 0 && next.seq > seq && next.commandId === commandId,
  )

/** Of what waits for nobody, though its history is not yet at the end of the write. */
const asksNobody = { currentOwner: null, open: [], opened: [], dueAt: null } satisfies Partial<TicketEvent>

/** The event as it is published: a function of the history up to the write that it is of, whichever process builds it (decision 1). */
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
  onBehalfOf: 'onBehalfOf' in event.data ? (event.data.onBehalfOf ?? null) : null,
  // Only the applicant sees a draft (contract §2).
  ticketReason: ticket.state === 'saved' ? '' : ticket.info.reason,
  reason: reasonOf(event),
  processUuid: ticket.info.processUuid,
  currentOwner: roleOf(currentStep(ticket)?.owner),
  formerOwner: formerOwner(ticket, event),
  keys: [...listKeysOf({ ...ticket, deleted: false })],
  deciders: [...ticket.deciders],
  open: askedBy(ticket),
  opened: openedBy(ticket, event),
  dueAt: dueAtOf(ticket),
  cc: [...(event.type === 'ticket.cc-added' ? event.data.people : ccOf(ticket))],
  comment: null,
  delegable: !(ticket.plan?.forbid?.includes('delegate') ?? false),
  returned: event.type === 'ticket.overruled' && event.data.returned === true,
  image: imageOf(ticket, event),
  imageState: ticket.image?.state ?? null,
  fulfilmentState: fulfilmentStateOf(ticket),
})

const timed: ReadonlySet<string> = new Set(['ticket.reminded', 'ticket.overdue', 'ticket.escalated'])

const formerOwner = ({ round }: Ticket, { type, data }: RecordedEvent<DomainEvent>): TicketEvent['formerOwner'] => {
  if (timed.has(type)) return null
  const step = 'step' in data ? round?.steps.find(({ id }) => id === data.step) : undefined
  return roleOf(step?.seats[0]?.owners[0])
}

/** Whom an event asks to approve, now or later: the owners of the seats that opened with it, that it gave to them, or that it reminds of. Of a termination those who need not any more. */
const openedBy = ({ round }: Ticket, event: RecordedEvent<DomainEvent>): SeatOwner[] => {
  if (round === null) return []
  switch (event.type) {
    case 'ticket.transferred':
    case 'ticket.escalated':
      return [event.data.to]
    case 'ticket.approvers-added':
      return distinctOwners(event.data.added.seats)
    case 'ticket.reminded':
    case 'ticket.overdue':
      return openOwners(
        round.steps.filter(({ id }) => id === event.data.step),
        round,
      )
    case 'ticket.terminated':
      return openOwners(activeSteps(round), round)
    default:
      return openOwners(begunBy(round, event), round)
  }
}

/** The steps that began with an event. */
const begunBy = ({ steps, begun }: Round, { type, at }: RecordedEvent<DomainEvent>): readonly FlowStep[] => {
  if (!beginning.has(type)) return []
  const now = new Set(begun.filter((one) => one.at === at).map(({ step }) => step))
  return steps.filter(({ id }) => now.has(id))
}
const beginning: ReadonlySet<string> = new Set(['ticket.submitted', 'ticket.step-passed', 'ticket.returned'])

const imageOf = ({ info }: Ticket, event: RecordedEvent<DomainEvent>): TicketEvent['image'] => {
  if (event.type !== 'ticket.image-requested') return null
  const { request, detailsHash, tag = null } = event.data
  return { request, details: info.details ?? '', detailsHash, tag }
}

/** An approver's own words, what a fulfiller reported, or the failure of the image in words for people. */
const reasonOf = ({ data }: RecordedEvent<DomainEvent>): string => {
  if ('reason' in data) return data.reason ?? ''
  if ('report' in data) return reportText(data.report)
  return 'failure' in data ? `${data.failure.textCn} ${data.failure.text}`.trim() : ''
}

/** In both languages, and for want of a message what failed. */
const reportText = ({ message, messageCn, failures }: Report): string =>
  [messageCn, message].filter((text) => text !== '').join(' ') || failures.join('; ').slice(0, 1_000)

export const eventOf = (
  { events }: { readonly events: Written },
  event: RecordedEvent<DomainEvent>,
  ticket: Ticket,
): OutgoingEvent => {
  const body: TicketEvent = { ...published(ticket, event), ...(isPassing(event, events) && asksNobody) }
  const { id, type, correlationId } = body
  return { id, type, correlationId, body: Buffer.from(JSON.stringify(body)) }
}
