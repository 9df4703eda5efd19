import { ContainerConfig, parseExact } from '@gongdan/contracts'
import { z } from 'zod'
import type { CommandOf } from './commands.ts'
import type { TicketFact } from './facts.ts'
import { firstRequest } from './image.ts'
import type { Refusal } from './policy.ts'
import { currentStep, isLastStep, type Ticket } from './ticket.ts'

/** Passes the current step; after the last one the ticket is passed, and an image ticket asks for its image. */
export const pass = ({ config, hashOf }: CommandOf<'pass'>, ticket: Ticket): readonly TicketFact[] | Refusal => {
  const checked = checkConfig(ticket, config)
  if ('scode' in checked) return checked
  const step = stepOf(ticket)
  const last = ticket.plan !== null && isLastStep(ticket.plan, step)
  if (!last) return [{ type: 'ticket.step-passed', data: { step, config: checked.config } }]
  return [{ type: 'ticket.passed', data: { step, config: checked.config } }, ...firstRequest(ticket, hashOf)]
}

export const overrule = ({ reason }: CommandOf<'overrule'>, ticket: Ticket): readonly TicketFact[] => [
  { type: 'ticket.overruled', data: { step: stepOf(ticket), reason } },
]

/** Asked only after the verdict said that it is somebody's turn. */
const stepOf = (ticket: Ticket): number => {
  const turn = currentStep(ticket)
  if (turn === null) throw new Error(`ticket ${ticket.uuid} is pending without a step`)
  return turn.index
}

/**
 * `config` is checked where the type has such a section, and ignored elsewhere (contract §3). Both spellings of its group
 * come in, the wire's own is stored.
 */
const checkConfig = (ticket: Ticket, config: string | null): { readonly config: string | null } | Refusal => {
  if (config === null || ticket.info.type !== 'AUTO_CONTAINER') return { config: null }
  const { container, contianer = container, ...others } = z.record(z.string(), z.unknown()).parse(parseExact(config))
  const wire = { ...others, contianer }
  const issue = ContainerConfig.safeParse(wire).error?.issues[0]
  return issue === undefined
    ? { config: JSON.stringify(wire) }
    : { scode: 3008, desc: `config.${issue.path.join('.')}: ${issue.message}` }
}
