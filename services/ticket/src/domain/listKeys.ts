import {
  APPLIED_BY,
  EVERYTHING,
  IN_TENANT,
  ownerKey,
  TURN_OF,
  userKey,
  VISIBLE_TO_ROLE,
  VISIBLE_TO_USER,
} from '@gongdan/contracts'
import { currentStep, type Ticket } from './ticket.ts'

/** The keys under which lists find the ticket. */
export const listKeysOf = (ticket: Ticket): readonly string[] => {
  if (ticket.deleted) return []
  const applied = `${APPLIED_BY} ${userKey(ticket.applicant)}`
  if (ticket.state === 'saved') return [applied]
  const turn = currentStep(ticket)
  return [
    applied,
    ...ticket.deciders.map((decider) => `${VISIBLE_TO_USER} ${decider}`),
    ...new Set(ticket.plan.steps.map((step) => `${VISIBLE_TO_ROLE} ${ownerKey(step)}`)),
    ...(turn === null ? [] : [`${TURN_OF} ${ownerKey(turn.owner)}`]),
    `${IN_TENANT} ${ticket.applicant.tenantUuid}`,
    EVERYTHING,
  ]
}
