import { defineAction } from './action.ts'

/** The applicant withdraws a pending ticket. */
export const withdraw = defineAction({
  type: 'ticket.withdraw',
  verb: { en: 'withdraw the ticket', cn: '撤回' },
  who: ['applicant'],
  from: ['pending'],
  decide: () => [{ type: 'ticket.withdrawn', data: {} }],
})
