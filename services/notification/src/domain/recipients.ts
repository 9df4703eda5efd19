import { type NotifiedEventType, ownerKey, type TicketEvent, userKey } from '@gongdan/contracts'

/** A user (see `userKey`) who is to be notified of an event. */
export interface Recipient {
  readonly user: string
  readonly event: TicketEvent
  /** The role by which it concerns them (see `ownerKey`), null if in person. */
  readonly role: string | null
}

/** Which group of people an event of a ticket concerns. */
type Concern = 'approvers' | 'applicant' | 'former deciders' | 'applicant and former approvers'

const concernOf: Readonly<Record<NotifiedEventType, Concern>> = {
  'ticket.submitted': 'approvers',
  'ticket.step-passed': 'approvers',
  'ticket.passed': 'applicant',
  'ticket.overruled': 'applicant',
  'ticket.withdrawn': 'former deciders',
  'ticket.terminated': 'applicant and former approvers',
  'ticket.image-created': 'applicant',
  'ticket.image-failed': 'applicant',
  'ticket.image-needs-operator': 'applicant',
}

const isNotified = (type: string): type is NotifiedEventType => Object.hasOwn(concernOf, type)

/**
 * The role whose members must approve next, or need not any more (see `ownerKey`); null when an event concerns no role.
 */
export const roleConcerned = ({ type, currentOwner, formerOwner }: TicketEvent): string | null => {
  if (!isNotified(type)) return null
  const owners: Partial<Record<Concern, TicketEvent['currentOwner']>> = {
    approvers: currentOwner,
    'applicant and former approvers': formerOwner,
  }
  const owner = owners[concernOf[type]] ?? null
  return owner === null ? null : ownerKey(owner)
}

/**
 * Who is notified of an event, each user once: the members of the role that must approve next, the applicant of what became
 * of their ticket, on a withdrawal those who had decided on it, on a termination the applicant and those who were waited for.
 * Never the actor, and an applicant is not asked to approve their own ticket.
 *
 * @param members the users who hold the role that `roleConcerned` names
 */
export const recipientsOf = (event: TicketEvent, members: readonly string[]): readonly Recipient[] => {
  const actor = event.actor === null ? null : userKey(event.actor)
  const users = new Set(usersConcerned(event, members))
  const role = roleConcerned(event)
  const applicant = userKey(event.applicant)
  return [...users]
    .filter((user) => user !== actor)
    .map((user) => ({ user, event, role: user === applicant ? null : role }))
}

const usersConcerned = (event: TicketEvent, members: readonly string[]): readonly string[] => {
  if (!isNotified(event.type) || event.deleted) return []
  const applicant = userKey(event.applicant)
  switch (concernOf[event.type]) {
    case 'approvers':
      return members.filter((user) => user !== applicant)
    case 'applicant':
      return [applicant]
    case 'former deciders':
      return event.deciders
    case 'applicant and former approvers':
      return [applicant, ...members]
  }
}
