import { ownerKey, userKey } from '@gongdan/contracts'
import { isDuplicateKey, type Store } from '@gongdan/store'
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

/** Replaces a user's roles, unless a token issued later is known: decided in the database, for many processes write. */
const replaceBy = ({ principal: { tenantUuid, userUuid, roles: shown }, iat, at }: SeenToken) => {
  const [_id, seenAt] = [userKey({ tenantUuid, userUuid }), new Date(at)]
  const roles = shown.map(({ uuid: roleUuid }) => ownerKey({ tenantUuid, roleUuid }))
  // Missing fields are less than any number.
  const isOlder = { $or: [{ $gt: ['$iat', iat] }, { $and: [{ $eq: ['$iat', iat] }, { $gt: ['$seenAt', seenAt] }] }] }
  const update = [{ $replaceWith: { $cond: [isOlder, '$$ROOT', { $literal: { _id, roles, iat, seenAt } }] } }]
  return { updateOne: { filter: { _id }, update, upsert: true } }
}

/** Members of roles in MongoDB, a document a user. */
export const createMongoRoleMembers = ({ db }: Pick<Store, 'db'>): RoleMembers => {
  const members = db.collection<MemberDocument>('members')
  return {
    record: async (seen) => {
      if (seen.length === 0) return
      const write = () => members.bulkWrite(seen.map(replaceBy), { ordered: false })
      try {
        await write()
      } catch (fault) {
        // Another process has just made the document of a new user: what it wrote is compared now.
        if (!isDuplicateKey(fault)) throw fault
        await write()
      }
    },
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
