import { type Desc, refusal, said } from '@gongdan/contracts'
import { refuseUnguarded } from '../imageGuard.ts'
import { imageRequested } from '../requested.ts'
import type { ImageFulfilment } from '../ticket.ts'
import { defineAction } from './action.ts'

const minuteMs = 60_000
/** How long after the first request, the second… the next is taken: all tickets share Tencent's quota. */
const pausesMs = [minuteMs, 5 * minuteMs, 30 * minuteMs]
const longestPauseMs = 60 * minuteMs

/**
 * Requests a failed image again, under a higher number, but not too soon after the last request (5004); one that is queued,
 * being made or made stays as it is (contract §3).
 */
export const requestImage = defineAction({
  type: 'ticket.request-image',
  verb: { en: 'request the image of the ticket', cn: '创建镜像' },
  who: ['applicant', 'tenant-administrator', 'super-administrator'],
  from: ['passed'],
  wrongState: 5002,
  onlyType: 'TENCENT_IMAGE_CREATE',
  refuse: ({ image }) => (image?.state === 'needs_operator' ? refusal(5003, whyItWaits(image)) : null),
  isDone: ({ image }) => image !== null && image.state !== 'failed',
  decide: (ticket, { context }) => {
    const { image } = ticket
    const unguarded = refuseUnguarded(ticket, context.imageGuard)
    if (unguarded !== null) return unguarded
    if (image === null) return [imageRequested(ticket, 1, context)]
    const waitMs = nextRequestAt(image) - context.at
    // The seconds stand at the end, where the gateway finds them for `Retry-After`.
    if (waitMs > 0)
      return refusal(
        5004,
        `the image may be requested again in ${Math.ceil(waitMs / 1_000)} s`,
        `${Math.ceil(waitMs / 1_000)} 秒后可以再次创建镜像`,
      )
    return [imageRequested(ticket, image.request + 1, context)]
  },
})

const whyItWaits = ({ failures }: ImageFulfilment): Desc => {
  const text = failures.join('; ')
  return text === '' ? '' : said(text, `镜像创建需要人工处理：${text}`)
}

/** In unix milliseconds, by the times of the ticket's own history. */
const nextRequestAt = ({ request, requestedAt }: ImageFulfilment): number =>
  requestedAt + (pausesMs[request - 1] ?? longestPauseMs)
