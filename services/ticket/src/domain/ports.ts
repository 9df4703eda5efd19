import type {
  delegationStates,
  ListTickets,
  Owner,
  Principal,
  ProcessDefined,
  ProcessRemoved,
  Step,
  TicketInfo,
  TicketTypeCode,
} from '@gongdan/contracts'
import type { CommandResults, Item } from '@gongdan/store'
import type { Absent } from './acting.ts'
import type { Comment, CommentEvent } from './comment.ts'
import type { Delegation, DelegationEvent } from './delegation.ts'
import type { HistoryEvent } from './events.ts'
import type { FulfilmentClaim, Progress } from './fulfilment.ts'
import type { Definition } from './plan.ts'
import type { Ticket } from './ticket.ts'
import type { DueTimer } from './timers.ts'

/** Where a page begins: the first ticket on it. `createdAt` is unix milliseconds. */
export interface Cursor {
  readonly createdAt: number
  readonly uuid: string
}

/** What may be in a list, and which part of it is asked for; `absent`: for whom the caller may act, in the scope `delegated`. */
export type TicketQuery = Omit<ListTickets, 'cursor'> & {
  readonly cursor: Cursor | null
  readonly absent?: readonly Absent[]
}

/**
 * A ticket as lists know it: without its details, of which there is the summary in both languages, and without what only decisions
 * need (submissions, sizes).
 */
export interface ListedTicket {
  readonly ticket: Ticket
  readonly summary: string
  readonly summary_cn: string
}

export interface TicketPage {
  readonly items: readonly ListedTicket[]
  /** How many tickets there are on all pages, at most 10,000. */
  readonly total: number
  /** Whether there are more than `total`, or may be. */
  readonly capped: boolean
  /** Null on the last page. */
  readonly next: Cursor | null
}

/** How many tickets there are in a scope, at most 1,000; `byType` is of those that were counted. */
export interface TicketCount {
  readonly count: number
  readonly capped: boolean
  readonly byType: Readonly<Partial<Record<TicketTypeCode, number>>>
}

/** `canonical`: the text that is hashed after the hash before it. */
export type HistoryEntry = HistoryEvent & {
  readonly hash: string
  readonly signature?: string
  readonly canonical: string
}

export interface FoundTicket {
  readonly ticket: Ticket
  readonly history: readonly HistoryEntry[]
  /** The seq of the first entry that does not follow from the one before it; null when the chain is whole. */
  readonly brokenAt: number | null
  /** Of a ticket that a fulfiller claimed: the last claim, which may have ended. */
  readonly claim: FulfilmentClaim | undefined
}

/** Queries on stored tickets. */
export interface Tickets {
  /** Undefined when there is none. */
  find(ticketUuid: string): Promise<FoundTicket | undefined>
  /** The processes that these tickets name; unknown tickets are left out. */
  processesOf(ticketUuids: readonly string[]): Promise<readonly string[]>
  /** What these tickets say as they stand, by their uuids, of those that are of a type; unknown tickets are left out. */
  infosOf(ticketUuids: readonly string[], type: TicketTypeCode): Promise<ReadonlyMap<string, TicketInfo>>
  /** Those of these processes that the plan of a pending ticket came from. */
  processesInUse(processUuids: readonly string[]): Promise<readonly string[]>
  list(query: TicketQuery): Promise<TicketPage>
  count(principal: Principal, scope: ListTickets['scope'], absent?: readonly Absent[]): Promise<TicketCount>
}

/** A ticket with the last claim of it, if there was one. */
export interface ClaimableDocument {
  readonly ticket: Ticket
  readonly history: readonly HistoryEvent[]
  readonly claim: FulfilmentClaim | undefined
}

/** A ticket as a claim found it. */
export interface ClaimedDocument extends ClaimableDocument {
  readonly claim: FulfilmentClaim
}

/**
 * A claim, as its answer says it however often it is repeated. `until` is unix milliseconds, `detailsHash` of the details that
 * were handed out; claims of before are without it.
 */
export interface RecordedClaim {
  readonly commandId: string
  readonly tickets: readonly {
    readonly ticketUuid: string
    readonly request: number
    readonly fence: number
    readonly until: number
    readonly detailsHash?: string
  }[]
}

/** Who takes what there is to do: leases by the clock of the database, one statement each, beside the histories (contract §3, Fulfilment). */
export interface Claims {
  /** The claim that this command made before. */
  recorded(commandId: string): Promise<RecordedClaim | undefined>
  /** Takes up to so many tickets of these types that are not claimed, the oldest first, until there are none. */
  take(wanted: {
    readonly commandId: string
    readonly by: string
    readonly types: readonly TicketTypeCode[]
    readonly limit: number
    readonly leaseMs: number
  }): Promise<void>
  /** What this command holds, the oldest first; read as far as it is asked for, so that large histories never fill the memory. */
  held(commandId: string): AsyncIterable<ClaimedDocument>
  /** Records what the command claimed; gives what was recorded first, if another process was faster. */
  record(claim: RecordedClaim): Promise<RecordedClaim>
  /** Gives back what this command holds beside these. */
  releaseOthers(commandId: string, ticketUuids: readonly string[]): Promise<void>
  /** These tickets, one after the other as `held` gives them; unknown ones are left out. */
  read(ticketUuids: readonly string[]): AsyncIterable<ClaimableDocument>
  find(ticketUuid: string): Promise<ClaimableDocument | undefined>
  /** Lets the lease of a claim end so long from now, and gives that moment in unix milliseconds; null: it is not the last one. */
  extend(ticketUuid: string, fence: number, leaseMs: number): Promise<number | null>
  /** Notes how far the work is; false: the claim is not the last one. */
  note(ticketUuid: string, fence: number, progress: Progress): Promise<boolean>
}

