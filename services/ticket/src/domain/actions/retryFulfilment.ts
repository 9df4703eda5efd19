import { refusal } from '@gongdan/contracts'
import { refuseWhenFull } from '../content.ts'
import { isAwaited } from '../fulfilment.ts'
import { fulfilmentRequested } from '../requested.ts'
import { defineAction } from './action.ts'

/** Asks anew for what failed in whole or in part, under a higher number and without a new approval; what is under way stays so. */
export const retryFulfilment = defineAction({
  type: 'ticket.retry-fulfilment',
  verb: { en: 'retry the fulfilment of the ticket', cn: '重新执行工单' },
  who: ['applicant', 'tenant-administrator', 'super-administrator'],
  from: ['passed'],
  refuse: ({ fulfilment }) => {
    if (fulfilment === null) return refusal(5005, 'no fulfiller fulfils the ticket', '工单没有执行方')
    return fulfilment.state === 'done' ? refusal(5005, 'the ticket is fulfilled', '工单已执行完成') : null
  },
  isDone: isAwaited,
  decide: (ticket, { context }) => {
    const event = fulfilmentRequested(ticket, (ticket.fulfilment?.request ?? 0) + 1, context)
    return refuseWhenFull(ticket, event) ?? [event]
  },
})
