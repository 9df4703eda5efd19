import { isConfirmable, refusal } from '@gongdan/contracts'
import { defineAction } from './action.ts'

/** The applicant confirms that the request was fulfilled: once, and only for types with a confirmation (contract §3, is_confirm). */
export const confirm = defineAction({
  type: 'ticket.confirm',
  verb: 'confirm the ticket',
  who: ['applicant'],
  from: ['passed'],
  refuse: ({ info, confirmed }) => {
    if (!isConfirmable(info.type)) return refusal(3002, `tickets of type ${info.type} are not confirmed`)
    return confirmed ? refusal(3002, 'the ticket is already confirmed') : null
  },
  decide: () => [{ type: 'ticket.confirmed', data: {} }],
})
