import {
  holds,
  isSuperAdministrator,
  isTenantAdministrator,
  type Principal,
  type Scode,
  type TicketStateCode,
} from '@gongdan/contracts'
import { currentStep, personKey, type Ticket } from './ticket.ts'

/** What somebody may want to do with a ticket that exists. */
export type Action =
  | 'inspect'
  | 'save'
  | 'submit'
  | 'submit-saved'
  | 'submit-overruled'
  | 'pass'
  | 'overrule'
  | 'withdraw'
  | 'confirm'
  | 'archive'
  | 'delete'
  | 'request-image'

/** How a caller stands to a ticket; several may hold at once. */
export type Relation = 'applicant' | 'tenant-administrator' | 'super-administrator' | 'decider' | 'step-owner' | 'turn'

interface Rule {
  /** Any of these may; everybody who sees the ticket where it is null (the turn is asked after the state). */
  readonly who: readonly Relation[] | null
  /** States in which it is possible at all. */
  readonly from: readonly TicketStateCode[]
  /** What a wrong state answers. */
  readonly wrongState: Scode
  /** Four eyes: never by the applicant, and only whose turn it is (contract §3). */
  readonly decides: boolean
}

const written: readonly TicketStateCode[] = ['saved', 'overruled', 'withdrawn']
const everyState: readonly TicketStateCode[] = ['saved', 'pending', 'overruled', 'withdrawn', 'passed', 'archived']
const theApplicant: readonly Relation[] = ['applicant']
const theApplicantOrAdministrators: readonly Relation[] = ['applicant', 'tenant-administrator', 'super-administrator']

const rule = (who: readonly Relation[] | null, from: readonly TicketStateCode[], more: Partial<Rule> = {}): Rule => ({
  who,
  from,
  wrongState: 3002,
  decides: false,
  ...more,
})

/** The one table of rights: action × relation × state (contract §3, Actions). Handlers ask `verdict`, nothing else. */
export const policy: Readonly<Record<Action, Rule>> = {
  inspect: rule(null, everyState),
  save: rule(theApplicant, written),
  submit: rule(theApplicant, written),
  'submit-saved': rule(theApplicant, ['saved', 'withdrawn']),
  'submit-overruled': rule(theApplicant, ['overruled']),
  pass: rule(null, ['pending'], { decides: true }),
  overrule: rule(null, ['pending'], { decides: true }),
  withdraw: rule(theApplicant, ['pending']),
  confirm: rule(theApplicant, ['passed']),
  archive: rule(theApplicantOrAdministrators, ['passed', 'overruled', 'withdrawn']),
  delete: rule(theApplicantOrAdministrators, ['saved', 'overruled', 'withdrawn', 'archived']),
  'request-image': rule(theApplicantOrAdministrators, ['passed'], { wrongState: 5002 }),
}

/** How the caller stands to the ticket. Rights of an applicant need the same user in the same tenant. */
export const relationsOf = (principal: Principal, ticket: Ticket): ReadonlySet<Relation> => {
  const relations = new Set<Relation>()
  if (personKey(principal) === personKey(ticket.applicant)) relations.add('applicant')
  if (isTenantAdministrator(principal, ticket.applicant.tenantUuid)) relations.add('tenant-administrator')
  if (isSuperAdministrator(principal)) relations.add('super-administrator')
  if (ticket.deciders.includes(personKey(principal))) relations.add('decider')
  if (ticket.plan?.steps.some((step) => holds(principal, step))) relations.add('step-owner')
  const turn = currentStep(ticket)
  if (turn !== null && holds(principal, turn.owner)) relations.add('turn')
  return relations
}

/** A draft is its applicant's alone; any other ticket is seen by whoever has any relation to it (contract §2). */
export const isVisible = (ticket: Ticket, relations: ReadonlySet<Relation>): boolean =>
  !ticket.deleted && (ticket.state === 'saved' ? relations.has('applicant') : relations.size > 0)

/** Why not: an scode and what exactly. */
export interface Refusal {
  readonly scode: Scode
  readonly desc: string
}

/**
 * May the caller do this to the ticket, in the order of checks of contract §3: visible, type, right, version, state, turn.
 * Null when he may; the content is checked after that.
 */
export const verdict = (action: Action, principal: Principal, ticket: Ticket, version?: number): Refusal | null => {
  const { who, from, wrongState, decides } = policy[action]
  const relations = relationsOf(principal, ticket)
  if (!isVisible(ticket, relations)) return noSuchTicket
  if (action === 'request-image' && ticket.info.type !== 'TENCENT_IMAGE_CREATE') {
    return { scode: 5001, desc: `the ticket's type is ${ticket.info.type}` }
  }
  if (who !== null && !who.some((relation) => relations.has(relation))) {
    return { scode: 2003, desc: `${action} is for: ${who.join(', ')}` }
  }
  if (decides && principal.userUuid === ticket.applicant.userUuid) {
    return { scode: 3004, desc: 'you are the applicant of this ticket' }
  }
  if (version !== undefined && version !== ticket.version) {
    return { scode: 3007, desc: `the ticket is at version ${ticket.version}` }
  }
  if (!from.includes(ticket.state)) {
    return { scode: wrongState, desc: `${action} is not possible while the ticket is ${ticket.state}` }
  }
  if (decides && !relations.has('turn')) {
    return { scode: 3003, desc: `it is the turn of ${currentStep(ticket)?.owner.roleName || 'another role'}` }
  }
  return null
}

/** An unknown ticket and one that the caller may not see give the same answer, to the letter (contract §1). */
export const noSuchTicket: Refusal = { scode: 3001, desc: 'no ticket of this uuid is visible to you' }
