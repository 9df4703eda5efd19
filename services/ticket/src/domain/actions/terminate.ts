import { defineAction } from './action.ts'

/** An administrator ends an approval that does not come to an end by itself, for example for want of an approver. */
export const terminate = defineAction({
  type: 'ticket.terminate',
  verb: { en: 'terminate the ticket', cn: '终止' },
  who: ['tenant-administrator', 'super-administrator'],
  neverOwn: true,
  from: ['pending'],
  decide: ({ current }, { body }) => [
    { type: 'ticket.terminated', data: { step: current.index, reason: body.reason } },
  ],
})
