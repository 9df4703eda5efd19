import { ContainerConfig, isSameJson, parseExact, parseInput, type Refusal, refusal } from '@gongdan/contracts'
import { beginsAfter, isComplete } from '@gongdan/flow'
import { z } from 'zod'
import { refuseUnguarded } from '../imageGuard.ts'
import { isPlainRound } from '../plan.ts'
import { firstRequest } from '../requested.ts'
import type { Ticket } from '../ticket.ts'
import { defineAction } from './action.ts'
import { vote } from './vote.ts'

/** Approves a step; after the last one the ticket is passed, and what was approved is asked for. */
export const pass = defineAction({
  type: 'ticket.pass',
  verb: { en: 'approve the ticket', cn: '通过' },
  who: ['turn'],
  neverOwn: true,
  from: ['pending'],
  decide: (ticket, command) => {
    const { body, context } = command
    const checked = checkConfig(ticket, body.config)
    if ('scode' in checked) return checked
    const { config } = checked
    const reason = body.reason === '' ? {} : { reason: body.reason }
    const { data, verdict, after } = vote(ticket, command, 'pass')
    if (verdict !== 'passed') {
      return [{ type: 'ticket.voted', data: { ...data, says: 'pass', ...(config !== null && { config }), ...reason } }]
    }
    const begins = isPlainRound(ticket) ? {} : { begins: beginsAfter(ticket.round, after, context.at) }
    const passed = { ...data, config, ...reason, ...begins }
    if (!isComplete(after)) return [{ type: 'ticket.step-passed', data: passed }]
    return (
      refuseUnguarded(ticket, context.imageGuard) ?? [
        { type: 'ticket.passed', data: passed },
        ...firstRequest(ticket, context),
      ]
    )
  },
})

/**
 * `config` is checked where the type has such a section, and ignored elsewhere (contract §3). Both spellings of its group are
 * accepted, the wire's own is stored.
 */
const checkConfig = (ticket: Ticket, config: string | null): { readonly config: string | null } | Refusal => {
  if (config === null || ticket.info.type !== 'AUTO_CONTAINER') return { config: null }
  const { container, contianer: own, ...others } = z.record(z.string(), z.unknown()).parse(parseExact(config))
  const contianer = own ?? container
  if (!isSameJson(JSON.stringify(container ?? contianer), JSON.stringify(contianer))) {
    return refusal(
      3008,
      'config: container and contianer say different things',
      'config：container 与 contianer 的内容不一致',
    )
  }
  const wire = { ...others, contianer }
  const checked = parseInput(ContainerConfig, wire, ['config'])
  return 'problem' in checked ? refusal(3008, checked.problem) : { config: JSON.stringify(wire) }
}
