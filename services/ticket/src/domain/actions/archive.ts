import { type ImageState, refusal } from '@gongdan/contracts'
import { defineAction } from './action.ts'

const unfinished: readonly ImageState[] = ['queued', 'creating', 'needs_operator']

/** Closes a ticket for good; not while its image is being made or waits for an operator (contract §3). */
export const archive = defineAction({
  type: 'ticket.archive',
  verb: 'archive the ticket',
  who: ['applicant', 'tenant-administrator', 'super-administrator'],
  from: ['passed', 'overruled', 'withdrawn'],
  refuse: ({ fulfilment }) =>
    fulfilment !== null && unfinished.includes(fulfilment.state)
      ? refusal(3002, `you cannot archive the ticket while its image is ${fulfilment.state}`)
      : null,
  decide: () => [{ type: 'ticket.archived', data: {} }],
})
