import { type ImageState, refusal } from '@gongdan/contracts'
import { defineAction } from './action.ts'

const unfinished: readonly ImageState[] = ['queued', 'creating', 'needs_operator']
const imageStateWords: Readonly<Record<ImageState, string>> = {
  queued: '排队中',
  creating: '创建中',
  created: '已创建',
  failed: '创建失败',
  needs_operator: '需要人工处理',
}

/** Closes a ticket for good; not while its image is being made or waits for an operator (contract §3). */
export const archive = defineAction({
  type: 'ticket.archive',
  verb: { en: 'archive the ticket', cn: '归档' },
  who: ['applicant', 'tenant-administrator', 'super-administrator'],
  from: ['passed', 'overruled', 'withdrawn'],
  refuse: ({ fulfilment }) =>
    fulfilment !== null && unfinished.includes(fulfilment.state)
      ? refusal(
          3002,
          `you cannot archive the ticket while its image is ${fulfilment.state}`,
          `镜像${imageStateWords[fulfilment.state]}，工单不能归档`,
        )
      : null,
  decide: () => [{ type: 'ticket.archived', data: {} }],
})
