import { type ImageState, refusal } from '@gongdan/contracts'
import { isAwaited } from '../fulfilment.ts'
import { defineAction } from './action.ts'

const unfinished: readonly ImageState[] = ['queued', 'creating', 'needs_operator']
const imageStateWords: Readonly<Record<ImageState, string>> = {
  queued: '排队中',
  creating: '创建中',
  created: '已创建',
  failed: '创建失败',
  needs_operator: '需要人工处理',
}

/** Closes a ticket for good; not while its image is being made or waits for an operator, or a fulfiller is to
 * do what was approved (contract §3). */
export const archive = defineAction({
  type: 'ticket.archive',
  verb: { en: 'archive the ticket', cn: '归档' },
  who: ['applicant', 'tenant-administrator', 'super-administrator'],
  from: ['passed', 'overruled', 'withdrawn'],
  refuse: ({ image, fulfilment }) => {
    if (isAwaited({ fulfilment }))
      return refusal(
        3002,
        'you cannot archive the ticket while its fulfilment is awaited',
        '工单正在等待执行或执行中，不能归档',
      )
    return image !== null && unfinished.includes(image.state)
      ? refusal(
          3002,
          `you cannot archive the ticket while its image is ${image.state}`,
          `镜像${imageStateWords[image.state]}，工单不能归档`,
        )
      : null
  },
  decide: () => [{ type: 'ticket.archived', data: {} }],
})
