import {
  fulfilledBy,
  isSuperAdministrator,
  isTenantAdministrator,
  type Principal,
  type Refusal,
  refusal,
  type Scode,
  type TicketStateCode,
  type TicketTypeCode,
  ticketStateTexts,
  ticketTypes,
  userKey,
} from '@gongdan/contracts'
import { ownsSeat, placeOf } from '@gongdan/flow'
import { type AbsentOf, actingPlace, nobodyAbsent, seesAsDelegate } from './acting.ts'
import { forbidden } from './actions/takingPart.ts'
import { ccOf, currentStep, ownerShown, type PendingTicket, type Ticket } from './ticket.ts'

/** How a caller stands to a ticket; several may hold at once. */
export type Relation =
  | 'applicant'
  | 'tenant-administrator'
  | 'super-administrator'
  | 'decider'
  | 'step-owner'
  | 'former-owner'
  | 'cc'
  | 'fulfiller'
  | 'turn'

/** The same in both languages. */
interface Words {
  readonly en: string
  readonly cn: string
}

/** The rights of an action: its row in the table of contract §3, Actions. */
export interface Policy {
  /** The action in words, for a refusal: what the caller cannot do. */
  readonly verb: Words
  /** Any of these may; `turn` means whose turn it is, which is looked at last. */
  readonly who: readonly Relation[]
  /** Four eyes: never the applicant, whatever roles they hold (3004). */
  readonly neverOwn?: boolean
  /** States in which it is possible at all. */
  readonly from: readonly TicketStateCode[]
  /** The scode for any other state; 3002 by default. */
  readonly wrongState?: Scode
  /** For tickets of this type only. */
  readonly onlyType?: TicketTypeCode
  /** Why it is not the caller's turn, where that is not about a vote; null when it is. */
  readonly outOfTurn?: (principal: Principal, ticket: PendingTicket, asked: Asked) => Refusal | null
}

/** What of a command its rights depend on. */
export interface Asked {
  /** The one that the caller has read. */
  readonly version?: number | undefined
  /** The step that it is about; null: the first that is the caller's. */
  readonly stepId: number | null
  /** The seat of the step; left out or null: the first that the caller may give away. */
  readonly seatId?: number | null | undefined
  /** For whom the caller may act; left out: for no other person. Asked only where they alone may not see the ticket, or have no turn. */
  readonly absentOf?: AbsentOf
}

/** How the caller stands to the ticket. Rights of an applicant need the same user in the same tenant. */
export const relationsOf = (principal: Principal, ticket: Ticket): ReadonlySet<Relation> => {
  const relations = new Set<Relation>()
  if (userKey(principal) === userKey(ticket.applicant)) relations.add('applicant')
  if (isTenantAdministrator(principal, ticket.applicant.tenantUuid)) relations.add('tenant-administrator')
  if (isSuperAdministrator(principal)) relations.add('super-administrator')
  if (ticket.deciders.includes(userKey(principal))) relations.add('decider')
  const { round } = ticket
  if (round?.steps.some((step) => step.seats.some((seat) => ownsSeat(principal, seat)))) relations.add('step-owner')
  if (round !== null && ownsSeat(principal, { owners: round.formerOwners })) relations.add('former-owner')
  if (ownsSeat(principal, { owners: ccOf(ticket) })) relations.add('cc')
  if (ticket.state === 'passed' && ticket.fulfilment !== null && fulfilledBy(principal).includes(ticket.info.type))
    relations.add('fulfiller')
  if (ticket.state === 'pending' && typeof placeOf(ticket.round, principal, [], null) !== 'string')
    relations.add('turn')
  return relations
}

/** A draft is visible to its applicant alone; any other ticket to everyone who has a relation to it (contract §2). */
export const isVisible = (ticket: Ticket, relations: ReadonlySet<Relation>): boolean =>
  !ticket.deleted && (ticket.state === 'saved' ? relations.has('applicant') : relations.size > 0)

/**
 * An unknown ticket and one that the caller may not see give the same answer, to the letter (contract §1): neither carries a
 * name.
 */
export const noSuchTicket: Refusal = {
  ...refusal(3001, 'no ticket of this uuid is visible to you', '没有您可见的此编号工单'),
  name: '',
}

/** Whether a caller is shown who there is of a tenant (contract §5, roles and people). */
export const isShownPeopleOf = (principal: Principal, tenantUuid: string): boolean =>
  tenantUuid === principal.tenantUuid || isSuperAdministrator(principal)

