import { defineAction } from './action.ts'

/** The applicant withdraws a pending ticket. */
export const withdraw = defineAction({
  type: 'ticket.withdraw',
  verb: 'withdraw the ticket',
  who: ['applicant'],
  from: ['pending'],
  decide: () => [{ type: 'ticket.withdrawn', data: {} }],
})
