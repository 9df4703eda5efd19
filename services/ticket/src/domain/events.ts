import type { Actor, AddedWhere, SeatOwner, TicketInfo } from '@gongdan/contracts'
import type { AddedStep, Begun, Vote } from '@gongdan/flow'
import type { InstanceTag } from './imageGuard.ts'
import type { Plan, Report } from './ticket.ts'

/** Everything that can happen to a ticket (decision 8); `type` is also the type of the event that is published. */
export type DomainEvent =
  | {
      readonly type: 'ticket.saved'
      readonly data: {
        readonly info: TicketInfo
        readonly processName: string
        readonly detailUuid: string
        readonly applicantRole: string
      }
    }
  | {
      readonly type: 'ticket.submitted'
      readonly data: {
        /** Null when the saved details are submitted as they are. */
        readonly info: TicketInfo | null
        readonly detailUuid: string
        readonly plan: Plan
        readonly applicantRole: string
      }
    }
  /** A vote that leaves its step as open as it was. */
  | {
      readonly type: 'ticket.voted'
      readonly data: VoteData & { readonly says: Vote['says']; readonly config?: string; readonly reason?: string }
    }
  /** `reason` is left out where the approver gave none; `begins` where it follows from the plan alone. */
  | {
      readonly type: 'ticket.step-passed' | 'ticket.passed'
      readonly data: VoteData & {
        readonly config: string | null
        readonly reason?: string
        readonly begins?: readonly Begun[]
        /** What passed it in place of people: a condition of the process (`step` is -1), or `timeout`. */
        readonly auto?: string
      }
    }
  /** `returned`: it went back to its applicant; left out otherwise. */
  | {
      readonly type: 'ticket.overruled'
      readonly data: VoteData & { readonly reason: string; readonly returned?: true; readonly auto?: 'timeout' }
    }
  /** Back to a step that was done: it and all that follow it begin `anew`, without their votes. */
  | {
      readonly type: 'ticket.returned'
      readonly data: {
        readonly step: number
        readonly to: number
        readonly anew: readonly number[]
        readonly reason: string
        readonly begins: readonly Begun[]
      } & Acting
    }
  /** Timers of a step: `remindAt` and `dueAt` are the moments that they were set to, in unix milliseconds. */
  | { readonly type: 'ticket.reminded'; readonly data: { readonly step: number; readonly remindAt: number } }
  | { readonly type: 'ticket.overdue'; readonly data: { readonly step: number; readonly dueAt: number } }
  /** Seats, by index, that have a further owner from then on. */
  | {
      readonly type: 'ticket.escalated'
      readonly data: { readonly step: number; readonly seats: readonly number[]; readonly to: SeatOwner }
    }
  /** A seat went to one person for good. */
  | {
      readonly type: 'ticket.transferred'
      readonly data: {
        readonly step: number
        readonly seat: number
        readonly from: readonly SeatOwner[]
        readonly to: SeatOwner
        readonly reason: string
      }
    }
  /** A step of its own, `where` from the one that was waited for. */
  | {
      readonly type: 'ticket.approvers-added'
      readonly data: {
        readonly step: number
        readonly where: AddedWhere
        readonly added: AddedStep
        readonly reason: string
        readonly begins: readonly Begun[]
      } & Acting
    }
  /** `step` is the one that was waited for. */
  | { readonly type: 'ticket.terminated'; readonly data: { readonly step: number; readonly reason: string } }
  | {
      readonly type: 'ticket.withdrawn' | 'ticket.confirmed' | 'ticket.archived' | 'ticket.deleted'
      readonly data: Readonly<Record<string, never>>
    }
  /** `reason` is left out where none was given. */
  | { readonly type: 'ticket.urged'; readonly data: { readonly reason?: string } }
  /** Those who were not in copy before. */
  | { readonly type: 'ticket.cc-added'; readonly data: { readonly people: readonly SeatOwner[] } }
  /** A fulfiller is to do what was approved; `request` counts how often people asked for it. */
  | {
      readonly type: 'ticket.fulfilment-requested'
      readonly data: { readonly request: number; readonly detailsHash: string }
    }
  /** A fulfiller took the request first; later claims of it are no events. */
  | { readonly type: 'ticket.fulfilment-working'; readonly data: Work }
  /** What it reported at the end. */
  | { readonly type: 'ticket.fulfilment-done'; readonly data: Work & { readonly report: Report } }
  | {
      readonly type: 'ticket.fulfilment-failed'
      readonly data: Work & { readonly state: 'failed' | 'partly'; readonly report: Report }
    }
  /**
   * `detailsHash` seals what was approved: SHA-256 over the details' text, in hex. `tag` is what the instance must carry;
   * it is left out where nothing is asked for.
   */
  | {
      readonly type: 'ticket.image-requested'
      readonly data: { readonly request: number; readonly detailsHash: string; readonly tag?: InstanceTag }
    }
  | { readonly type: 'ticket.image-creating'; readonly data: ImageProgress }
  | {
      readonly type: 'ticket.image-created'
      readonly data: ImageProgress & { readonly imageId: string; readonly warning: string }
    }
  | {
      readonly type: 'ticket.image-failed' | 'ticket.image-needs-operator'
      readonly data: ImageProgress & { readonly failure: ImageFailure }
    }

/**
 * The vote that an event records, in the words of release 1 and what came later: `fills` are the seats it could take, the first
 * if left out.
 */
export interface VoteData extends Acting {
  readonly step: number
  readonly fills?: readonly number[]
}

/** Left out by who acts for themselves: the absent person whose delegate they are, and the uuid of the delegation. */
export interface Acting {
  readonly onBehalfOf?: Actor
  readonly delegation?: string
}

/** `fence` is the number of the claim: of two claims of a ticket the later one has the higher. */
interface Work {
  readonly request: number
  readonly fence: number
}

interface ImageProgress {
  readonly request: number
  readonly jobSeq: number
}

/** Tencent's own code and message, and the same for a person in English and Chinese. */
export interface ImageFailure {
  readonly code: string
  readonly message: string
  readonly text: string
  readonly textCn: string
}

/** An event with its place in the history, as far as the domain looks at it. `by` is null for the system. */
export type HistoryEvent = DomainEvent & { readonly seq: number; readonly at: number; readonly by: Actor | null }
