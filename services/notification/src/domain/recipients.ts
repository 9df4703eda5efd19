import {
  type DelegationEvent,
  type NotifiedEventType,
  type SeatOwner,
  seatOwnerKey,
  type TicketEvent,
  userKey,
} from '@gongdan/contracts'
import type { ToldEvent } from './notice.ts'

/** A user (see `userKey`) who is to be notified of an event. */
export interface Recipient {
  readonly user: string
  readonly event: ToldEvent
  /** The role by which it concerns them (see `ownerKey`), null if in person. */
  readonly role: string | null
}

/** Which group of people an event of a ticket concerns. */
type Concern =
  | 'approvers'
  | 'approvers and administrators'
  | 'all approvers'
  | 'applicant'
  | 'applicant and copies'
  | 'applicant and mentioned'
  | 'copies'
  | 'former deciders'
  | 'applicant and former approvers'

type NotifiedTicketEvent = Exclude<NotifiedEventType, DelegationEvent['type']>

const concernOf: Readonly<Record<NotifiedTicketEvent, Concern>> = {
  'ticket.submitted': 'approvers',
  'ticket.step-passed': 'approvers',
  'ticket.returned': 'approvers',
  'ticket.approvers-added': 'approvers',
  'ticket.transferred': 'approvers',
  'ticket.passed': 'applicant and copies',
  'ticket.overruled': 'applicant and copies',
  'ticket.withdrawn': 'former deciders',
  'ticket.terminated': 'applicant and former approvers',
  'ticket.reminded': 'approvers',
  'ticket.overdue': 'approvers and administrators',
  'ticket.escalated': 'approvers',
  'ticket.urged': 'all approvers',
  'ticket.cc-added': 'copies',
  'ticket.commented': 'applicant and mentioned',
  'ticket.fulfilment-done': 'applicant',
  'ticket.fulfilment-failed': 'applicant',
  'ticket.image-created': 'applicant',
  'ticket.image-failed': 'applicant',
  'ticket.image-needs-operator': 'applicant',
}

const isNotified = (type: string): type is NotifiedTicketEvent => Object.hasOwn(concernOf, type)

/**
 * Who must approve next, or need not any more: the owners of the seats that opened with the event, or of those that were waited
 * for; or who has the ticket in copy. None when an event concerns neither.
 */
const ownersConcerned = ({
  type,
  open,
  opened,
  cc,
  comment,
  applicant,
  currentOwner,
  formerOwner,
}: TicketEvent): readonly SeatOwner[] => {
  if (!isNotified(type)) return []
  const role = (owner: TicketEvent['currentOwner']): readonly SeatOwner[] =>
    owner === null ? [] : [{ kind: 'role', ...owner }]
  switch (concernOf[type]) {
    case 'approvers':
      // An event of a release that told neither has the owner of the next step alone.
      return opened.length > 0 || open.length > 0 ? opened : role(currentOwner)
    case 'approvers and administrators':
      return [...opened, ...role({ ...applicant, roleUuid: applicant.tenantUuid, roleName: '' })]
    case 'all approvers':
      return open
    case 'applicant and former approvers':
      return opened.length > 0 ? opened : role(formerOwner)
    case 'applicant and mentioned':
      return comment?.mentioned ?? []
    case 'applicant and copies':
    case 'copies':
      return cc
    default:
      return []
  }
}

/** The roles among them (see `ownerKey`). */
export const rolesConcerned = (event: TicketEvent): readonly string[] =>
  ownersConcerned(event)
    .filter(({ kind }) => kind === 'role')
    .map(seatOwnerKey)

/**
 * Who is notified of an event, each user once: the people and the members of the roles that must approve next, the applicant and
 * those in copy of what became of the ticket, those who were put in copy, the administrators of the tenant of an overdue step, all who must approve when they are urged, on a withdrawal those who had decided on it, on a termination the applicant and those who were
 * waited for. Never the actor, and an applicant is not asked to approve their own ticket.
 *
 * @param membersOf the users who hold the roles that `rolesConcerned` names
 */
export const recipientsOf = (
  event: TicketEvent,
  membersOf: ReadonlyMap<string, readonly string[]>,
): readonly Recipient[] => {
  const actor = event.actor === null ? null : userKey(event.actor)
  const users = new Map<string, string | null>()
  for (const [user, role] of usersConcerned(event, membersOf)) {
    if (user !== actor && users.get(user) !== null) users.set(user, role)
  }
  return [...users].map(([user, role]) => ({ user, event, role }))
}

