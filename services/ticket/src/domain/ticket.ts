import type { ImageState, Step, TicketInfo, TicketStateCode } from '@gongdan/contracts'

/** The applicant as he was when he last wrote the ticket. */
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
  /** Place of the last event heard in the image job's own history; older ones change nothing. */
  readonly jobSeq: number
  readonly state: ImageState
  readonly imageId: string
  readonly failures: readonly string[]
  readonly warning: string
}

/** A ticket as its history makes it. Times are unix milliseconds. */
export interface Ticket {
  readonly uuid: string
  readonly version: number
  readonly createdAt: number
  readonly state: TicketStateCode
  readonly deleted: boolean
  readonly applicant: Applicant
  readonly info: TicketInfo
  readonly processName: string
  readonly detailUuid: string
  /** Null until the first submission. */
  readonly plan: Plan | null
  readonly decisions: readonly DecisionTaken[]
  /** `tenant user` of everybody who ever decided on it. */
  readonly deciders: readonly string[]
  readonly confirmed: boolean
  readonly fulfilment: Fulfilment | null
  /** Size of the history so far, in bytes, roughly: a save or submit is refused when it is full (design decision 1). */
  readonly bytes: number
}

/** Who a person is on a ticket: user ids are only unique with their tenant as far as rights go. */
export const personKey = (person: { readonly tenantUuid: string; readonly userUuid: string }): string =>
  `${person.tenantUuid} ${person.userUuid}`

/** The step whose turn it is: the first of the round that is neither skipped nor decided. Null when it is nobody's turn. */
export const currentStep = (ticket: Ticket): { readonly index: number; readonly owner: Step } | null => {
  if (ticket.state !== 'pending' || ticket.plan === null) return null
  const index = ticket.plan.steps.findIndex(
    (step, at) => !step.skipped && !ticket.decisions.some((decision) => decision.step === at),
  )
  const owner = ticket.plan.steps[index]
  return owner === undefined ? null : { index, owner }
}

/** True when no further step waits after this one. */
export const isLastStep = (plan: Plan, index: number): boolean =>
  plan.steps.every((step, at) => at <= index || step.skipped)
