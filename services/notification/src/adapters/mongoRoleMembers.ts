import { ownerKey, userKey } from '@gongdan/contracts'
import { replaceOlder, type Store } from '@gongdan/store'
import type { RoleMembers, SeenToken } from '../domain/ports.ts'

/** `members`: which roles a user's token showed, the one issued last. Expires 90 days after it was last seen. */
interface MemberDocument {
  /** The user, as `userKey` has it. */
  readonly _id: string
  /** Each as `ownerKey` has it. */
  readonly roles: readonly string[]
  /** When the token was issued, in unix seconds. */
  readonly iat: number
  readonly seenAt: Date
}

const DAYS_90_MS = 90 * 24 * 3_600_000
const isFresh = { $expr: { $gte: ['$seenAt', { $subtract: ['$$NOW', DAYS_90_MS] }] } }

/** What a token shows of a user's roles. */
const memberOf = ({ principal: { tenantUuid, userUuid, roles }, iat, at }: SeenToken): MemberDocument => ({
  _id: userKey({ tenantUuid, userUuid }),
  roles: roles.map(({ uuid: roleUuid }) => ownerKey({ tenantUuid, roleUuid })),
  iat,
  seenAt: new Date(at),
})

/** Members of roles in MongoDB, a document a user. */
export const createMongoRoleMembers = ({ db }: Pick<Store, 'db'>): RoleMembers => {
  const members = db.collection<MemberDocument>('members')
  return {
    record: (seen) => replaceOlder(members, seen.map(memberOf)),
    find: async (roles) => {
      if (roles.length === 0) return new Map()
      const asked = new Set(roles)
      const found = await members.find({ roles: { $in: [...asked] }, ...isFresh }).toArray()
      const pairs = found.flatMap(({ _id: user, roles: own }) => own.map((role) => ({ user, role })))
      const byRole = Map.groupBy(
        pairs.filter(({ role }) => asked.has(role)),
        ({ role }) => role,
      )
      return new Map([...byRole].map(([role, own]) => [role, own.map(({ user }) => user)]))
    },
    rolesOf: async (user) => new Set((await members.findOne({ _id: user, ...isFresh }))?.roles),
  }
}
