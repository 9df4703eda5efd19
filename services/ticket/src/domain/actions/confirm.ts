import { isConfirmable, refusal, ticketTypes } from '@gongdan/contracts'
import { defineAction } from './action.ts'

/** The applicant confirms that the request was fulfilled: once, and only for types with a confirmation (contract §3, is_confirm). */
export const confirm = defineAction({
  type: 'ticket.confirm',
  verb: { en: 'confirm the ticket', cn: '确认' },
  who: ['applicant'],
  from: ['passed'],
  refuse: ({ info, confirmed }) => {
    if (!isConfirmable(info.type))
      return refusal(
        3002,
        `tickets of type ${info.type} are not confirmed`,
        `${ticketTypes[info.type].text}类工单无需确认`,
      )
    return confirmed ? refusal(3002, 'the ticket is already confirmed', '工单已经确认') : null
  },
  decide: () => [{ type: 'ticket.confirmed', data: {} }],
})
