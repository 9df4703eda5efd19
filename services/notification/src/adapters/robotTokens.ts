import type { Store } from '@gongdan/store'

/** `robot_tokens`: when a robot has all its tokens again; `wait` is what the last one who asked was told, in ms. */
interface TokensDocument {
  readonly _id: string
  readonly fullAt: Date
  readonly wait: number
}

export interface RobotTokens {
  /** Takes a token of a robot; gives 0, or for how many ms there is none. */
  take(robot: string): Promise<number>
}

/** A bucket of 5 that gets one every 4 s: never more than 20 in any minute, which is what the robots' makers allow. */
const BUCKET = 5
const EVERY_MS = 4_000

/** A token bucket a robot, over all processes, on the database's clock: one atomic write a try (GCRA). */
export const createRobotTokens = ({ db }: Pick<Store, 'db'>): RobotTokens => {
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
