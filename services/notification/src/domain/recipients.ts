import { type NotifiedEventType, type SeatOwner, seatOwnerKey, type TicketEvent, userKey } from '@gongdan/contracts'

/** A user (see `userKey`) who is to be notified of an event. */
export interface Recipient {
  readonly user: string
  readonly event: TicketEvent
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
  | 'copies'
  | 'former deciders'
  | 'applicant and former approvers'

const concernOf: Readonly<Record<NotifiedEventType, Concern>> = {
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
  'ticket.image-created': 'applicant',
  'ticket.image-failed': 'applicant',
  'ticket.image-needs-operator': 'applicant',
}

const isNotified = (type: string): type is NotifiedEventType => Object.hasOwn(concernOf, type)

/**
 * Who must approve next, or need not any more: the owners of the seats that opened with the event, or of the one that was waited
 * for; or who has the ticket in copy. None when an event concerns neither.
 */
const ownersConcerned = ({
  type,
  open,
  opened,
  cc,
  applicant,
  currentOwner,
  formerOwner,
}: TicketEvent): readonly SeatOwner[] => {
  if (!isNotified(type)) return []
  const role = (owner: TicketEvent['currentOwner']): readonly SeatOwner[] =>
    owner === null ? [] : [{ kind: 'role', ...owner }]
  switch (concernOf[type]) {
    case 'approvers':
      return opened.length > 0 ? opened : role(currentOwner)
    case 'approvers and administrators':
      return [...opened, ...role({ ...applicant, roleUuid: applicant.tenantUuid, roleName: '' })]
    case 'all approvers':
      return open
    case 'applicant and former approvers':
      return role(formerOwner)
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
    case 'applicant and former approvers':
      return [[applicant, null], ...owners]
  }
}