/** When tickets change by time alone. Moments are unix milliseconds by the clock of the database. */
export interface Timers {
  /** The moment of the earliest timer of all, and the present one; null: none is set. One statement. */
  look(): Promise<{ readonly nextAt: number; readonly now: number } | null>
  /** The timers whose moment has come by `now`, the earliest first, at most so many of those that are wanted. */
  due(now: number, most: number, isWanted: (timer: DueTimer) => boolean): Promise<readonly DueTimer[]>
}

/**
 * What the ticket service knows of processes: a replica fed by events; on a miss the process service is asked (decision
 * 6).
 */
export interface Definitions {
  /**
   * The definitions among these; null stands for one that does not exist. One that is neither in the replica nor
   * available from the process service at the moment is left out. The built-in process is not asked for here.
   */
  find(processUuids: readonly string[]): Promise<ReadonlyMap<string, Definition | null>>
  /** The roles that the processes of a tenant in the replica name, each once, at most 5,000, with a name where one of them gives it. */
  rolesOf(tenantUuid: string): Promise<readonly Step[]>
  define(event: ProcessDefined): Promise<void>
  remove(event: ProcessRemoved): Promise<void>
}

/** A verified token, issued at `iat` (unix seconds), that was seen at a time in unix ms. */
export interface SeenToken {
  readonly principal: Principal
  readonly iat: number
  readonly at: number
}

export interface KnownRole extends Owner {
  readonly tenantName: string
  /** `""` where no token has shown one. */
  readonly roleName: string
  readonly holders: number
}

/** Whom to list: the people of a tenant, or those among them who hold a role. */
export interface PeopleQuery {
  readonly tenantUuid: string
  readonly roleUuid: string | null
  readonly skip: number
  readonly limit: number
}

export interface PeoplePage {
  /** On all pages, at most 10,000. */
  readonly total: number
  readonly people: readonly { readonly userUuid: string; readonly userName: string }[]
}

/** Who there is. There is no directory of users: what is known is what their verified tokens showed within 90 days. */
export interface People {
  /**
   * Records what tokens have shown. The token issued last replaces all of those before, so a role that it lacks is lost at
   * once; of two issued in the same second the one seen last counts. Older and repeated news change nothing.
   */
  record(seen: readonly SeenToken[]): Promise<void>
  /** The names of these roles, by `ownerKey`, as holders' tokens showed them; where none did, left out. */
  roleNames(roles: readonly Owner[]): Promise<ReadonlyMap<string, string>>
  /** The roles that people of a tenant hold, in no particular order. */
  rolesOf(tenantUuid: string): Promise<readonly KnownRole[]>
  /** At most 10,000. */
  countHolders(role: Owner): Promise<number>
  /** The user ids of some who hold it, so many at most. */
  holders(role: Owner, limit: number): Promise<readonly string[]>
  /** By name. */
  list(query: PeopleQuery): Promise<PeoplePage>
  /** The names of all people, of whichever tenant, with one of these user ids; by `seatOwnerKey`. */
  namesOf(userUuids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** What tokens have shown of these people (see `userKey`), by the same; who is not known is left out. */
  principalsOf(users: readonly string[]): Promise<ReadonlyMap<string, Principal>>
  /** Undefined of a person who is not known. */
  nameOf(user: { readonly tenantUuid: string; readonly userUuid: string }): Promise<string | undefined>
}

/** A delegation with how it stands at that moment, by the clock of the database. */
export interface ListedDelegation {
  readonly uuid: string
  readonly delegation: Delegation
  readonly state: (typeof delegationStates)[number]
}

export interface Delegations {
  /** Decides and saves; a command that was answered before gets the same result (decision 1). */
  execute(items: readonly Item<Delegation, DelegationEvent>[]): Promise<CommandResults>
  /**
   * For whom each of these people (see `userKey`) may act at this moment, by the clock of the database; those who act for
   * no other person are left out.
   */
  absentOf(delegates: readonly string[]): Promise<ReadonlyMap<string, readonly Absent[]>>
  /**
   * Takes the places of a new delegation among those that the person gives, and that the delegate is given, at that time (people
   * as `userKey`, unix milliseconds). Says where there is none left; null: it has both, however often it asks.
   */
  takePlaces(
    delegation: {
      readonly uuid: string
      readonly from: string
      readonly to: string
      readonly start: number
      readonly end: number
    },
    most: { readonly given: number; readonly received: number },
  ): Promise<'given' | 'received' | null>
  /** A stretch of those by a person, to one, or of a tenant, newest first. */
  list(
    filter: { readonly from: string } | { readonly to: string } | { readonly tenant: string },
    skip: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly delegations: readonly ListedDelegation[] }>
}

export interface ListedComment {
  readonly uuid: string
  readonly comment: Comment
}

/** Comments on tickets. */
export interface Comments {
  /** Decides and saves; a command that was answered before gets the same result (decision 1). */
  execute(items: readonly Item<Comment, CommentEvent>[]): Promise<CommandResults>
  /** Takes the place of a new comment among so many of its ticket. False: there is none left. True again for one that has it. */
  takePlace(ticketUuid: string, commentUuid: string, most: number): Promise<boolean>
  /** A stretch of a ticket's comments, oldest first. */
  list(
    ticketUuid: string,
    skip: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly comments: readonly ListedComment[] }>
}