/** A user, and the role by which an event concerns them; null in person. */
type Concerned = readonly [user: string, role: string | null]

/** Everybody whom an event concerns; a user may occur more than once. */
const usersConcerned = (
  event: TicketEvent,
  membersOf: ReadonlyMap<string, readonly string[]>,
): readonly Concerned[] => {
  if (!isNotified(event.type) || event.deleted) return []
  const applicant = userKey(event.applicant)
  const owners = ownersConcerned(event).flatMap((owner): readonly Concerned[] => {
    if (owner.kind === 'user') return [[userKey(owner), null]]
    const role = seatOwnerKey(owner)
    return (membersOf.get(role) ?? []).map((user) => [user, role])
  })
  switch (concernOf[event.type]) {
    case 'approvers':
    case 'approvers and administrators':
    case 'all approvers':
      return owners.filter(([user]) => user !== applicant)
    case 'applicant':
      return [[applicant, null]]
    case 'former deciders':
      return event.deciders.map((user) => [user, null])
    case 'copies':
      return owners
    case 'applicant and copies':
    case 'applicant and mentioned':
    case 'applicant and former approvers':
      return [[applicant, null], ...owners]
  }
}

/** The two whom a delegation concerns, but for who made it. */
export const partiesOf = (event: DelegationEvent): readonly Recipient[] => {
  if (event.type !== 'delegation.made') return []
  const actor = event.actor === null ? null : userKey(event.actor)
  return [event.from, event.to]
    .map(({ userUuid }) => userKey({ tenantUuid: event.tenantUuid, userUuid }))
    .filter((user) => user !== actor)
    .map((user) => ({ user, event, role: null }))
}

/** A person who acts for an absent one now, and on which tickets: empty lists mean all. */
export interface Delegate {
  /** As `userKey` has it. */
  readonly user: string
  readonly types: readonly string[]
  readonly processUuids: readonly string[]
}

const asks: ReadonlySet<Concern> = new Set(['approvers', 'approvers and administrators', 'all approvers'])

type Asked = Recipient & { readonly event: TicketEvent }

const isAsked = (recipient: Recipient): recipient is Asked => {
  const { event } = recipient
  return isNotified(event.type) && asks.has(concernOf[event.type]) && 'ticketUuid' in event && event.delegable
}

/** Of these recipients those who are asked to approve, as whose delegates others may have to be told. */
export const asked = (recipients: readonly Recipient[]): readonly Asked[] => recipients.filter(isAsked)

/**
 * The recipients with a delegate beside each absent one who is asked to approve: in person, and never who did it, nor the applicant.
 *
 * @param delegatesOf by the absent person
 */
export const withDelegates = (
  recipients: readonly Recipient[],
  delegatesOf: ReadonlyMap<string, readonly Delegate[]>,
): readonly Recipient[] => {
  // A role may have a hundred members, of whom hardly ever one is absent.
  if (delegatesOf.size === 0) return recipients
  const told = new Set(recipients.map(({ user, event }) => `${event.id} ${user}`))
  const beside = asked(recipients).flatMap(({ user, event }) =>
    (delegatesOf.get(user) ?? [])
      .filter(({ types, processUuids }) => reaches(types, event.ticketType) && reaches(processUuids, event.processUuid))
      .filter((delegate) => !isExcluded(delegate.user, event))
      .map((delegate): Recipient => ({ user: delegate.user, event, role: null })),
  )
  return [
    ...recipients,
    ...new Map(
      beside
        .filter(({ user, event }) => !told.has(`${event.id} ${user}`))
        .map((recipient) => [`${recipient.event.id} ${recipient.user}`, recipient]),
    ).values(),
  ]
}

const reaches = (some: readonly string[], one: string): boolean => some.length === 0 || some.includes(one)

/** Four eyes hold for a user of the applicant's id in any tenant (contract §3, 3004). */
const isExcluded = (user: string, { actor, applicant }: TicketEvent): boolean =>
  (actor !== null && user === userKey(actor)) || user.endsWith(` ${applicant.userUuid}`)
