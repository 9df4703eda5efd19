import { userKey } from '@gongdan/contracts'
import {
  beginsAfter,
  type Round,
  resetTo,
  transferSeat,
  type Vote,
  withAdded,
  withBegun,
  withDone,
  withFurtherOwner,
  withOverdue,
  withReminded,
  withVote,
} from '@gongdan/flow'
import type { DomainEvent, HistoryEvent, ImageFailure, VoteData } from './events.ts'
import { beginRound } from './plan.ts'
import {
  blankInfo,
  type ClosedTicket,
  type Fulfilment,
  type ImageFulfilment,
  type PendingTicket,
  type Ticket,
} from './ticket.ts'

/**
 * The ticket after one more event. `evolve` over a whole history gives the state that is stored (decision 1). An event
 * that cannot follow changes nothing but the version; `npm run verify` reports such a history. Throws at one that it does not
 * know.
 */
export const evolve = (before: Ticket | undefined, event: HistoryEvent, uuid: string): Ticket => {
  const ticket = before ?? initialState(uuid, event)
  return {
    ...apply(ticket, event),
    version: event.seq,
    last: { type: event.type, userName: event.by?.userName ?? '', at: event.at },
    submissions: ticket.submissions + (event.type === 'ticket.submitted' ? 1 : 0),
    bytes: bytesAfter(ticket, event),
    draftBytes: event.type === 'ticket.saved' && event.seq > 1 ? sizeOf(event) : 0,
  }
}

/** A save says all that the one before it said: it takes its place in the history (decision 1). */
export const supersedes = (previous: DomainEvent, next: DomainEvent): boolean =>
  previous.type === 'ticket.saved' && next.type === 'ticket.saved'

/** The size of the history with one more event, in bytes. */
export const bytesAfter = ({ bytes, draftBytes }: Ticket, event: DomainEvent): number =>
  bytes - (event.type === 'ticket.saved' ? draftBytes : 0) + sizeOf(event)

/** Approximate: what may be large is measured, the rest of an event is less than this. */
const SMALL_BYTES = 1_024

const sizeOf = ({ data }: DomainEvent): number => {
  const content = 'info' in data && data.info !== null ? bytesOf(data.info.details, data.info.reason) : 0
  const plan = 'plan' in data ? bytesOf(JSON.stringify(data.plan)) : 0
  const people = 'people' in data ? bytesOf(JSON.stringify(data.people)) : 0
  const added = 'added' in data ? bytesOf(JSON.stringify(data.added)) : 0
  const report = 'report' in data ? bytesOf(JSON.stringify(data.report)) : 0
  const words = bytesOf('config' in data ? data.config : null, 'reason' in data ? (data.reason ?? null) : null)
  return SMALL_BYTES + added + content + plan + people + report + words
}

const bytesOf = (...texts: readonly (string | null)[]): number =>
  texts.reduce((sum, text) => sum + (text === null ? 0 : Buffer.byteLength(text)), 0)

const initialState = (uuid: string, event: HistoryEvent): Ticket => ({
  uuid,
  version: 0,
  createdAt: event.at,
  state: 'saved',
  deleted: false,
  applicant: { userUuid: '', userName: '', tenantUuid: '', tenantName: '', ...event.by, role: '' },
  info: blankInfo,
  processName: '',
  detailUuid: '',
  plan: null,
  round: null,
  deciders: [],
  confirmed: false,
  returned: false,
  cc: [],
  urged: null,
  image: null,
  fulfilment: null,
  submissions: 0,
  last: { type: event.type, userName: '', at: event.at },
  bytes: 0,
  draftBytes: 0,
})

