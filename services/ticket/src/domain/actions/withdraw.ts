import { defineAction } from './action.ts'

/** The applicant takes a pending ticket back. */
export const withdraw = defineAction({
  type: 'ticket.withdraw',
  verb: 'withdraw the ticket',
  who: ['applicant'],
  from: ['pending'],
  decide: () => [{ type: 'ticket.withdrawn', data: {} }],
})
