import { refusal } from '@gongdan/contracts'
import { anewFrom, beginsAfter, resetTo, returnTargets } from '@gongdan/flow'
import { actingPlace, onBehalfOf } from '../acting.ts'
import { refuseWhenFull } from '../content.ts'
import { defineAction } from './action.ts'
import { forbidden } from './takingPart.ts'
import { vote } from './vote.ts'

/** Sends the ticket back: to a step that was done, from which it is approved anew, or to its applicant, as a rejection. */
export const returnTicket = defineAction({
  type: 'ticket.return',
  verb: { en: 'return the ticket', cn: '退回' },
  who: ['turn'],
  neverOwn: true,
  from: ['pending'],
  refuse: forbidden('return'),
  decide: (ticket, command) => {
    const { principal, stepId, toStepId, reason } = command.body
    const { round } = ticket
    if (toStepId === null) {
      const { data } = vote(ticket, command, 'overrule')
      return [{ type: 'ticket.overruled', data: { ...data, reason, returned: true } }]
    }
    const place = actingPlace(ticket, principal, stepId, command.context.absentOf)
    if (typeof place === 'string') throw new Error('a return by a caller whose turn it is not')
    const targets = returnTargets(round, place.step.id)
    if (!targets.includes(toStepId)) {
      const possible = targets.join(', ')
      return refusal(
        3016,
        `step ${toStepId} was not done before this one; ${possible === '' ? 'none was' : `possible: ${possible}`}`,
        `步骤 ${toStepId} 不是此步骤之前已完成的步骤；${possible === '' ? '没有可退回的步骤' : `可退回：${possible}`}`,
      )
    }
    const after = resetTo(round, toStepId)
    const anew = anewFrom(round.steps, toStepId)
    const begins = beginsAfter(round, after, command.context.at)
    const event = {
      type: 'ticket.returned',
      data: { step: place.step.id, to: toStepId, anew, reason, begins, ...onBehalfOf(place) },
    } as const
    return refuseWhenFull(ticket, event) ?? [event]
  },
})
