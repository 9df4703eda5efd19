import { type TicketTypeCode, userKey } from '@gongdan/contracts'
import {
  type Aggregate,
  type AggregateDocument,
  createExecute,
  type RefusalDocument,
  type Relay,
  type Store,
} from '@gongdan/store'
import type { Collection, Filter } from 'mongodb'
import type { Absent } from '../domain/acting.ts'
import { type Delegation, type DelegationEvent, evolveDelegation } from '../domain/delegation.ts'
import type { Delegations, ListedDelegation } from '../domain/ports.ts'
import type { PersonDocument } from './people.ts'
import { createPlaces, type PlaceLimit } from './places.ts'

/** A delegation's document: the aggregate, and beside it what look-ups and lists need. */
export interface DelegationDocument extends AggregateDocument<DelegationEvent> {
  readonly tenant?: string
  /** As `userKey` has the absent person and the delegate. */
  readonly from?: string
  readonly to?: string
  /** From `start` on, and no longer at `end`. */
  readonly start?: Date
  readonly end?: Date
  readonly cancelled?: boolean
  readonly types?: readonly TicketTypeCode[]
  readonly processUuids?: readonly string[]
  readonly createdAt?: number
  readonly state?: Delegation
}

/** What the store needs to know of a delegation. */
export const delegationAggregate: Aggregate<Delegation, DelegationEvent> = {
  evolve: evolveDelegation,
  fields: (state) => ({
    tenant: state.tenantUuid,
    from: keyOf(state, state.from),
    to: keyOf(state, state.to),
    start: new Date(state.start),
    end: new Date(state.end),
    cancelled: state.cancelled,
    types: state.types,
    processUuids: state.processUuids,
    createdAt: state.createdAt,
    state,
  }),
  nameOf: () => '',
}

const keyOf = ({ tenantUuid }: Pick<Delegation, 'tenantUuid'>, { userUuid }: { readonly userUuid: string }): string =>
  userKey({ tenantUuid, userUuid })

export const delegationsOf = ({ db }: Pick<Store, 'db'>): Collection<DelegationDocument> =>
  db.collection<DelegationDocument>('delegations')

/** By the clock of the database, which alone says when a delegation begins and ends. */
const isActive = { $and: [{ $lte: ['$start', '$$NOW'] }, { $gt: ['$end', '$$NOW'] }] }
const stateOnceMade = { $cond: [{ $gt: ['$start', '$$NOW'] }, 'planned', 'active'] }
const stateNow = {
  $cond: ['$cancelled', 'cancelled', { $cond: [{ $lte: ['$end', '$$NOW'] }, 'ended', stateOnceMade] }],
}
const DAYS_90_MS = 90 * 24 * 3_600_000

/** An active delegation, and what is known of the absent person. */
interface Found {
  readonly _id: string
  readonly to: string
  readonly state: Delegation
  /** None of a person without a token in 90 days: they own seats by name only. */
  readonly people: readonly PersonDocument[]
}

/** Delegations in MongoDB, one document each (decision 1). `committed` is the relay's `send`. */
export const createDelegations = (
  store: Pick<Store, 'db'>,
  committed: Relay<Delegation, DelegationEvent>['send'],
  now: () => number = Date.now,
): Delegations => {
  const documents = delegationsOf(store)
  const places = createPlaces(store)
  const limitOf = (key: string, most: number, ofPerson: Filter<DelegationDocument>): PlaceLimit => ({
    key,
    most,
    initial: async () => {
      const lasting = { ...ofPerson, cancelled: false, end: { $gt: new Date(now()) } }
      const found = await documents.find(lasting, { projection: { start: 1, end: 1 } }).toArray()
      return found.flatMap(({ _id: id, start, end }) => (start && end ? [{ id, start, end }] : []))
    },
    over: async (ids) => {
      const isOver = { _id: { $in: [...ids] }, $or: [{ cancelled: true }, { version: 0 }] }
      return (await documents.find(isOver, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id)
    },
  })
  return {
    execute: createExecute({
      aggregate: delegationAggregate,
      documents,
      refusals: store.db.collection<RefusalDocument>('refusals'),
      now,
      committed,
    }),
    absentOf: async (delegates) => {
      const found = await documents
        .aggregate<Found>([
          { $match: { to: { $in: [...new Set(delegates)] }, cancelled: false, $expr: isActive } },
          { $sort: { createdAt: 1, _id: 1 } },
          {
            $lookup: {
              from: 'people',
              localField: 'from',
              foreignField: '_id',
              pipeline: [{ $match: { $expr: { $gte: ['$seenAt', { $subtract: ['$$NOW', DAYS_90_MS] }] } } }],
              as: 'people',
            },
          },
          { $project: { to: 1, state: 1, people: 1 } },
        ])
        .toArray()
      return new Map(
        [...Map.groupBy(found, ({ to }) => to)].map(([to, delegations]) => [to, delegations.map(absentIn)] as const),
      )
    },
    takePlaces: async ({ uuid, from, to, start, end }, most) => {
      const place = { id: uuid, start: new Date(start), end: new Date(end) }
      if (!(await places.take(limitOf(`delegations by ${from}`, most.given, { from }), place))) return 'given'
      return (await places.take(limitOf(`delegations to ${to}`, most.received, { to }), place)) ? null : 'received'
    },
    list: async (filter, skip, limit) => {
      const [total, found] = await Promise.all([
        documents.countDocuments(filter),
        documents
          .aggregate<ListedDelegation>([
            { $match: filter },
            { $sort: { createdAt: -1, _id: -1 } },
            { $skip: skip },
            { $limit: limit },
            { $project: { _id: 0, uuid: '$_id', delegation: '$state', state: stateNow } },
          ])
          .toArray(),
      ])
      return { total, delegations: found }
    },
  }
}

const absentIn = ({ _id, state, people: [person] }: Found): Absent => ({
  delegationUuid: _id,
  tenantUuid: state.tenantUuid,
  tenantName: state.tenantName,
  userUuid: state.from.userUuid,
  userName: person?.name || state.from.userName,
  roles: person?.roles.map(({ uuid, name }) => ({ uuid, name })) ?? [],
  types: state.types,
  processUuids: state.processUuids,
})

/** For so long it may be remembered that a person acts for no other. */
const NOBODY_MS = 1_000
const MAX_REMEMBERED = 10_000

/**
 * Look-ups that remember for a second of whom nothing was found: those who may not see a ticket, or have no turn, and try again.
 * A person who does act for another is looked up each time: a delegation ends to the second, and at once when it is cancelled.
 */
export const rememberNobody = (
  absentOf: Delegations['absentOf'],
  now: () => number = () => performance.now(),
): Delegations['absentOf'] => {
  const nobodySince = new Map<string, number>()
  return async (delegates) => {
    const oldest = now() - NOBODY_MS
    const asked = [...new Set(delegates)].filter((one) => (nobodySince.get(one) ?? Number.NEGATIVE_INFINITY) <= oldest)
    if (asked.length === 0) return new Map()
    const at = now()
    const found = await absentOf(asked)
    if (nobodySince.size + asked.length > MAX_REMEMBERED) nobodySince.clear()
    for (const one of asked) {
      if (found.has(one)) nobodySince.delete(one)
      else nobodySince.set(one, at)
    }
    return found
  }
}