const apply = (ticket: Ticket, event: HistoryEvent): Ticket => {
  switch (event.type) {
    case 'ticket.saved': {
      const { info, processName, detailUuid, applicantRole } = event.data
      return { ...ticket, info, processName, detailUuid, applicant: writtenBy(ticket, event, applicantRole) }
    }
    case 'ticket.submitted': {
      const { info, detailUuid, plan, applicantRole } = event.data
      return {
        ...ticket,
        state: 'pending',
        info: info ?? ticket.info,
        detailUuid,
        plan,
        round: beginRound(plan, event.at),
        processName: plan.processName,
        confirmed: false,
        returned: false,
        urged: null,
        applicant: writtenBy(ticket, event, applicantRole),
      }
    }
    case 'ticket.voted':
      return ticket.state === 'pending' ? voted(ticket, event, event.data.says) : ticket
    case 'ticket.step-passed':
      return ticket.state === 'pending' ? stepPassed(ticket, event) : ticket
    case 'ticket.passed':
      if (ticket.state !== 'pending') return ticket
      return closed(event.data.step < 0 ? ticket : stepPassed(ticket, event), 'passed')
    case 'ticket.overruled': {
      if (ticket.state !== 'pending') return ticket
      return { ...closed(voted(ticket, event, 'overrule'), 'overruled'), returned: event.data.returned ?? false }
    }
    case 'ticket.returned': {
      if (ticket.state !== 'pending') return ticket
      const { to, begins } = event.data
      return { ...decidedBy(ticket, event.by), round: withBegun(resetTo(ticket.round, to), begins) }
    }
    case 'ticket.reminded':
    case 'ticket.overdue':
    case 'ticket.escalated':
      return ticket.state === 'pending' ? { ...ticket, round: timed(ticket.round, event) } : ticket
    case 'ticket.approvers-added': {
      if (ticket.state !== 'pending') return ticket
      const { step, where, added, begins } = event.data
      return { ...ticket, round: withBegun(withAdded(ticket.round, where, step, added), begins) }
    }
    case 'ticket.transferred': {
      if (ticket.state !== 'pending') return ticket
      const { step, seat, to } = event.data
      return { ...ticket, round: transferSeat(ticket.round, step, seat, to) }
    }
    case 'ticket.withdrawn':
    case 'ticket.terminated':
      return ticket.state === 'pending' ? closed(ticket, 'withdrawn') : ticket
    case 'ticket.confirmed':
      return { ...ticket, confirmed: true }
    case 'ticket.archived':
      return ticket.state === 'saved' || ticket.state === 'pending' ? ticket : { ...ticket, state: 'archived' }
    case 'ticket.urged':
      return { ...ticket, urged: { times: (ticket.urged?.times ?? 0) + 1, at: event.at } }
    case 'ticket.cc-added':
      return { ...ticket, cc: [...ticket.cc, ...event.data.people] }
    case 'ticket.deleted':
      return { ...ticket, deleted: true }
    case 'ticket.fulfilment-requested': {
      const { request, detailsHash } = event.data
      const { report = null } = ticket.fulfilment ?? {}
      const times = { requestedAt: event.at, since: event.at }
      return { ...ticket, fulfilment: { request, detailsHash, state: 'waiting', ...times, by: null, fence: 0, report } }
    }
    case 'ticket.fulfilment-working':
      return worked(ticket, event, { state: 'working' })
    case 'ticket.fulfilment-done':
      return worked(ticket, event, { state: 'done', fence: event.data.fence, report: event.data.report })
    case 'ticket.fulfilment-failed': {
      const { state, fence, report } = event.data
      return worked(ticket, event, { state, fence, report })
    }
    case 'ticket.image-requested': {
      const { request } = event.data
      const requestedAt = event.at
      const nothing = { imageId: '', failures: [], warning: '' }
      return { ...ticket, image: { request, requestedAt, jobSeq: 0, state: 'queued', ...nothing } }
    }
    case 'ticket.image-creating':
      return progressed(ticket, event.data.jobSeq, { state: 'creating' })
    case 'ticket.image-created': {
      const { jobSeq, imageId, warning } = event.data
      return progressed(ticket, jobSeq, { state: 'created', imageId, warning, failures: [] })
    }
    case 'ticket.image-failed': {
      const { jobSeq, failure } = event.data
      return progressed(ticket, jobSeq, { state: 'failed', failures: failureTexts(failure) })
    }
    case 'ticket.image-needs-operator': {
      const { jobSeq, failure } = event.data
      return progressed(ticket, jobSeq, { state: 'needs_operator', failures: failureTexts(failure) })
    }
    default:
      // Written by a newer release: a state without it would be wrong, and be stored.
      throw new Error(`an entry of a history that this release does not know: ${(event as HistoryEvent).type}`)
  }
}

const writtenBy = (ticket: Ticket, event: HistoryEvent, role: string): Ticket['applicant'] => ({
  ...ticket.applicant,
  ...event.by,
  role,
})

type Voting = Extract<
  HistoryEvent,
  { readonly type: 'ticket.voted' | 'ticket.step-passed' | 'ticket.passed' | 'ticket.overruled' }
>

/** The ticket with the vote that an event records; the system does not vote. */
const voted = (ticket: PendingTicket, { by, at, data }: Voting, says: Vote['says']): PendingTicket => {
  if (by === null) return ticket
  const { step, fills = [0], onBehalfOf, reason = '' }: VoteData & { readonly reason?: string } = data
  return {
    ...ticket,
    ...decidedBy(ticket, by),
    round: withVote(ticket.round, { step, by, onBehalfOf: onBehalfOf ?? null, says, fills, at, reason }),
  }
}

const decidedBy = (ticket: PendingTicket, by: HistoryEvent['by']): PendingTicket =>
  by === null ? ticket : { ...ticket, deciders: [...new Set([...ticket.deciders, userKey(by)])] }

const stepPassed = (
  ticket: PendingTicket,
  event: Extract<HistoryEvent, { readonly type: 'ticket.step-passed' | 'ticket.passed' }>,
): PendingTicket => {
  const decided = voted(ticket, event, 'pass')
  const round = withDone(decided.round, event.data.step)
  const begins = event.data.begins ?? beginsAfter(ticket.round, round, event.at)
  return { ...decided, round: withBegun(round, begins) }
}

const timed = (
  round: Round,
  event: Extract<HistoryEvent, { readonly type: 'ticket.reminded' | 'ticket.overdue' | 'ticket.escalated' }>,
): Round => {
  switch (event.type) {
    case 'ticket.reminded':
      return withReminded(round, event.data.step, event.data.remindAt)
    case 'ticket.overdue':
      return withOverdue(round, event.data.step)
    case 'ticket.escalated':
      return withFurtherOwner(round, event.data.step, event.data.seats, event.data.to)
  }
}

const closed = (ticket: PendingTicket, state: ClosedTicket['state']): ClosedTicket => ({ ...ticket, state })

const worked = (ticket: Ticket, { at, by }: HistoryEvent, change: Partial<Fulfilment>): Ticket =>
  ticket.fulfilment === null ? ticket : { ...ticket, fulfilment: { ...ticket.fulfilment, ...change, since: at, by } }

const progressed = (ticket: Ticket, jobSeq: number, change: Partial<ImageFulfilment>): Ticket =>
  ticket.image === null ? ticket : { ...ticket, image: { ...ticket.image, jobSeq, ...change } }

/** Tencent's message and ours in both languages, as `faild_info` shows them. */
const failureTexts = ({ code, message, text, textCn }: ImageFailure): readonly string[] => [
  `${code}: ${message}`,
  text,
  textCn,
]
