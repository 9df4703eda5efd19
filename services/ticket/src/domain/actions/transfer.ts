import {
  isSuperAdministrator,
  isTenantAdministrator,
  type Principal,
  type Refusal,
  refusal,
  seatOwnerKey,
  userKey,
} from '@gongdan/contracts'
import { isPossible, type OpenSeat, openSeatsIn, ownsSeat, peopleIn, transferSeat, votesIn } from '@gongdan/flow'
import { type Asked, notYourTurn } from '../authorize.ts'
import { refuseWhenFull } from '../content.ts'
import type { PendingTicket } from '../ticket.ts'
import { defineAction } from './action.ts'
import { forbidden, refusePerson, tooManyChanges } from './takingPart.ts'

/** Gives an open seat to one person for good: by its owner, or by an administrator of its tenant. */
export const transfer = defineAction({
  type: 'ticket.transfer',
  verb: { en: 'transfer the approval of the ticket', cn: '转交' },
  who: ['turn'],
  neverOwn: true,
  from: ['pending'],
  outOfTurn: (principal, ticket, asked) => {
    const found = seatToGive(principal, ticket, asked)
    return 'scode' in found ? found : null
  },
  refuse: forbidden('transfer'),
  limit: tooManyChanges,
  decide: (ticket, { body: { principal, stepId, seatId, to, reason }, context }) => {
    const found = seatToGive(principal, ticket, { stepId, seatId })
    if ('scode' in found) return found
    const { step, seat, owners } = found
    const { tenantUuid = '', tenantName = '' } = owners[0] ?? {}
    const named = { kind: 'user', tenantUuid, tenantName, ...to } as const
    const known = context.names.get(seatOwnerKey(named))
    const owner = { ...named, userName: known || to.userName }
    if (owners.length === 1 && owners.every((one) => seatOwnerKey(one) === seatOwnerKey(owner))) return []
    const stranger = refusePerson(ticket, owner, known)
    if (stranger !== null) return stranger
    if (peopleIn(votesIn(ticket.round, step.id)).has(userKey(owner))) {
      return refusal(3010, `${to.userUuid} has voted in this step`, `${to.userUuid} 已在此步骤表态`)
    }
    if (!isPossible(transferSeat(ticket.round, step.id, seat, owner), step.id, ticket.applicant.userUuid)) {
      return refusal(
        3010,
        `with ${to.userUuid} in this seat too few different people could take part in the step`,
        `转交给 ${to.userUuid} 后，此步骤没有足够的不同人员参与`,
      )
    }
    const data = { step: step.id, seat, from: owners, to: owner, reason }
    const event = { type: 'ticket.transferred', data } as const
    return refuseWhenFull(ticket, event) ?? [event]
  },
})

/** The seat that a caller means, or the first that they may give away; else 3003, or 2003 of an administrator elsewhere. */
const seatToGive = (
  principal: Principal,
  ticket: PendingTicket,
  { stepId, seatId = null }: Asked,
): OpenSeat | Refusal => {
  const seats = openSeatsIn(ticket.round, stepId).filter(({ seat }) => seatId === null || seat === seatId)
  const own = seats.find((seat) => ownsSeat(principal, seat))
  const administered = seats.find(({ owners: [owner] }) => owner !== undefined && administers(principal, owner))
  const found = own ?? administered
  if (found !== undefined) return found
  const [other] = seats
  return other !== undefined && isTenantAdministrator(principal, principal.tenantUuid)
    ? refusal(
        2003,
        `the seat is of tenant ${other.owners[0]?.tenantUuid}, whose administrator you are not`,
        `该席位属于租户 ${other.owners[0]?.tenantUuid}，您不是其管理员`,
      )
    : notYourTurn(ticket)
}

const administers = (principal: Principal, { tenantUuid }: { readonly tenantUuid: string }): boolean =>
  isSuperAdministrator(principal) || isTenantAdministrator(principal, tenantUuid)
