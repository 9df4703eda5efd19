import { type NotifiedEventType, ownerKey, type TicketEvent, userKey } from '@gongdan/contracts'

/** What a group of people has to do with a ticket that something happened to. */
type Concern = 'whose turn it is' | 'applicant' | 'former deciders'

const concernOf: Readonly<Record<NotifiedEventType, Concern>> = {
  'ticket.submitted': 'whose turn it is',
  'ticket.step-passed': 'whose turn it is',
  'ticket.passed': 'applicant',
  'ticket.overruled': 'applicant',
  'ticket.withdrawn': 'former deciders',
  'ticket.image-created': 'applicant',
  'ticket.image-failed': 'applicant',
  'ticket.image-needs-operator': 'applicant',
}

const isNotified = (type: string): type is NotifiedEventType => Object.hasOwn(concernOf, type)

/** The role whose holders are asked for by an event (see `ownerKey`), or null when it concerns no role. */
export const roleConcerned = ({ type, currentOwner }: TicketEvent): string | null =>
  isNotified(type) && concernOf[type] === 'whose turn it is' && currentOwner !== null ? ownerKey(currentOwner) : null

/**
 * The users (see `userKey`) who are told of an event, each once: holders of the step whose turn it is when a ticket waits
 * for them, the applicant of what became of his ticket, on a withdrawal those who had decided on it. Never who did it
 * himself; and nobody approves their own ticket, so an applicant is not asked to.
 *
 * @param holders of the role that `roleConcerned` names
 */
export const whoHears = (event: TicketEvent, holders: readonly string[]): readonly string[] => {
  if (!isNotified(event.type) || event.deleted) return []
  const applicant = userKey(event.applicant)
  const actor = event.actor === null ? null : userKey(event.actor)
  const others = (users: readonly string[]) => [...new Set(users)].filter((user) => user !== actor)
  switch (concernOf[event.type]) {
    case 'whose turn it is':
      return others(holders).filter((user) => user !== applicant)
    case 'applicant':
      return others([applicant])
    case 'former deciders':
      return others(event.deciders)
  }
}
