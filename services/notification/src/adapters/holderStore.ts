import { ownerKey, type Principal, userKey } from '@gongdan/contracts'
import type { Store } from '@gongdan/store'

/** `holders`: that a user's verified token showed a role, and when the last time. Gone 90 days later, by itself. */
interface HolderDocument {
  readonly _id: string
  /** `tenant role`, as `ownerKey` has it. */
  readonly role: string
  /** `tenant user`, as `userKey` has it. */
  readonly user: string
  readonly seenAt: Date
}

export interface HolderStore {
  /** Keeps who was seen with which roles, at a time in unix milliseconds; older and repeated news change nothing. */
  record(seen: readonly { readonly principal: Principal; readonly at: number }[]): Promise<void>
  /** The users who hold each of the roles. */
  find(roles: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
}

const DAYS_90_MS = 90 * 24 * 3_600_000

/** There is no directory of users: who holds a role is known from the tokens that showed it within 90 days. */
export const createHolderStore = ({ db }: Pick<Store, 'db'>): HolderStore => {
  const holders = db.collection<HolderDocument>('holders')
  return {
    record: async (seen) => {
      const writes = seen.flatMap(({ principal, at }) =>
        principal.roles.map(({ uuid }) => {
          const user = userKey(principal)
          const role = ownerKey({ tenantUuid: principal.tenantUuid, roleUuid: uuid })
          const update = { $set: { role, user }, $max: { seenAt: new Date(at) } }
          return { updateOne: { filter: { _id: `${role} ${principal.userUuid}` }, update, upsert: true } }
        }),
      )
      if (writes.length > 0) await holders.bulkWrite(writes, { ordered: false })
    },
    find: async (roles) => {
      if (roles.length === 0) return new Map()
      const within = { $expr: { $gte: ['$seenAt', { $subtract: ['$$NOW', DAYS_90_MS] }] } }
      const found = await holders.find({ role: { $in: [...new Set(roles)] }, ...within }).toArray()
      const byRole = Map.groupBy(found, ({ role }) => role)
      return new Map([...byRole].map(([role, those]) => [role, those.map(({ user }) => user)]))
    },
  }
}
