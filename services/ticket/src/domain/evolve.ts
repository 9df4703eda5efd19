import type { ImageFailure, TicketEntry } from './facts.ts'
import { type DecisionTaken, type Fulfilment, personKey, type Ticket } from './ticket.ts'

/** The ticket after one more event. `evolve` over a whole history gives the state that is stored (design decision 1). */
export const evolve = (before: Ticket | undefined, entry: TicketEntry, uuid: string): Ticket => {
  const ticket = before ?? unwritten(uuid, entry)
  const changed = change(ticket, entry)
  return { ...ticket, ...changed, version: entry.seq, bytes: ticket.bytes + sizeOf(entry) }
}

/** Roughly: only details weigh anything, and to measure each entry exactly would cost more than it is worth. */
const sizeOf = ({ data }: TicketEntry): number => 1_024 + ('info' in data ? (data.info?.details?.length ?? 0) : 0)

const unwritten = (uuid: string, entry: TicketEntry): Ticket => ({
  uuid,
  version: 0,
  createdAt: entry.at,
  state: 'saved',
  deleted: false,
  applicant: { userUuid: '', userName: '', tenantUuid: '', tenantName: '', ...entry.by, role: '' },
  info: { name: '', type: 'FEEDBACK', reason: '', processUuid: 'system', clusterUuid: '', details: null },
  processName: '',
  detailUuid: '',
  plan: null,
  decisions: [],
  deciders: [],
  confirmed: false,
  fulfilment: null,
  bytes: 0,
})

const change = (ticket: Ticket, entry: TicketEntry): Partial<Ticket> => {
  switch (entry.type) {
    case 'ticket.saved': {
      const { info, processName, detailUuid, applicantRole } = entry.data
      return { info, processName, detailUuid, applicant: writtenBy(ticket, entry, applicantRole) }
    }
    case 'ticket.submitted': {
      const { info, detailUuid, plan, applicantRole } = entry.data
      return {
        state: 'pending',
        info: info ?? ticket.info,
        detailUuid,
        plan,
        processName: plan.processName,
        decisions: [],
        confirmed: false,
        applicant: writtenBy(ticket, entry, applicantRole),
      }
    }
    case 'ticket.step-passed':
      return decided(ticket, entry, { step: entry.data.step, action: 'passed', reason: '' })
    case 'ticket.passed':
      return { ...decided(ticket, entry, { step: entry.data.step, action: 'passed', reason: '' }), state: 'passed' }
    case 'ticket.overruled': {
      const { step, reason } = entry.data
      return { ...decided(ticket, entry, { step, action: 'overruled', reason }), state: 'overruled' }
    }
    case 'ticket.withdrawn':
      return { state: 'withdrawn' }
    case 'ticket.confirmed':
      return { confirmed: true }
    case 'ticket.archived':
      return { state: 'archived' }
    case 'ticket.deleted':
      return { deleted: true }
    case 'ticket.image-requested':
      return {
        fulfilment: { request: entry.data.request, jobSeq: 0, state: 'queued', imageId: '', failures: [], warning: '' },
      }
    case 'ticket.image-creating':
      return news(ticket, entry.data.jobSeq, { state: 'creating' })
    case 'ticket.image-created': {
      const { jobSeq, imageId, warning } = entry.data
      return news(ticket, jobSeq, { state: 'created', imageId, warning, failures: [] })
    }
    case 'ticket.image-failed':
      return news(ticket, entry.data.jobSeq, { state: 'failed', failures: failureTexts(entry.data.failure) })
    case 'ticket.image-needs-operator':
      return news(ticket, entry.data.jobSeq, { state: 'needs_operator', failures: failureTexts(entry.data.failure) })
  }
}

const writtenBy = (ticket: Ticket, entry: TicketEntry, role: string): Ticket['applicant'] => ({
  ...ticket.applicant,
  ...entry.by,
  role,
})

const decided = (
  ticket: Ticket,
  entry: TicketEntry,
  decision: Pick<DecisionTaken, 'step' | 'action' | 'reason'>,
): Partial<Ticket> => {
  const by = entry.by ?? { userUuid: '', userName: '', tenantUuid: '' }
  const { userUuid, userName } = by
  return {
    decisions: [...ticket.decisions, { ...decision, userUuid, userName, at: entry.at }],
    deciders: [...new Set([...ticket.deciders, personKey(by)])],
  }
}

const news = (ticket: Ticket, jobSeq: number, change: Partial<Fulfilment>): Partial<Ticket> =>
  ticket.fulfilment === null ? {} : { fulfilment: { ...ticket.fulfilment, jobSeq, ...change } }

/** Tencent's words and ours side by side, as `faild_info` shows them. */
const failureTexts = ({ code, message, text, textCn }: ImageFailure): readonly string[] => [
  `${code}: ${message}`,
  text,
  textCn,
]
