import { currentStep } from '../ticket.ts'
import { defineAction } from './action.ts'

/** An administrator ends an approval that does not come to an end by itself, for example for want of an approver. */
export const terminate = defineAction({
  type: 'ticket.terminate',
  verb: { en: 'terminate the ticket', cn: '终止' },
  who: ['tenant-administrator', 'super-administrator'],
  neverOwn: true,
  from: ['pending'],
  decide: (ticket, { body }) => [
    { type: 'ticket.terminated', data: { step: currentStep(ticket)?.step.id ?? 0, reason: body.reason } },
  ],
})
