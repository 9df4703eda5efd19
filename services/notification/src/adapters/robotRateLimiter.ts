import type { Store } from '@gongdan/store'
import type { RobotRateLimiter } from '../domain/ports.ts'

/** `robot_tokens`: when a robot's bucket is full again; `wait` is what the last caller was given, in ms. */
interface TokensDocument {
  readonly _id: string
  readonly fullAt: Date
  readonly wait: number
}

/** A bucket of 5 tokens, refilled by one every 4 s: at most 20 in any minute, which is what the robots' makers allow. */
const BUCKET = 5
const EVERY_MS = 4_000

/**
 * A token bucket a robot, for all processes together, by the database's clock: one atomic write a call (GCRA). It only says
 * how long to wait; the image worker's limiter is a different thing, it reserves slots ahead for calls that must be made.
 */
export const createRobotRateLimiter = ({ db }: Pick<Store, 'db'>): RobotRateLimiter => {
  const tokens = db.collection<TokensDocument>('robot_tokens')
  const from = { $max: ['$fullAt', '$$NOW'] }
  const short = { $subtract: [{ $subtract: [from, '$$NOW'] }, (BUCKET - 1) * EVERY_MS] }
  return {
    take: async (robot) => {
      const after = await tokens.findOneAndUpdate(
        { _id: robot },
        [
          { $set: { wait: { $max: [0, { $toInt: short }] }, fullAt: from } },
          { $set: { fullAt: { $cond: [{ $eq: ['$wait', 0] }, { $add: ['$fullAt', EVERY_MS] }, '$fullAt'] } } },
        ],
        { upsert: true, returnDocument: 'after' },
      )
      return after?.wait ?? 0
    },
  }
}
