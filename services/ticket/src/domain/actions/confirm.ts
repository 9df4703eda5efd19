import { refusal, ticketTypes } from '@gongdan/contracts'
import { hasConfirmation } from '../fulfilment.ts'
import { defineAction } from './action.ts'

/** The applicant confirms that the request was fulfilled: once, and only for types with a confirmation, or once a fulfiller is done (contract §3, is_confirm). */
export const confirm = defineAction({
  type: 'ticket.confirm',
  verb: { en: 'confirm the ticket', cn: '确认' },
  who: ['applicant'],
  from: ['passed'],
  refuse: ({ info, confirmed, fulfilment }) => {
    if (!hasConfirmation({ info, fulfilment }))
      return refusal(
        3002,
        `tickets of type ${info.type} are not confirmed`,
        `${ticketTypes[info.type].text}类工单无需确认`,
      )
    return confirmed ? refusal(3002, 'the ticket is already confirmed', '工单已经确认') : null
  },
  decide: () => [{ type: 'ticket.confirmed', data: {} }],
})
