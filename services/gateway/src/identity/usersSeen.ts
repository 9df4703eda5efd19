import { randomUUID } from 'node:crypto'
import { exchanges, type Principal, type UserSeen, userKey } from '@gongdan/contracts'
import type { Publisher } from '@gongdan/messaging'
import type { Peers } from '@gongdan/service'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'

const publishAgainMs = 3_600_000
const maxUsers = 100_000

/** What was last published of a user. */
interface Told {
  readonly iat: number
  readonly principal: string
  readonly at: number
}

/**
 * Publishes `user.seen` for a user of whom a verified token shows something anew, at most hourly for the same token (decision
 * 8). A token that was issued (`iat`, unix seconds) before one that was published tells nothing any more. Never in the way
 * of an answer: what could not be published is published at the user's next verification.
 */
export const createUsersSeen = (
  publisher: Publisher,
  peers: Pick<Peers, 'signEvents'>,
  now: () => number,
  log: Logger,
) => {
  const told = new LRUCache<string, Told>({ max: maxUsers })
  return (principal: Principal, issuedAt: number): void => {
    const [user, at] = [userKey(principal), now()]
    // An issuer whose clock is ahead would have a token outlast all that follow.
    const seen: Told = { iat: Math.min(issuedAt, at / 1_000), principal: JSON.stringify(principal), at }
    if (!isNews(seen, told.get(user))) return
    told.set(user, seen)
    const id = randomUUID()
    const { iat } = seen
    const event: UserSeen = { id, at, correlationId: id, causationId: id, type: 'user.seen', principal, iat }
    const message = { id, type: event.type, correlationId: id, body: Buffer.from(JSON.stringify(event)) }
    const to = { exchange: exchanges.events, routingKey: event.type }
    publisher.publish(to, peers.signEvents([message])).catch((err) => {
      if (told.get(user) === seen) told.delete(user)
      log.warn({ err }, 'user.seen not published')
    })
  }
}

const isNews = (seen: Told, last: Told | undefined): boolean => {
  if (last === undefined || seen.iat > last.iat) return true
  return seen.iat === last.iat && (seen.principal !== last.principal || seen.at - last.at >= publishAgainMs)
}
