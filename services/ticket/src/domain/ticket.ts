import {
  type Actor,
  type Forbiddable,
  type FulfilmentEnd,
  type ImageState,
  type SeatOwner,
  type Step,
  SYSTEM,
  seatOwnerKey,
  type TicketEventType,
  type TicketInfo,
  type TicketStateCode,
} from '@gongdan/contracts'
import { activeSteps, type FlowStep, openSeats, type Round, type Seat, votesIn } from '@gongdan/flow'

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
  /** Those of a plain process as release 1 kept them. */
  readonly steps: readonly (PlannedStep | FlowStep)[]
  /** What people may not do to it; a plain process forbids nothing and leaves it out. */
  readonly forbid?: readonly Forbiddable[]
  /** Whom it puts in copy; left out where there are none. */
  readonly cc?: readonly SeatOwner[]
}

/** A step whose role the applicant holds is skipped, unless it is the last one remaining (contract §3, Plan). */
export interface PlannedStep extends Step {
  readonly skipped: boolean
}

/** The first step whose turn it is, and the first owner of its first open seat. */
export interface CurrentStep {
  readonly step: FlowStep
  readonly owner: SeatOwner
  /** When its turn came, in unix milliseconds. */
  readonly since: number
}

/** What became of the image of a passed image ticket. `request` counts the attempts that people asked for. */
export interface ImageFulfilment {
  readonly request: number
  readonly requestedAt: number
  /** Place of the last recorded event in the image job's own history; older ones change nothing. */
  readonly jobSeq: number
  readonly state: ImageState
  readonly imageId: string
  readonly failures: readonly string[]
  readonly warning: string
}

/** What a fulfiller said at the end of its work. Counts are null where it did not say; `out` is JSON text of (out) fields. */
export interface Report {
  readonly successCount: number | null
  readonly failedCount: number | null
  readonly failures: readonly string[]
  readonly out: string | null
  readonly message: string
  readonly messageCn: string
}

/**
 * What became of a passed ticket of a type that fulfillers fulfil (contract §3, Fulfilment). `request` counts how often people
 * asked for it.
 */
export interface Fulfilment {
  readonly request: number
  /** Seals what was approved: SHA-256 of the details' text, in hex. */
  readonly detailsHash: string
  readonly state: 'waiting' | 'working' | FulfilmentEnd
  readonly requestedAt: number
  /** When it came into its state. */
  readonly since: number
  /** Who took the request first, then who reported; null while it waits. */
  readonly by: Actor | null
  /** Of the claim that was reported on; 0 before that. */
  readonly fence: number
  /** The last one, of whichever request. */
  readonly report: Report | null
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
  /** The `userKey` of everyone who ever decided on it. */
  readonly deciders: readonly string[]
  readonly confirmed: boolean
  /** Whether its last rejection gave it back to its applicant. */
  readonly returned: boolean
  /** Whom people put in copy, beside those of the plan; see `ccOf`. */
  readonly cc: readonly SeatOwner[]
  /** How often the approvers of this round were urged, and when last; null: not yet. */
  readonly urged: { readonly times: number; readonly at: number } | null
  readonly image: ImageFulfilment | null
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
  readonly round: null
}

export interface PendingTicket extends TicketBase {
  readonly state: 'pending'
  readonly plan: Plan
  readonly round: Round
}

/** A ticket whose round is over. */
export interface ClosedTicket extends TicketBase {
  readonly state: 'overruled' | 'withdrawn' | 'passed' | 'archived'
  readonly plan: Plan
  readonly round: Round
}

/** A ticket as its history makes it. */
export type Ticket = SavedTicket | PendingTicket | ClosedTicket

/** A ticket in one of these states. */
export type TicketIn<S extends TicketStateCode> = Ticket & { readonly state: S }

/** Whose turn it is; null while no decision is awaited. */
export const currentStep = (ticket: Ticket): CurrentStep | null => {
  if (ticket.state !== 'pending') return null
  const [step] = activeSteps(ticket.round)
  if (step === undefined) return null
  const [open] = openSeats(step, votesIn(ticket.round, step.id))
  const owner = step.seats[open ?? 0]?.owners[0]
  const since = ticket.round.begun.find((begun) => begun.step === step.id)?.at ?? ticket.createdAt
  return owner === undefined ? null : { step, owner, since }
}

/** The owners of seats, each once. */
export const distinctOwners = (seats: readonly Seat[]): SeatOwner[] => [
  ...new Map(seats.flatMap(({ owners }) => owners).map((owner) => [seatOwnerKey(owner), owner])).values(),
]

/** The owners of the open seats of these steps. */
export const openOwners = (steps: readonly FlowStep[], round: Round): SeatOwner[] =>
  distinctOwners(
    steps.flatMap((step) => openSeats(step, votesIn(round, step.id)).flatMap((index) => step.seats[index] ?? [])),
  )

/** The owners of all open seats; none while no decision is awaited. */
export const askedBy = (ticket: Ticket): SeatOwner[] =>
  ticket.state === 'pending' ? openOwners(activeSteps(ticket.round), ticket.round) : []

/** Everybody whom a ticket has in copy, each once: by its process, and by what people added in any round. */
export const ccOf = ({ plan, cc }: Pick<Ticket, 'plan' | 'cc'>): readonly SeatOwner[] => [
  ...new Map([...(plan?.cc ?? []), ...cc].map((owner) => [seatOwnerKey(owner), owner])).values(),
]

/** The name and the id of an owner, whichever kind it is. */
export const ownerShown = (owner: SeatOwner): { readonly uuid: string; readonly name: string } =>
  owner.kind === 'role'
    ? { uuid: owner.roleUuid, name: owner.roleName }
    : { uuid: owner.userUuid, name: owner.userName }
