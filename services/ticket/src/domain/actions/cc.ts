import {
  type Decision,
  isRefusal,
  type Principal,
  type Refusal,
  refusal,
  type SeatOwner,
  SYSTEM,
  seatOwnerKey,
} from '@gongdan/contracts'
import { isShownPeopleOf } from '../authorize.ts'
import { refuseWhenFull } from '../content.ts'
import type { DomainEvent } from '../events.ts'
import { ccOf, ownerShown, type Plan, type Ticket } from '../ticket.ts'
import { type DecisionContext, defineAction } from './action.ts'

/** So many a ticket has in copy at most, those of its process included. */
const MAX_CC = 50

/** What a ticket is, as far as it matters to whom it may be shown. */
interface Copied {
  readonly applicant: Pick<Principal, 'tenantUuid' | 'tenantName'>
  readonly plan: Plan | null
  readonly cc: readonly SeatOwner[]
}

/**
 * Who is put in copy, but for those who are already: 3010 for people and roles of a tenant that has nothing to do with the ticket,
 * 3012 for too many. `tenants` are those that have, beside the applicant's and `system`. People of a tenant whose people the caller is
 * not shown go without a name: it would say that they exist.
 */
export const addedToCc = (
  ticket: Copied,
  { principal, people }: { readonly principal: Principal; readonly people: readonly SeatOwner[] },
  { names }: Pick<DecisionContext, 'names'>,
  tenants: readonly string[] = [],
): Decision<DomainEvent> => {
  const { tenantUuid, tenantName } = ticket.applicant
  const foreign = people.find((owner) => ![tenantUuid, SYSTEM, ...tenants].includes(owner.tenantUuid))
  if (foreign !== undefined) return refuseForeign(foreign)
  const before = ccOf(ticket)
  const known = new Set(before.map(seatOwnerKey))
  const fresh = new Map(
    people.filter((owner) => !known.has(seatOwnerKey(owner))).map((owner) => [seatOwnerKey(owner), owner]),
  )
  if (fresh.size === 0) return []
  if (before.length + fresh.size > MAX_CC) {
    return refusal(
      3012,
      `it has ${before.length} in copy, and ${MAX_CC} at most`,
      `已抄送 ${before.length} 项，最多 ${MAX_CC} 项`,
    )
  }
  const named = (owner: SeatOwner): SeatOwner => {
    const tenant =
      owner.tenantUuid === tenantUuid ? tenantName : owner.tenantUuid === SYSTEM ? SYSTEM : owner.tenantName
    const name = names.get(seatOwnerKey(owner))
    if (owner.kind === 'user' && !isShownPeopleOf(principal, owner.tenantUuid)) {
      return { ...owner, tenantName: tenant, userName: '' }
    }
    return owner.kind === 'role'
      ? { ...owner, tenantName: tenant, roleName: name || owner.roleName }
      : { ...owner, tenantName: tenant, userName: name || owner.userName }
  }
  return [{ type: 'ticket.cc-added', data: { people: [...fresh.values()].map(named) } }]
}

const refuseForeign = (owner: SeatOwner): Refusal => {
  const { uuid } = ownerShown(owner)
  return refusal(
    3010,
    `${uuid} is of tenant ${owner.tenantUuid}, which has nothing to do with the ticket`,
    `${uuid} 属于租户 ${owner.tenantUuid}，与此工单无关`,
  )
}

/** Puts people and roles in copy: they see the ticket from then on, and are told what becomes of it. */
export const cc = defineAction({
  type: 'ticket.cc',
  verb: { en: 'put people in copy', cn: '抄送' },
  who: ['applicant', 'step-owner', 'decider', 'tenant-administrator', 'super-administrator'],
  from: ['pending', 'overruled', 'withdrawn', 'passed'],
  decide: (ticket, { body, context }) => {
    const decision = addedToCc(ticket, body, context, tenantsOf(ticket))
    const [event] = isRefusal(decision) ? [] : decision
    return (event === undefined ? null : refuseWhenFull(ticket, event)) ?? decision
  },
})

/** The tenants of those who approve it. */
const tenantsOf = ({ round }: Ticket): readonly string[] =>
  (round?.steps ?? []).flatMap(({ seats }) => seats.flatMap(({ owners }) => owners.map((owner) => owner.tenantUuid)))
