import { randomUUID } from 'node:crypto'
import { exchanges, type Principal, type UserSeen } from '@gongdan/contracts'
import type { Publisher } from '@gongdan/messaging'
import type { Peers } from '@gongdan/service'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'

const publishAgainMs = 3_600_000
const maxUsers = 100_000

/**
 * Publishes `user.seen` for a user, tenant or role that a verified token shows anew, at most hourly for the same (decision
 * 8). Never in the way of an answer: what could not be published is published at the user's next verification.
 */
export const createUsersSeen = (
  publisher: Publisher,
  peers: Pick<Peers, 'signEvent'>,
  now: () => number,
  log: Logger,
) => {
  const publishedAt = new LRUCache<string, number>({ max: maxUsers })
  return (principal: Principal): void => {
    const key = JSON.stringify(principal)
    const last = publishedAt.get(key)
    if (last !== undefined && now() - last < publishAgainMs) return
    publishedAt.set(key, now())
    const id = randomUUID()
    const event: UserSeen = { id, at: now(), correlationId: id, causationId: id, type: 'user.seen', principal }
    const message = { id, type: event.type, correlationId: id, body: Buffer.from(JSON.stringify(event)) }
    const to = { exchange: exchanges.events, routingKey: event.type }
    publisher.publish(to, peers.signEvent(message)).catch((err) => {
      publishedAt.delete(key)
      log.warn({ err }, 'user.seen not published')
    })
  }
}