/**
 * Why the caller may not do this to the ticket, or null, in the order of checks of contract §3: visible, type, right, version,
 * state, turn. The content is checked after that.
 */
export const authorize = (
  { verb, who, neverOwn = false, from, wrongState = 3002, onlyType, outOfTurn = refuseOutOfTurn }: Policy,
  principal: Principal,
  ticket: Ticket,
  asked: Asked,
  relations = relationsOf(principal, ticket),
): Refusal | null => {
  const { absentOf = nobodyAbsent } = asked
  if (!isVisible(ticket, relations) && !seesAsDelegate(ticket, principal, absentOf)) return noSuchTicket
  if (onlyType !== undefined && ticket.info.type !== onlyType) {
    return refusal(5001, `the ticket's type is ${ticket.info.type}`, `工单类型是 ${ticketTypes[ticket.info.type].text}`)
  }
  const decides = who.includes('turn')
  if (!decides && !who.some((relation) => relations.has(relation))) {
    return refusal(2003, `only ${anyOf(who).en} can ${verb.en}`, `只有${anyOf(who).cn}可以${verb.cn}`)
  }
  if (neverOwn && principal.userUuid === ticket.applicant.userUuid) {
    return refusal(3004, 'you are the applicant of this ticket', '您是此工单的申请人')
  }
  const { version } = asked
  if (version !== undefined && version !== ticket.version) {
    return refusal(3007, `the ticket is at version ${ticket.version} by now`, `工单现在的版本是 ${ticket.version}`)
  }
  if (!from.includes(ticket.state)) {
    return refusal(
      wrongState,
      `you cannot ${verb.en} while it is ${stateWords[ticket.state]}`,
      `${ticketStateTexts[ticket.state]}的工单不能${verb.cn}`,
    )
  }
  return decides && ticket.state === 'pending' ? outOfTurn(principal, ticket, asked) : null
}

const refuseOutOfTurn = (
  principal: Principal,
  ticket: PendingTicket,
  { stepId, absentOf = nobodyAbsent }: Asked,
): Refusal | null => {
  const place = actingPlace(ticket, principal, stepId, absentOf)
  if (place === 'voted') return refusal(3009, 'you have voted in this step before', '您已在此步骤表态')
  if (place === 'none') return notYourTurn(ticket)
  return place.onBehalfOf === null ? null : refuseDelegates(ticket)
}

const refuseDelegates = forbidden('delegate')

/** 3003, which says whose turn it is. */
export const notYourTurn = (ticket: PendingTicket): Refusal => {
  const owner = currentStep(ticket)?.owner
  const { name, uuid } = owner === undefined ? { name: '', uuid: '' } : ownerShown(owner)
  return refusal(3003, `it is the turn of ${name || `role ${uuid}`}`, `当前审批步骤属于${name || `角色 ${uuid}`}`)
}

/** A state in English, as what a ticket is. */
export const stateWords: Readonly<Record<TicketStateCode, string>> = {
  saved: 'a draft',
  pending: 'pending',
  overruled: 'rejected',
  withdrawn: 'withdrawn',
  passed: 'approved',
  archived: 'archived',
}

const relationWords: Readonly<Record<Relation, readonly [en: string, cn: string]>> = {
  applicant: ['the applicant', '申请人'],
  'tenant-administrator': ["the tenant's administrator", '租户管理员'],
  'super-administrator': ['a super administrator', '超级管理员'],
  decider: ['an approver who decided on it', '曾审批此工单的人'],
  'step-owner': ['the owner of a step', '审批步骤的角色'],
  'former-owner': ['the former owner of a step', '转交了审批步骤的人'],
  cc: ['someone in copy', '抄送人'],
  fulfiller: ['a fulfiller', '执行方'],
  turn: ['the owner of the current step', '当前步骤的处理人'],
}
const list = new Intl.ListFormat('en-GB', { type: 'disjunction' })
const listCn = new Intl.ListFormat('zh-CN', { type: 'disjunction' })
/** Of each row of the table once: lists ask for as many refusals as they show tickets. */
const listed = new Map<readonly Relation[], Words>()
const anyOf = (who: readonly Relation[]): Words => {
  const of = (language: 0 | 1) => who.map((relation) => relationWords[relation][language])
  const words = listed.get(who) ?? { en: list.format(of(0)), cn: listCn.format(of(1)) }
  listed.set(who, words)
  return words
}
