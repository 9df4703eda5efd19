import { refusal } from '@gongdan/contracts'
import { refuseWhenFull } from '../content.ts'
import { defineAction } from './action.ts'

/** So long the approvers are left alone after they were urged. */
const pauseMs = 3_600_000
/** So often they are urged in one round. */
const MAX_TIMES = 20

/** Reminds everybody whose turn it is. The ticket stays as it is. */
export const urge = defineAction({
  type: 'ticket.urge',
  verb: { en: 'urge the approvers of the ticket', cn: '催办' },
  who: ['applicant', 'tenant-administrator', 'super-administrator'],
  from: ['pending'],
  refuse: ({ urged }) =>
    urged !== null && urged.times >= MAX_TIMES
      ? refusal(3012, `its approvers were urged ${MAX_TIMES} times in this round`, `本轮审批已催办 ${MAX_TIMES} 次`)
      : null,
  decide: (ticket, { body: { reason }, context }) => {
    const waitS = Math.ceil(((ticket.urged?.at ?? -pauseMs) + pauseMs - context.at) / 1_000)
    // The seconds stand at the end, where the gateway finds them for `Retry-After`.
    if (waitS > 0) {
      return refusal(3013, `the approvers may be urged again in ${waitS} s`, `${waitS} 秒后可以再次催办`)
    }
    const event = { type: 'ticket.urged', data: reason === '' ? {} : { reason } } as const
    return refuseWhenFull(ticket, event) ?? [event]
  },
})
