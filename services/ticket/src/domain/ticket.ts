import {
  type ImageState,
  type Step,
  SYSTEM,
  type TicketEventType,
  type TicketInfo,
  type TicketStateCode,
} from '@gongdan/contracts'

/** What a new ticket says before its applicant has written anything (contract §3, ticketInfo). */
export const blankInfo: TicketInfo = {
  name: '',
  type: 'FEEDBACK',
  reason: '',
  processUuid: SYSTEM,
  clusterUuid: '',
  details: null,
}

/** The applicant as they were when they last wrote the ticket. */
export interface Applicant {
  readonly userUuid: string
  readonly userName: string
  readonly tenantUuid: string
  readonly tenantName: string
  readonly role: string
}

/** The copy of a process that a round of approval follows; later edits of the process change nothing for it (contract §3, Plan). */
export interface Plan {
  readonly processUuid: string
  readonly processName: string
  readonly processVersion: number
  readonly steps: readonly PlannedStep[]
}

/** A step whose role the applicant holds is skipped, unless it is the last one remaining (contract §3, Plan). */
export interface PlannedStep extends Step {
  readonly skipped: boolean
}

/** The step whose turn it is, and its index in the plan. */
export interface CurrentStep {
  readonly index: number
  readonly owner: Step
}

/** What was decided on a step of the current round. `step` is its index in the plan. */
export interface DecisionTaken {
  readonly step: number
  readonly action: 'passed' | 'overruled'
  readonly userUuid: string
  readonly userName: string
  readonly at: number
  readonly reason: string
}

/** What became of the image of a passed image ticket. `request` counts the attempts that people asked for. */
export interface Fulfilment {
  readonly request: number
  readonly requestedAt: number
  /** Place of the last recorded event in the image job's own history; older ones change nothing. */
  readonly jobSeq: number
  readonly state: ImageState
  readonly imageId: string
  readonly failures: readonly string[]
  readonly warning: string
}

/** What a ticket has in every state. Times are unix milliseconds. */
interface TicketBase {
  readonly uuid: string
  readonly version: number
  readonly createdAt: number
  readonly deleted: boolean
  readonly applicant: Applicant
  readonly info: TicketInfo
  readonly processName: string
  readonly detailUuid: string
  readonly decisions: readonly DecisionTaken[]
  /** The `userKey` of everyone who ever decided on it. */
  readonly deciders: readonly string[]
  readonly confirmed: boolean
  readonly fulfilment: Fulfilment | null
  readonly submissions: number
  /** The last event; `userName` is `""` of what the system did. */
  readonly last: { readonly type: TicketEventType; readonly userName: string; readonly at: number }
  /** Approximate size of the history in bytes once superseded drafts are gone (decision 1). */
  readonly bytes: number
  /** How much of it the last entry is, if a save would supersede it; else 0. */
  readonly draftBytes: number
}

/** A draft that was never submitted. */
export interface SavedTicket extends TicketBase {
  readonly state: 'saved'
  readonly plan: null
}

export interface PendingTicket extends TicketBase {
  readonly state: 'pending'
  readonly plan: Plan
  /** `since`: when its turn came. */
  readonly current: CurrentStep & { readonly since: number }
}

/** A ticket whose round is over. */
export interface ClosedTicket extends TicketBase {
  readonly state: 'overruled' | 'withdrawn' | 'passed' | 'archived'
  readonly plan: Plan
}

/** A ticket as its history makes it. */
export type Ticket = SavedTicket | PendingTicket | ClosedTicket

/** A ticket in one of these states. */
export type TicketIn<S extends TicketStateCode> = Ticket & { readonly state: S }

/** The step whose turn it is; null while no decision is awaited. */
export const currentStep = (ticket: Ticket): CurrentStep | null => (ticket.state === 'pending' ? ticket.current : null)

/** The first step after this index that is not skipped, null after the last; -1 asks for the first of all. */
export const stepAfter = (plan: Plan, index: number): CurrentStep | null => {
  const next = plan.steps.findIndex((step, at) => at > index && !step.skipped)
  const owner = plan.steps[next]
  return owner === undefined ? null : { index: next, owner }
}
