import { defineAction } from './action.ts'

/** Takes the ticket out of every answer; it is kept for audit (contract §3). */
export const deleteTicket = defineAction({
  type: 'ticket.delete',
  verb: { en: 'delete the ticket', cn: '删除' },
  who: ['applicant', 'tenant-administrator', 'super-administrator'],
  from: ['saved', 'overruled', 'withdrawn', 'archived'],
  decide: () => [{ type: 'ticket.deleted', data: {} }],
})
