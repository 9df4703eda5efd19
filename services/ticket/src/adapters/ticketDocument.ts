import { type ImageState, summaryOf, type TicketTypeCode } from '@gongdan/contracts'
import { activeSteps } from '@gongdan/flow'
import type { Aggregate, AggregateDocument, Store } from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { DomainEvent } from '../domain/events.ts'
import { evolve, supersedes } from '../domain/evolve.ts'
import { type FulfilmentClaim, isAwaited } from '../domain/fulfilment.ts'
import { listKeysOf, type OpenStep, openStepsOf } from '../domain/listKeys.ts'
import { plainStepsOf, stepsOf } from '../domain/plan.ts'
import type { ListedTicket } from '../domain/ports.ts'
import type { Fulfilment, Ticket } from '../domain/ticket.ts'
import { isTicketOverdue, timerOf } from '../domain/timers.ts'
import { currentOf } from '../domain/view.ts'

/** A ticket's document: the aggregate, and beside it what lists need (decision 10). */
export interface TicketDocument extends AggregateDocument<DomainEvent> {
  /** See domain/listKeys. */
  readonly keys?: readonly string[]
  readonly state?: Ticket['state']
  readonly createdAt?: number
  readonly tenant?: string
  /**
   * The user without their tenant: a user of that id in any tenant may not decide on the ticket (contract §3, 3004).
   */
  readonly applicantUser?: string
  readonly type?: TicketTypeCode
  readonly processUuid?: string
  readonly name?: string
  /** The steps that wait for further votes, where there are any already: those who voted are not asked again. */
  readonly open?: readonly OpenStep[]
  /** When time alone changes it next, in unix milliseconds; null: never. */
  readonly nextAt?: number | null
  /** Whether it waits for a step that is overdue. */
  readonly overdue?: boolean
  /** Whether its process lets no delegate decide. */
  readonly undelegable?: boolean
  /** Null for a ticket without an image. */
  readonly imageState?: ImageState | null
  /** Null for a ticket that no fulfiller fulfils. */
  readonly fulfilmentState?: Fulfilment['state'] | null
  /** What a fulfiller can claim: the request that waits or is worked on; null: nothing. */
  readonly fulfil?: { readonly type: TicketTypeCode; readonly request: number } | null
  readonly claim?: FulfilmentClaim
  /** The rest of what lists show, as JSON (see viewOf). It is never queried, and text costs far less to read and write than fields. */
  readonly view?: string
}

/** What of a ticket lists need and no field of the document says. */
const viewOf = (ticket: Ticket): string => {
  const { info, applicant, plan, round } = ticket
  const active = round === null ? [] : activeSteps(round).map(({ id }) => id)
  return JSON.stringify({
    ...ticket,
    ...saidElsewhere,
    info: { reason: info.reason },
    applicant: { userName: applicant.userName, tenantName: applicant.tenantName, role: applicant.role },
    returned: ticket.returned || undefined,
    plan: undefined,
    forbid: plan?.forbid,
    round: round && {
      steps: plainStepsOf(round.steps),
      votes: round.votes,
      done: round.done,
      begun: round.begun.filter(({ step }) => active.includes(step)),
      ...(round.changes > 0 && { changes: round.changes }),
    },
    ...summaryOf(info.type, info.details),
  })
}

/** In other fields of the document, or needed by decisions alone. */
const saidElsewhere = {
  uuid: undefined,
  version: undefined,
  createdAt: undefined,
  state: undefined,
  deleted: undefined,
  cc: undefined,
  image: undefined,
  fulfilment: undefined,
  submissions: undefined,
  bytes: undefined,
  draftBytes: undefined,
} as const

/** The fields that `readListed` needs. */
export const listedFields = {
  version: 1,
  state: 1,
  createdAt: 1,
  tenant: 1,
  applicantUser: 1,
  type: 1,
  processUuid: 1,
  name: 1,
  imageState: 1,
  fulfilmentState: 1,
  view: 1,
} as const
type ListedDocument = Pick<TicketDocument, '_id' | keyof typeof listedFields>

/** The ticket of a document as lists know it. */
export const readListed = (document: ListedDocument): ListedTicket => {
  const { _id: uuid, version, createdAt, state, tenant, applicantUser, type, processUuid, name } = document
  const ticket = JSON.parse(document.view ?? '')
  const { summary, summary_cn, info, applicant, round, forbid } = ticket
  // What was parsed is completed in place, since lists read a hundred of them: copies would take twice as long.
  Object.assign(info, { name, type, processUuid, clusterUuid: '', details: null })
  Object.assign(applicant, { userUuid: applicantUser, tenantUuid: tenant })
  const head = { processUuid, processName: ticket.processName, processVersion: 0, ...(forbid && { forbid }) }
  ticket.plan = round && { ...head, steps: round.steps }
  // As with deciders, former owners make a ticket visible, and a list shows none that is not.
  if (round) Object.assign(round, { steps: stepsOf(ticket.plan), changes: round.changes ?? 0, formerOwners: [] })
  Object.assign(ticket, {
    uuid,
    version,
    createdAt,
    state,
    deleted: false,
    returned: ticket.returned ?? false,
    // It makes a ticket visible to people, and a list shows none that is not.
    cc: [],
    image: document.imageState ? { ...noImage, state: document.imageState } : null,
    fulfilment: document.fulfilmentState ? { ...noFulfilment, state: document.fulfilmentState } : null,
    submissions: 0,
    bytes: 0,
    draftBytes: 0,
  })
  return { ticket, summary, summary_cn }
}

/** Lists show no more of either than its state. */
const noFulfilment = { request: 0, detailsHash: '', requestedAt: 0, since: 0, by: null, fence: 0, report: null }
const noImage = { request: 0, requestedAt: 0, jobSeq: 0, imageId: '', failures: [], warning: '' }

export const ticketsOf = ({ db }: Store): Collection<TicketDocument> => db.collection<TicketDocument>('tickets')

/** What the store needs to know of a ticket. */
export const ticketAggregate: Aggregate<Ticket, DomainEvent> = {
  evolve,
  supersedes,
  fields: (ticket) => {
    const open = openStepsOf(ticket)
    return {
      keys: listKeysOf(ticket, open),
      state: ticket.state,
      createdAt: ticket.createdAt,
      tenant: ticket.applicant.tenantUuid,
      applicantUser: ticket.applicant.userUuid,
      type: ticket.info.type,
      processUuid: ticket.info.processUuid,
      name: ticket.info.name,
      imageState: ticket.image?.state ?? null,
      fulfilmentState: ticket.fulfilment?.state ?? null,
      fulfil:
        ticket.fulfilment !== null && isAwaited(ticket)
          ? { type: ticket.info.type, request: ticket.fulfilment.request }
          : null,
      undelegable: ticket.plan?.forbid?.includes('delegate') ?? false,
      open: open.filter(({ voted }) => voted.length > 0),
      nextAt: timerOf(ticket)?.at ?? null,
      overdue: isTicketOverdue(ticket),
      view: viewOf(ticket),
    }
  },
  nameOf: (ticket) => ticket.info.name,
  current: currentOf,
}
