import { defineAction } from './action.ts'

/** Rejects the ticket at the current step, with a reason. */
export const overrule = defineAction({
  type: 'ticket.overrule',
  verb: { en: 'reject the ticket', cn: '驳回' },
  who: ['turn'],
  neverOwn: true,
  from: ['pending'],
  decide: ({ current }, { body }) => [{ type: 'ticket.overruled', data: { step: current.index, reason: body.reason } }],
})
