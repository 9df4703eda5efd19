import { defineAction } from './action.ts'
import { vote } from './vote.ts'

/** Rejects the ticket at the current step, with a reason. */
export const overrule = defineAction({
  type: 'ticket.overrule',
  verb: { en: 'reject the ticket', cn: '驳回' },
  who: ['turn'],
  neverOwn: true,
  from: ['pending'],
  decide: (ticket, command) => {
    const { reason } = command.body
    const { data, verdict } = vote(ticket, command, 'overrule')
    return verdict === 'overruled'
      ? [{ type: 'ticket.overruled', data: { ...data, reason } }]
      : [{ type: 'ticket.voted', data: { ...data, says: 'overrule', reason } }]
  },
})
