import { type InspectTicket, type PlanWarning, type Refusal, type SeatOwner, seatOwnerKey } from '@gongdan/contracts'
import { seesAsDelegate } from '../domain/acting.ts'
import { isVisible, noSuchTicket, relationsOf } from '../domain/authorize.ts'
import type { Delegations, People, Tickets } from '../domain/ports.ts'
import { warningsOf } from '../domain/simulation.ts'
import type { Ticket } from '../domain/ticket.ts'
import { inspectData } from '../domain/view.ts'
import { lookUpDelegations } from './lookUpDelegations.ts'

type Inspected = ReturnType<typeof inspectData> & { readonly warnings: PlanWarning[] }
type Asked = Pick<People, 'holders' | 'nameOf'>

/** ticket.inspect: all that is known of a ticket, for everyone to whom it is visible (contract §3). */
export const inspectTicket =
  (tickets: Pick<Tickets, 'find'>, people: Asked, delegations: Pick<Delegations, 'absentOf'>) =>
  async ({ principal, ticketUuid, chain }: InspectTicket): Promise<Inspected | Refusal> => {
    const found = await tickets.find(ticketUuid)
    if (found === undefined) return noSuchTicket
    const { ticket } = found
    const relations = relationsOf(principal, ticket)
    const { absentOf, answering } = lookUpDelegations(delegations)
    const data = await answering(() => {
      const absent = () => absentOf(principal)
      if (!isVisible(ticket, relations) && !seesAsDelegate(ticket, principal, absent)) return null
      const reader = relations.has('applicant') ? 'applicant' : 'others'
      return inspectData(found, principal, { reader, chain }, absent)
    })
    return data === null ? noSuchTicket : { ...data, warnings: await warningsAbout(ticket, people) }
  }

/** What stands in the way of the steps that are not done yet. */
const warningsAbout = async ({ state, round, applicant }: Ticket, people: Asked): Promise<PlanWarning[]> => {
  if (state !== 'pending' || round === null) return []
  const steps = round.steps.filter(({ id, skipped }) => skipped === null && !round.done.includes(id))
  const owners = new Map(
    steps.flatMap(({ seats }) => seats.flatMap((seat) => seat.owners)).map((owner) => [seatOwnerKey(owner), owner]),
  )
  const known = await Promise.all(
    [...owners].map(async ([key, owner]) => [key, await knownOf(owner, applicant, people)] as const),
  )
  return steps.flatMap((step) => warningsOf(step, new Map(known)))
}

const knownOf = async (owner: SeatOwner, { tenantUuid, userUuid }: Ticket['applicant'], people: Asked) => {
  if (owner.kind === 'user') {
    return { count: (await people.nameOf(owner)) === undefined ? 0 : 1, isApplicantToo: false }
  }
  // One more than is needed, for the applicant may be one.
  const holders = await people.holders(owner, 2)
  const isOwnTenant = owner.tenantUuid === tenantUuid
  const others = holders.filter((holder) => !isOwnTenant || holder !== userUuid)
  return { count: others.length, isApplicantToo: others.length < holders.length }
}
