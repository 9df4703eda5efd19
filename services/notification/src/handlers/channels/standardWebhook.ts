import { Webhook as Signer } from 'standardwebhooks'
import { shownAnswer } from '../../domain/answer.ts'
import type { Delivery } from '../../domain/delivery.ts'
import { payloadOf } from '../../domain/notice.ts'
import type { ReceiverClaim, SafeHttpClient } from '../../domain/ports.ts'
import { type AttemptResult, retryAfterOf } from '../../domain/schedule.ts'
import type { UnsealedWebhook } from '../../domain/webhook.ts'
import { type AttemptDeps, attempt, type MayBegin, pauseAfter, recordAttempt } from './channel.ts'

interface Deps extends AttemptDeps {
  readonly http: SafeHttpClient
  /** Called when the receiver answered 410. */
  readonly disable: (webhookUuid: string, deliveryUuid: string) => Promise<void>
}

const TOGETHER = 100
const CONCURRENCY = 4
const GONE = 410

/** Headers of Standard Webhooks: signed with every valid secret, so that a receiver can change over at any time. */
const signedHeaders = (id: string, at: number, payload: string, secrets: readonly string[]) => {
  const timestamp = new Date(at)
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'gongdan',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, timestamp, payload)).join(' '),
  }
}

/** The deliveries of each ticket in the order of its history; tickets do not wait for each other. */
const byTicket = (due: readonly Delivery[]): readonly (readonly Delivery[])[] =>
  [...Map.groupBy(due, ({ notice }) => notice.ticket_uuid).values()].map((own) =>
    own.toSorted((a, b) => a.notice.seq - b.notice.seq),
  )

/** Sends what is due to a webhook of Standard Webhooks. Gives how long to pause deliveries to it, in ms. */
export const deliverStandard = (deps: Deps) => {
  const { deliveries, clock, http, disable } = deps

  const send = async (delivery: Delivery, { url, secrets }: UnsealedWebhook): Promise<AttemptResult> => {
    const payload = payloadOf(delivery.notice)
    const reply = await http.post(url, signedHeaders(delivery.uuid, clock(), payload, secrets), payload)
    if ('error' in reply) return { status: 0, error: reply.error }
    const { status } = reply
    const answer = shownAnswer(reply.body, { url, secrets })
    if (status >= 200 && status <= 299) return { status, error: '', answer }
    const retryAfterMs = retryAfterOf(reply.retryAfter, clock())
    const asked = retryAfterMs === undefined ? {} : { retryAfterMs }
    return { status, error: `HTTP ${status}`, answer, final: status === GONE, ...asked }
  }

  return async (claim: ReceiverClaim, mayBegin: MayBegin, webhook: UnsealedWebhook): Promise<number> => {
    const tickets = [...byTicket(await deliveries.due(claim.receiver, claim.at, TOGETHER))]
    let pauseMs = 0
    const work = async () => {
      for (let ticket = tickets.shift(); ticket !== undefined; ticket = tickets.shift()) {
        for (const delivery of ticket) {
          if (pauseMs > 0 || !mayBegin()) return
          const { result, log } = await attempt(deps, () => send(delivery, webhook))
          await recordAttempt(deps, delivery, result, log)
          if (result.status === GONE) await disable(webhook.uuid, delivery.uuid)
          if (result.error !== '') pauseMs = pauseAfter(result, deps)
        }
      }
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, work))
    return pauseMs
  }
}
