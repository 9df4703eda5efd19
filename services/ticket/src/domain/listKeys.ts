import {
  isSuperAdministrator,
  isTenantAdministrator,
  type ListTickets,
  ownerKey,
  type Principal,
} from '@gongdan/contracts'
import { currentStep, personKey, type Ticket } from './ticket.ts'

/**
 * Every list is an equality on one indexed array: a ticket bears the keys under which it is found, a caller asks by the keys
 * that are his (design decision 10). A key is a letter and whose it is:
 * `a` applied by, `h` handled by, `e` handled by somebody of another tenant than the applicant's, `o` whose turn it is,
 * `r` a step of the applicant's own tenant, `x` a step elsewhere, `t` the applicant's tenant, `*` everything that is no draft.
 */
export const listKeysOf = (ticket: Ticket): readonly string[] => {
  if (ticket.deleted) return []
  const { tenantUuid } = ticket.applicant
  const applied = `a ${personKey(ticket.applicant)}`
  if (ticket.state === 'saved') return [applied]
  const turn = turnKey(ticket)
  const steps = (ticket.plan?.steps ?? []).map(
    (step) => `${step.tenantUuid === tenantUuid ? 'r' : 'x'} ${ownerKey(step)}`,
  )
  return [
    applied,
    ...ticket.deciders.map((decider) => `h ${decider}`),
    ...ticket.deciders.filter((decider) => !decider.startsWith(`${tenantUuid} `)).map((decider) => `e ${decider}`),
    ...(turn === null ? [] : [turn]),
    ...new Set(steps),
    `t ${tenantUuid}`,
    '*',
  ]
}

/** The key of whose turn it is; null while it is nobody's. */
export const turnKey = (ticket: Ticket): string | null => {
  const turn = currentStep(ticket)
  return turn === null ? null : `o ${ownerKey(turn.owner)}`
}

/** The keys by which a caller asks: everything he may see under that scope, and nothing else (contract §2, visibility). */
export const listKeysFor = (
  principal: Principal,
  scope: ListTickets['scope'],
  tenantUuid: string | null,
): readonly string[] => {
  const me = personKey(principal)
  const roles = principal.roles.map((role) => ownerKey({ tenantUuid: principal.tenantUuid, roleUuid: role.uuid }))
  switch (scope) {
    case 'applied':
      return [`a ${me}`]
    case 'handled':
      return [`h ${me}`]
    case 'todo':
      return roles.map((role) => `o ${role}`)
    case 'all': {
      if (isSuperAdministrator(principal)) return [`a ${me}`, tenantUuid === null ? '*' : `t ${tenantUuid}`]
      const steps = roles.map((role) => `x ${role}`)
      return isTenantAdministrator(principal, principal.tenantUuid)
        ? [`a ${me}`, `e ${me}`, ...steps, `t ${principal.tenantUuid}`]
        : [`a ${me}`, `h ${me}`, ...steps, ...roles.map((role) => `r ${role}`)]
    }
  }
}
