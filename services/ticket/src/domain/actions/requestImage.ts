import { type Desc, refusal, said, type TicketInfo } from '@gongdan/contracts'
import type { DomainEvent } from '../events.ts'
import { refuseUnguarded, requiredTag } from '../imageGuard.ts'
import type { Fulfilment } from '../ticket.ts'
import { type DecisionContext, defineAction } from './action.ts'

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
  refuse: ({ fulfilment }) => (fulfilment?.state === 'needs_operator' ? refusal(5003, whyItWaits(fulfilment)) : null),
  isDone: ({ fulfilment }) => fulfilment !== null && fulfilment.state !== 'failed',
  decide: (ticket, { context }) => {
    const { fulfilment } = ticket
    const unguarded = refuseUnguarded(ticket, context.imageGuard)
    if (unguarded !== null) return unguarded
    if (fulfilment === null) return firstRequest(ticket, context)
    const waitMs = nextRequestAt(fulfilment) - context.at
    // The seconds stand at the end, where the gateway finds them for `Retry-After`.
    if (waitMs > 0)
      return refusal(
        5004,
        `the image may be requested again in ${Math.ceil(waitMs / 1_000)} s`,
        `${Math.ceil(waitMs / 1_000)} 秒后可以再次创建镜像`,
      )
    return [requested(ticket, fulfilment.request + 1, context)]
  },
})

const whyItWaits = ({ failures }: Fulfilment): Desc => {
  const text = failures.join('; ')
  return text === '' ? '' : said(text, `镜像创建需要人工处理：${text}`)
}

/** In unix milliseconds, by the times of the ticket's own history. */
const nextRequestAt = ({ request, requestedAt }: Fulfilment): number =>
  requestedAt + (pausesMs[request - 1] ?? longestPauseMs)

/** Of a ticket, what its image is made from. */
interface ImageSource {
  readonly info: TicketInfo
  readonly applicant: { readonly tenantUuid: string }
}

type Sealing = Pick<DecisionContext, 'sha256' | 'imageGuard'>

/** An image ticket requests its image when it is passed. */
export const firstRequest = (ticket: ImageSource, context: Sealing): readonly DomainEvent[] =>
  ticket.info.type === 'TENCENT_IMAGE_CREATE' ? [requested(ticket, 1, context)] : []

const requested = (ticket: ImageSource, request: number, { sha256, imageGuard }: Sealing): DomainEvent => {
  const data = { request, detailsHash: sha256(ticket.info.details ?? '') }
  const tag = requiredTag(ticket, imageGuard)
  return { type: 'ticket.image-requested', data: tag === null ? data : { ...data, tag } }
}
