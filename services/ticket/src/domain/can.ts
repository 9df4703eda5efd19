import { type Principal, type TicketAction, ticketStateCodes } from '@gongdan/contracts'
import { type AbsentOf, nobodyAbsent } from './acting.ts'
import { type Action, actions } from './actions/index.ts'
import { authorize, relationsOf } from './authorize.ts'
import type { Ticket } from './ticket.ts'

/**
 * What the caller may do to the ticket as it stands, by the table that decides (contract §3, `can`). What only the command or the
 * hour can say is left to the decision: content that is not complete, an image that is requested again too early.
 * `absentOf` throws where it matters and is not known; see `AbsentOf`.
 */
export const can = (principal: Principal, ticket: Ticket, absentOf: AbsentOf = nobodyAbsent): TicketAction[] => {
  const relations = relationsOf(principal, ticket)
  return (actionsFrom.get(ticket.state) ?? [])
    .filter((action) => authorize(action, principal, ticket, { stepId: null, absentOf }, relations) === null)
    .filter(({ refuse, limit, isDone }) => !refuse?.(ticket) && !limit?.(ticket) && !isDone?.(ticket))
    .map(({ type }) => type.slice('ticket.'.length) as TicketAction)
}

/** Lists ask of every item: only what its state allows at all is looked at. */
const actionsFrom = new Map(
  ticketStateCodes.map((state) => [
    state,
    (Object.values(actions) as readonly Action[]).filter(({ from }) => from.includes(state)),
  ]),
)
