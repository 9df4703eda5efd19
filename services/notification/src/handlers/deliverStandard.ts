import { Webhook as Signer } from 'standardwebhooks'
import type { DeliveryDocument } from '../adapters/deliveryDocument.ts'
import type { LaneClaim } from '../adapters/laneStore.ts'
import { type Post, reasonOf } from '../adapters/post.ts'
import { retryAfterOf, type Tried } from '../domain/schedule.ts'
import { type Delivering, pauseAfterFailure, settle, timed } from './delivering.ts'
import type { OpenWebhook } from './deliverWebhooks.ts'

export interface StandardNeeds extends Delivering {
  readonly post: Post
  /** The receiver is gone for good. */
  readonly disable: (webhookUuid: string, deliveryUuid: string) => Promise<void>
}

const TOGETHER = 100
const AT_ONCE = 4
const GONE = 410

/** The message itself: a function of the event, so that every try of it is the same to the letter. */
export const payloadOf = ({ notice }: Pick<DeliveryDocument, 'notice'>): string =>
  JSON.stringify({ type: notice.type, timestamp: new Date(notice.time * 1_000).toISOString(), data: notice })

/** Standard Webhooks: every secret that is valid signs, so that a receiver can change over when it likes. */
export const signatureHeaders = (id: string, at: number, payload: string, secrets: readonly string[]) => {
  const timestamp = new Date(at)
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'gongdan',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, timestamp, payload)).join(' '),
  }
}

/** Tries in the order of the tickets' own histories; tickets do not wait for each other. */
export const inOrder = (due: readonly DeliveryDocument[]): readonly (readonly DeliveryDocument[])[] =>
  [...Map.groupBy(due, ({ notice }) => notice.ticket_uuid).values()].map((those) =>
    those.toSorted((a, b) => a.notice.seq - b.notice.seq),
  )

/** Sends what is due to a webhook of Standard Webhooks. */
export const deliverStandard = (needs: StandardNeeds) => {
  const { deliveries, clock, post, disable } = needs

  const attempt = async (delivery: DeliveryDocument, { url, secrets }: OpenWebhook): Promise<Tried> => {
    const payload = payloadOf(delivery)
    try {
      const reply = await post(url, signatureHeaders(delivery._id, clock(), payload, secrets), payload)
      const { status } = reply
      if (status >= 200 && status <= 299) return { status, error: '' }
      const retryAfterMs = retryAfterOf(reply.retryAfter, clock())
      const asked = retryAfterMs === undefined ? {} : { retryAfterMs }
      return { status, error: `HTTP ${status}`, final: status === GONE, ...asked }
    } catch (fault) {
      return { status: 0, error: reasonOf(fault) }
    }
  }

  return async (claim: LaneClaim, webhook: OpenWebhook): Promise<number> => {
    const due = await deliveries.due(claim.lane, claim.at, TOGETHER)
    const tickets = [...inOrder(due)]
    let pause = 0
    const work = async () => {
      for (let ticket = tickets.shift(); ticket !== undefined; ticket = tickets.shift()) {
        for (const delivery of ticket) {
          if (pause > 0 || !needs.mayBegin(claim)) return
          const { tried, attempt: made } = await timed(clock, () => attempt(delivery, webhook))
          await settle(needs, delivery, tried, made)
          if (tried.status === GONE) await disable(webhook.uuid, delivery._id)
          if (tried.error !== '') pause = Math.max(pauseAfterFailure(needs), tried.retryAfterMs ?? 0)
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return pause
  }
}
