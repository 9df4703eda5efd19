import { type Refusal, refusal, type SeatOwner, SYSTEM, seatOwnerKey } from '@gongdan/contracts'
import { beginsAfter, mostSeated, neededOf, type Seat, withAdded } from '@gongdan/flow'
import { actingSeat, nobodyAbsent, onBehalfOf } from '../acting.ts'
import { notYourTurn } from '../authorize.ts'
import { refuseWhenFull } from '../content.ts'
import type { PendingTicket } from '../ticket.ts'
import { defineAction } from './action.ts'
import { forbidden, refusePerson, tooManyChanges } from './takingPart.ts'

const MAX_STEPS = 30
const MAX_SEATS = 80

/** Adds a step of further approvers before, beside or after the one that waits for the caller. */
export const addApprovers = defineAction({
  type: 'ticket.add-approvers',
  verb: { en: 'add approvers to the ticket', cn: '加签' },
  who: ['turn'],
  neverOwn: true,
  from: ['pending'],
  outOfTurn: (principal, ticket, { stepId, absentOf = nobodyAbsent }) => {
    const present = actingSeat(ticket, principal, stepId, absentOf)
    if (present === undefined) return notYourTurn(ticket)
    return present.onBehalfOf === null ? null : forbidden('delegate')(ticket)
  },
  refuse: forbidden('add'),
  limit: tooManyChanges,
  decide: (ticket, { body: { principal, stepId, where, approvers, need, reason }, context }) => {
    const present = actingSeat(ticket, principal, stepId, context.absentOf)
    if (present === undefined) return notYourTurn(ticket)
    const { round, applicant } = ticket
    const tenants = new Map([
      [SYSTEM, SYSTEM],
      ...present.step.seats.flatMap(({ owners }) =>
        owners.map((owner) => [owner.tenantUuid, owner.tenantName] as const),
      ),
      [applicant.tenantUuid, applicant.tenantName],
    ])
    const seats: Seat[] = []
    for (const { owner, count } of approvers) {
      const stranger = refuseApprover(ticket, owner, tenants, context.names)
      if (stranger !== null) return stranger
      const named = withName(owner, tenants, context.names)
      seats.push(...Array.from({ length: count }, () => ({ owners: [named] })))
    }
    const needed = neededOf(need, seats.length)
    if (needed === null || mostSeated(seats, [], applicant.userUuid) < needed) {
      return refusal(
        3010,
        `there are too few different people among them for need ${need}`,
        `其中没有足够的不同人员满足 need ${need}`,
      )
    }
    const full = refuseTooMuch(ticket, seats.length)
    if (full !== null) return full
    const key = `added-${Math.max(...round.steps.map(({ id }) => id)) + 1}`
    const added = { key, name: '', seats, need: needed, veto: true, skipped: null, due: null }
    const after = withAdded(round, where, present.step.id, added)
    const begins = beginsAfter(round, after, context.at)
    const event = {
      type: 'ticket.approvers-added',
      data: { step: present.step.id, where, added, reason, begins, ...onBehalfOf(present) },
    } as const
    return refuseWhenFull(ticket, event) ?? [event]
  },
})

type Names = ReadonlyMap<string, string>

const withName = (owner: SeatOwner, tenants: Names, names: Names): SeatOwner => {
  const tenantName = tenants.get(owner.tenantUuid) ?? ''
  const known = names.get(seatOwnerKey(owner))
  return owner.kind === 'role'
    ? { ...owner, tenantName, roleName: known || owner.roleName }
    : { ...owner, tenantName, userName: known || owner.userName }
}

/** 3010 of an owner of another tenant than the ticket's, the step's or the system, and of a person who cannot take part. */
const refuseApprover = (ticket: PendingTicket, owner: SeatOwner, tenants: Names, names: Names): Refusal | null => {
  if (!tenants.has(owner.tenantUuid)) {
    return refusal(
      3010,
      `tenant ${owner.tenantUuid} is neither the ticket's nor the step's`,
      `租户 ${owner.tenantUuid} 既不是工单的租户，也不是此步骤的租户`,
    )
  }
  return owner.kind === 'role' ? null : refusePerson(ticket, owner, names.get(seatOwnerKey(owner)))
}

/** 3012 of a plan with as many steps or seats as there may be. */
const refuseTooMuch = ({ round }: PendingTicket, more: number): Refusal | null => {
  if (round.steps.length >= MAX_STEPS) {
    return refusal(3012, `it has ${MAX_STEPS} steps`, `工单已有 ${MAX_STEPS} 个步骤`)
  }
  const seats = round.steps.reduce((sum, step) => sum + step.seats.length, more)
  return seats > MAX_SEATS
    ? refusal(3012, `it would have more than ${MAX_SEATS} seats`, `工单的审批席位将超过 ${MAX_SEATS} 个`)
    : null
}
