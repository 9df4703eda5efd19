import { type Actor, type DueRule, type Principal, type SeatOwner, userKey } from '@gongdan/contracts'

/** A place in a step for one person's vote. It has one owner, and more after an escalation or a transfer by role. */
export interface Seat {
  readonly owners: readonly SeatOwner[]
}

/** A step of a plan. It is done when `need` of its seats are filled by different people who approve. */
export interface FlowStep {
  /** Its index in the plan as submitted; steps that people add count on. */
  readonly id: number
  readonly key: string
  readonly name: string
  /** The ids of the steps that must be done before it begins. */
  readonly after: readonly number[]
  readonly seats: readonly Seat[]
  readonly need: number
  /** Whether one rejection ends the round; without it, a rejection only takes a seat. */
  readonly veto: boolean
  readonly skipped: null | 'applicant' | 'condition'
  readonly due: DueRule | null
}

/** One person's word in a step, for themselves or on behalf of an absent person. */
export interface Vote {
  readonly step: number
  readonly by: Actor
  readonly onBehalfOf: Actor | null
  readonly says: 'pass' | 'overrule'
  /** The seats, by index, that its owner could take; which one it takes follows from all votes of the step together. */
  readonly fills: readonly number[]
  /** Unix milliseconds. */
  readonly at: number
  readonly reason: string
}

/** A step that has begun, and when it is due. Times are unix milliseconds; reminders that were sent are gone. */
export interface Begun {
  readonly step: number
  readonly at: number
  readonly dueAt: number | null
  readonly remindAt: readonly number[]
  /** Set once its due moment has been dealt with. */
  readonly isOverdue?: true
}

/** How far a round of approval has come. */
export interface Round {
  readonly steps: readonly FlowStep[]
  readonly votes: readonly Vote[]
  /** The ids of the steps that are done; skipped ones are not among them. */
  readonly done: readonly number[]
  readonly begun: readonly Begun[]
  /** How often people gave a seat to another person or added a step. */
  readonly changes: number
  /** Who owned seats that were given to others: they still see the ticket. */
  readonly formerOwners: readonly SeatOwner[]
}

/** A round in which nothing has happened yet. */
export const newRound = (steps: readonly FlowStep[]): Round => ({
  steps,
  votes: [],
  done: [],
  begun: [],
  changes: 0,
  formerOwners: [],
})

/** Whether the person, with the roles of their token, is an owner of the seat. */
export const ownsSeat = (person: Pick<Principal, 'tenantUuid' | 'userUuid' | 'roles'>, { owners }: Seat): boolean =>
  owners.some((owner) => {
    if (owner.tenantUuid !== person.tenantUuid) return false
    if (owner.kind === 'user') return owner.userUuid === person.userUuid
    return person.roles.some(({ uuid }) => uuid === owner.roleUuid)
  })

/** The people who count as having taken part in a step: those who voted, and those they voted for (as `userKey`). */
export const peopleIn = (votes: readonly Vote[]): ReadonlySet<string> =>
  new Set(votes.flatMap(({ by, onBehalfOf }) => (onBehalfOf === null ? [by] : [by, onBehalfOf])).map(userKey))

/** The votes of one step. */
export const votesIn = ({ votes }: Round, step: number): readonly Vote[] => votes.filter((vote) => vote.step === step)
