import { createHash, createHmac } from 'node:crypto'
import type { LaneClaim } from '../adapters/laneStore.ts'
import { type Post, reasonOf } from '../adapters/post.ts'
import type { RobotTokens } from '../adapters/robotTokens.ts'
import { type RobotKind, robotRequest, robotTried } from '../domain/robots.ts'
import { robotText } from '../domain/robotText.ts'
import type { Tried } from '../domain/schedule.ts'
import { type Delivering, pauseAfterFailure, settle, timed } from './delivering.ts'
import type { OpenWebhook } from './deliverWebhooks.ts'

export interface RobotNeeds extends Delivering {
  readonly post: Post
  readonly tokens: RobotTokens
  /** Where a person reads a ticket. */
  readonly link: string
}

const TOGETHER = 20

const hmac = (key: string, data: string): string => createHmac('sha256', key).update(data).digest('base64')
/** The limit is the robot's, however many webhooks lead to it. Its key cannot be read from this. */
const robotOf = (url: string): string => createHash('sha256').update(url).digest('hex')

/** Says what is due to a chat robot in as few messages as it takes, at most 20 a minute. */
export const deliverRobots = (needs: RobotNeeds) => {
  const { deliveries, clock, post, tokens, link } = needs

  const say = async (kind: RobotKind, { url, secrets }: OpenWebhook, text: string): Promise<Tried> => {
    try {
      const request = robotRequest(kind, { url, secret: secrets[0] ?? null, text, now: clock() }, hmac)
      const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'gongdan' }
      const { status, body } = await post(request.url, headers, JSON.stringify(request.body))
      return robotTried(status, body)
    } catch (fault) {
      return { status: 0, error: reasonOf(fault) }
    }
  }

  return async (claim: LaneClaim, kind: RobotKind, webhook: OpenWebhook): Promise<number> => {
    const due = await deliveries.due(claim.lane, claim.at, TOGETHER)
    if (due.length === 0) return 0
    const wait = await tokens.take(robotOf(webhook.url))
    if (wait > 0) return wait
    const ordered = due.toSorted((a, b) => a.notice.time - b.notice.time || a.notice.seq - b.notice.seq)
    const { text, count } = robotText(
      ordered.map(({ notice }) => notice),
      link,
    )
    const { tried, attempt } = await timed(clock, () => say(kind, webhook, text))
    await Promise.all(ordered.slice(0, count).map((delivery) => settle(needs, delivery, tried, attempt)))
    return tried.error === '' ? 0 : Math.max(pauseAfterFailure(needs), tried.retryAfterMs ?? 0)
  }
}
