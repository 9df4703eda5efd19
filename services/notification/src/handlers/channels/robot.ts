import { createHash, createHmac } from 'node:crypto'
import { shownAnswer } from '../../domain/answer.ts'
import type { ReceiverClaim, RobotRateLimiter, SafeHttpClient } from '../../domain/ports.ts'
import { type RobotKind, robotRequest, robotResult, robotText } from '../../domain/robots.ts'
import type { AttemptResult } from '../../domain/schedule.ts'
import type { UnsealedWebhook } from '../../domain/webhook.ts'
import { type AttemptDeps, attempt, pauseAfter, recordAttempt } from './channel.ts'

interface Deps extends AttemptDeps {
  readonly http: SafeHttpClient
  readonly robotRateLimiter: RobotRateLimiter
  /** The URL under which a person reads a ticket, with `{ticket_uuid}` in it. */
  readonly publicUrl: string
}

const TOGETHER = 20

const hmac = (key: string, data: string): string => createHmac('sha256', key).update(data).digest('base64')
/** The limit is the robot's, however many webhooks lead to it. A hash, because its URL is its key. */
const robotOf = (url: string): string => createHash('sha256').update(url).digest('hex')

/**
 * Posts what is due to a chat robot in as few messages as possible. Gives how long to pause deliveries to it, in ms.
 */
export const deliverToRobot = (deps: Deps) => {
  const { deliveries, clock, http, robotRateLimiter, publicUrl } = deps

  const send = async (kind: RobotKind, { url, secrets }: UnsealedWebhook, text: string): Promise<AttemptResult> => {
    const request = robotRequest(kind, { url, secret: secrets[0] ?? null, text, now: clock() }, hmac)
    const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'gongdan' }
    const reply = await http.post(request.url, headers, JSON.stringify(request.body))
    if ('error' in reply) return { status: 0, error: reply.error }
    return { ...robotResult(reply.status, reply.body), answer: shownAnswer(reply.body, { url, secrets }) }
  }

  return async (claim: ReceiverClaim, kind: RobotKind, webhook: UnsealedWebhook): Promise<number> => {
    const due = await deliveries.due(claim.receiver, claim.at, TOGETHER)
    if (due.length === 0) return 0
    const waitMs = await robotRateLimiter.take(robotOf(webhook.url))
    if (waitMs > 0) return waitMs
    const ordered = due.toSorted((a, b) => a.notice.time - b.notice.time || a.notice.seq - b.notice.seq)
    const notices = ordered.map(({ notice }) => notice)
    const { text, count } = robotText(notices, publicUrl, webhook.language)
    const { result, log } = await attempt(deps, () => send(kind, webhook, text))
    await Promise.all(ordered.slice(0, count).map((delivery) => recordAttempt(deps, delivery, result, log)))
    return pauseAfter(result, deps)
  }
}
