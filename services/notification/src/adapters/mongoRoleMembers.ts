import { ownerKey, userKey } from '@gongdan/contracts'
import type { Store } from '@gongdan/store'
import type { RoleMembers } from '../domain/ports.ts'

/** `holders`: that a user's verified token showed a role, and when it did last. Expires 90 days later. */
interface MemberDocument {
  readonly _id: string
  /** `tenant role`, as `ownerKey` has it. */
  readonly role: string
  /** `tenant user`, as `userKey` has it. */
  readonly user: string
  readonly seenAt: Date
}

const DAYS_90_MS = 90 * 24 * 3_600_000

/** Members of roles in MongoDB, a document a user and role. */
export const createMongoRoleMembers = ({ db }: Pick<Store, 'db'>): RoleMembers => {
  const members = db.collection<MemberDocument>('holders')
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
      if (writes.length > 0) await members.bulkWrite(writes, { ordered: false })
    },
    find: async (roles) => {
      if (roles.length === 0) return new Map()
      const within = { $expr: { $gte: ['$seenAt', { $subtract: ['$$NOW', DAYS_90_MS] }] } }
      const found = await members.find({ role: { $in: [...new Set(roles)] }, ...within }).toArray()
      const byRole = Map.groupBy(found, ({ role }) => role)
      return new Map([...byRole].map(([role, own]) => [role, own.map(({ user }) => user)]))
    },
  }
}
