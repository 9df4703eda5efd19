import { type Owner, ownerKey, seatOwnerKey, userKey } from '@gongdan/contracts'
import { replaceOlder, type ShownByToken, type Store } from '@gongdan/store'
import type { Collection, Document } from 'mongodb'
import type { KnownRole, People, SeenToken } from '../domain/ports.ts'

/** `people`: what the token of a person issued last has shown. Expires 90 days after it was last seen. */
export interface PersonDocument extends ShownByToken {
  /** As `userKey` has it. */
  readonly _id: string
  readonly tenant: string
  readonly user: string
  readonly name: string
  readonly tenantName: string
  /** Each role once. */
  readonly roles: readonly { readonly uuid: string; readonly name: string }[]
}

const DAYS_90_MS = 90 * 24 * 3_600_000
const isFresh = { $expr: { $gte: ['$seenAt', { $subtract: ['$$NOW', DAYS_90_MS] }] } }
/** More are not counted. */
const COUNT_LIMIT = 10_000
/** How many of a role's holders are asked for its name, those seen last: a token may show a role without one. */
const NAMED_BY = 5
/** MongoDB takes a pipeline of at most 1,000 stages. */
const ROLES_A_STATEMENT = 100

/** As `seatOwnerKey` has a person. */
const keyOf = (tenantUuid: string, userUuid: string): string =>
  seatOwnerKey({ kind: 'user', tenantUuid, tenantName: '', userUuid, userName: '' })

const personOf = ({ principal, iat, at }: SeenToken): PersonDocument => ({
  _id: userKey(principal),
  tenant: principal.tenantUuid,
  user: principal.userUuid,
  name: principal.userName,
  tenantName: principal.tenantName,
  roles: [...new Map(principal.roles.map((role) => [role.uuid, role])).values()],
  iat,
  seenAt: new Date(at),
})

/** Known people in MongoDB, a document a person. */
export const createPeople = ({ db }: Pick<Store, 'db'>): People => {
  const people = db.collection<PersonDocument>('people')
  const count = (filter: object) => people.countDocuments({ ...filter, ...isFresh }, { limit: COUNT_LIMIT })
  return {
    record: (seen) => replaceOlder(people, seen.map(personOf)),
    roleNames: (roles) => roleNames(people, roles),
    rolesOf: async (tenantUuid) =>
      people
        .aggregate<KnownRole>([
          { $match: { tenant: tenantUuid, ...isFresh } },
          { $unwind: '$roles' },
          { $set: { isNamed: { $ne: ['$roles.name', ''] } } },
          {
            $group: {
              _id: '$roles.uuid',
              name: { $top: { sortBy: { isNamed: -1, seenAt: -1 }, output: '$roles.name' } },
              tenantName: { $top: { sortBy: { seenAt: -1 }, output: '$tenantName' } },
              holders: { $sum: 1 },
            },
          },
          {
            $project: {
              _id: 0,
              tenantUuid: { $literal: tenantUuid },
              tenantName: 1,
              roleUuid: '$_id',
              roleName: '$name',
              holders: 1,
            },
          },
        ])
        .toArray(),
    countHolders: ({ tenantUuid, roleUuid }) => count({ tenant: tenantUuid, 'roles.uuid': roleUuid }),
    holders: async ({ tenantUuid, roleUuid }, limit) => {
      const filter = { tenant: tenantUuid, 'roles.uuid': roleUuid, ...isFresh }
      const found = await people.find(filter, { projection: { user: 1 }, limit }).toArray()
      return found.map(({ user }) => user)
    },
    list: async ({ tenantUuid, roleUuid, skip, limit }) => {
      const filter = { tenant: tenantUuid, ...(roleUuid !== null && { 'roles.uuid': roleUuid }) }
      const [total, found] = await Promise.all([
        count(filter),
        people.find({ ...filter, ...isFresh }, { sort: { name: 1, _id: 1 }, skip, limit }).toArray(),
      ])
      return { total, people: found.map(({ user, name }) => ({ userUuid: user, userName: name })) }
    },
    namesOf: async (userUuids) => {
      if (userUuids.length === 0) return new Map()
      const found = await people
        .find({ user: { $in: [...userUuids] }, ...isFresh }, { projection: { tenant: 1, user: 1, name: 1 } })
        .toArray()
      return new Map(found.map(({ tenant, user, name }) => [keyOf(tenant, user), name]))
    },
    principalsOf: async (users) => {
      const found = await people.find({ _id: { $in: [...users] }, ...isFresh }).toArray()
      return new Map(
        found.map(({ _id, tenant, user, name, tenantName, roles }) => [
          _id,
          { tenantUuid: tenant, tenantName, userUuid: user, userName: name, roles: [...roles] },
        ]),
      )
    },
    nameOf: async (user) => (await people.findOne({ _id: userKey(user), ...isFresh }))?.name,
  }
}

/** A few documents are read for each role, those of the holders seen last. */
const roleNames = async (
  people: Collection<PersonDocument>,
  roles: readonly Owner[],
): Promise<ReadonlyMap<string, string>> => {
  const distinct = [...new Map(roles.map((role) => [ownerKey(role), role])).values()].map(namesOf)
  const names = new Map<string, string>()
  for (let at = 0; at < distinct.length; at += ROLES_A_STATEMENT) {
    const [first = [], ...others] = distinct.slice(at, at + ROLES_A_STATEMENT)
    const unions = others.map((pipeline) => ({ $unionWith: { coll: 'people', pipeline } }))
    const found = await people.aggregate<{ _id: string; name: string }>([...first, ...unions]).toArray()
    for (const { _id, name } of found) names.set(_id, name)
  }
  return names
}

const namesOf = (role: Owner): Document[] => [
  { $match: { tenant: role.tenantUuid, 'roles.uuid': role.roleUuid, ...isFresh } },
  { $sort: { seenAt: -1 } },
  { $limit: NAMED_BY },
  { $unwind: '$roles' },
  { $match: { 'roles.uuid': role.roleUuid, 'roles.name': { $ne: '' } } },
  { $limit: 1 },
  { $project: { _id: { $literal: ownerKey(role) }, name: '$roles.name' } },
]
