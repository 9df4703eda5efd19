import { randomUUID } from 'node:crypto'
import { exchanges, type Principal, type UserSeen } from '@gongdan/contracts'
import type { Publisher } from '@gongdan/messaging'
import type { Logger } from 'pino'
import { createRecent } from './recent.ts'

const tellAgainMs = 3_600_000
const mostUsers = 100_000

/**
 * Tells of a user, tenant or role that a verified token shows anew, at most hourly for the same (design decision 8).
 * Never in the way of an answer: what could not be told is told at the user's next verification.
 */
export const createUsersSeen = (publisher: Publisher, now: () => number, log: Logger) => {
  const told = createRecent<number>(mostUsers)
  return (principal: Principal): void => {
    const key = JSON.stringify(principal)
    const last = told.get(key)
    if (last !== undefined && now() - last < tellAgainMs) return
    told.put(key, now())
    const id = randomUUID()
    const event: UserSeen = { id, at: now(), correlationId: id, causationId: id, type: 'user.seen', principal }
    const message = { id, type: event.type, correlationId: id, body: Buffer.from(JSON.stringify(event)) }
    publisher.publish({ exchange: exchanges.events, routingKey: event.type }, message).catch((err) => {
      told.forget(key)
      log.warn({ err }, 'a user that was seen could not be told of yet')
    })
  }
}
