import {
  listKeysFor,
  ownedBy,
  type Principal,
  type TicketStateCode,
  type TicketTypeCode,
  TURN_AFTER_VOTES,
  TURN_OF,
  ticketStateCodes,
  userKey,
} from '@gongdan/contracts'
import type { Voter } from '@gongdan/flow'
import { type Collection, type Filter, type FindOptions, MongoServerError } from 'mongodb'
import type { Absent } from '../domain/acting.ts'
import type { Cursor, TicketCount, TicketPage, TicketQuery } from '../domain/ports.ts'
import { listedFields, readListed, type TicketDocument } from './ticketDocument.ts'

/** Tickets are counted up to this number (contract §3, total_count). */
const COUNT_LIMIT = 10_000
/** And for the tabs above lists up to this one (contract §3, count). */
const TAB_LIMIT = 1_000
/** What reads documents, because the index does not hold what it needs, ends after this; the index alone takes some 10 ms. */
const READ_MS = 1_000
/** The number of tickets that are looked at, one after the other, for a page that was not found within the time. */
const PART = 10_000
/**
 * Bytes of views at which a page ends, for it must fit a message of the broker (16 MiB): a ticket takes less than twice its view in a
 * list. A ticket of some 80 seats, each with a long name and a long reason, has 600 KB.
 */
const PAGE_BYTES = 3 * 1024 * 1024
/** So many tickets are read at once of a page that was merged, which is some 100 KB, or 15 MB of tickets as large as they may be. */
const READ_AT_ONCE = 25
const MAX_TIME_EXPIRED = 50
/**
 * MongoDB merges at most so many ranges of an index in order (internalQueryMaxScansToExplode); for more it would sort.
 */
const MAX_RANGES = 200
/** The order of the index, forwards and backwards. */
const orders = { newest: { createdAt: -1, _id: -1 }, oldest: { createdAt: 1, _id: 1 } } as const
/** Named, because of any other index the page would have to be sorted. */
const INDEX = 'lists'
/** Its fields: a filter by any other reads documents. */
const INDEXED = new Set(['keys', 'state', 'createdAt', '_id', 'tenant', 'applicantUser', 'type'])

/** What a page shows of a document. */
type Found = Parameters<typeof readListed>[0]

/** `end`: the first ticket behind what was looked at; null when all were. */
interface Read {
  readonly found: readonly Found[]
  readonly end: Cursor | null
}

/**
 * A page of a list and its total, both as of the moment of the answer (contract §3). Pages are read in the order of the
 * index, never sorted; totals are counted in the index alone, unless a filter needs what is not in it.
 */
export const createTicketList =
  (documents: Collection<TicketDocument>) =>
  async (asked: TicketQuery): Promise<TicketPage> => {
    if (asked.scope === 'delegated' && (asked.absent ?? []).length === 0)
      return { items: [], total: 0, capped: false, next: null }
    const query = await withVotes(documents, asked)
    const [{ found, end }, count] = await Promise.all([readPage(documents, query), countTickets(documents, query)])
    const items = found.slice(0, Math.min(query.pageSize, roomFor(found)))
    const next = found[items.length]
    // The count is not of the same instant as the page: a list never shows more tickets than it says there are.
    const seen = items.length === 0 ? 0 : skipOf(query) + found.length
    const total = Math.max(count ?? 0, seen)
    return {
      items: items.map(readListed),
      total: Math.min(total, COUNT_LIMIT),
      capped: count === null || end !== null || total > COUNT_LIMIT,
      next: next === undefined ? end : cursorAt(next),
    }
  }

/** How many of these tickets a page has room for: at least one. */
const roomFor = (found: readonly Found[]): number => {
  let bytes = 0
  const full = found.findIndex(({ view }) => {
    bytes += Buffer.byteLength(view ?? '')
    return bytes > PAGE_BYTES
  })
  return full === -1 ? found.length : Math.max(1, full)
}

/** `afterVotes`: tickets may wait for the caller in steps in which others have voted. */
interface Asked extends TicketQuery {
  readonly afterVotes?: boolean
}

/**
 * Whether a caller has voted in a step is in no index. Only callers who share such steps pay for it: the others' lists stay in the
 * index alone.
 */
const withVotes = async (documents: Collection<TicketDocument>, query: TicketQuery): Promise<Asked> => {
  if (query.scope !== 'todo') return query
  const keys = { $in: keysAfterVotes(query.principal) }
  const found = await documents.findOne({ keys, state: 'pending' }, { hint: INDEX, projection: { _id: 1 } })
  return { ...query, afterVotes: found !== null }
}

const keysAfterVotes = (person: Voter): string[] => ownedBy(person).map((owner) => `${TURN_AFTER_VOTES} ${owner}`)

const cursorAt = ({ createdAt = 0, _id }: Pick<TicketDocument, '_id' | 'createdAt'>): Cursor => ({
  createdAt,
  uuid: _id,
})

/** Null when the database could not finish in time. */
const unlessLate = async <T>(reading: Promise<T>): Promise<T | null> => {
  try {
    return await reading
  } catch (fault) {
    if (fault instanceof MongoServerError && fault.code === MAX_TIME_EXPIRED) return null
    throw fault
  }
}

/** Null when the database could not finish in time. */
const countTickets = (documents: Collection<TicketDocument>, query: Asked): Promise<number | null> =>
  unlessLate(documents.countDocuments(listFilter(query), { limit: COUNT_LIMIT + 1, hint: INDEX, ...timeFor(query) }))

/** No bound is needed where the index has all that is asked for. */
const timeFor = (query: Asked): { readonly maxTimeMS?: number } =>
  Object.keys(listFilter(query)).every((field) => INDEXED.has(field)) ? {} : { maxTimeMS: READ_MS }

/** Counts what a caller's list holds without any filter, up to TAB_LIMIT; in the index alone. */
export const createTicketCount =
  (documents: Collection<TicketDocument>) =>
  async (principal: Principal, scope: TicketQuery['scope'], absent: readonly Absent[] = []): Promise<TicketCount> => {
    if (scope === 'delegated' && absent.length === 0) return { count: 0, capped: false, byType: {} }
    const $match = listFilter(await withVotes(documents, { ...everything, principal, scope, absent }))
    const group = { $group: { _id: '$type', count: { $sum: 1 } } }
    const counted = await documents
      .aggregate<{ readonly _id: TicketTypeCode; readonly count: number }>(
        [{ $match }, { $limit: TAB_LIMIT + 1 }, group],
        { hint: INDEX },
      )
      .toArray()
    const total = counted.reduce((sum, { count }) => sum + count, 0)
    return {
      count: Math.min(total, TAB_LIMIT),
      capped: total > TAB_LIMIT,
      byType: Object.fromEntries(counted.map(({ _id, count }) => [_id, Math.min(count, TAB_LIMIT)])),
    }
  }

/** The first page of a list without any filter. */
const everything = {
  tenantUuid: null,
  pageNum: 1,
  pageSize: 1,
  sort: 'newest',
  states: [],
  types: [],
  imageStates: [],
  overdue: false,
  owner: null,
  applicantUuid: null,
  name: null,
  processUuid: null,
  start: null,
  end: null,
  cursor: null,
} satisfies Omit<TicketQuery, 'principal' | 'scope'>

/** The tickets of a page, and the first one of the next; where they take too long to find, those among the next PART. */
const readPage = async (documents: Collection<TicketDocument>, query: Asked): Promise<Read> => {
  const found = await unlessLate(findPage(documents, query, null))
  if (found !== null) return { found, end: null }
  const end = await endOfPart(documents, query)
  return { found: await findPage(documents, query, end ?? 'all'), end }
}

const findPage = (documents: Collection<TicketDocument>, query: Asked, part: Part): Promise<readonly Found[]> => {
  const groups = pageGroups(query, part)
  const [only] = groups
  return only !== undefined && groups.length === 1 ? readRoom(documents, only) : readMerged(documents, query, groups)
}

/** The tickets that a page has room for, and one more; what is behind them stays unread. */
const readRoom = async (
  documents: Collection<TicketDocument>,
  { filter, options }: Group,
): Promise<readonly Found[]> => {
  const found: Found[] = []
  let bytes = 0
  for await (const one of documents.find<Found>(filter, options)) {
    found.push(one)
    bytes += Buffer.byteLength(one.view ?? '')
    if (bytes > PAGE_BYTES && found.length > 1) break
  }
  return found
}

/** The ticket behind the next PART of the list; null when there are no more. Found in the index alone. */
const endOfPart = async (documents: Collection<TicketDocument>, query: Asked): Promise<Cursor | null> => {
  const ends = await Promise.all(
    keyGroups(query).map((keys) => {
      const filter = { $and: [indexedOnly(listFilter(query, keys)), ...fromCursor(query)] }
      const options = { sort: orders[query.sort], hint: INDEX, skip: PART, limit: 1, projection: { createdAt: 1 } }
      return find(documents, { filter, options })
    }),
  )
  const [first] = ends.flat().sort(inOrder(query))
  return first === undefined ? null : cursorAt(first)
}

const indexedOnly = (filter: Filter<TicketDocument>): Filter<TicketDocument> =>
  Object.fromEntries(Object.entries(filter).filter(([field]) => INDEXED.has(field)))

interface Group {
  readonly filter: Filter<TicketDocument>
  readonly options: FindOptions
}

const find = (documents: Collection<TicketDocument>, { filter, options }: Group): Promise<readonly Found[]> =>
  documents.find<Found>(filter, options).toArray()

/** What of a list is looked at: all of it for as long as it may take (null), or however long that takes: up to a ticket, or `all`. */
type Part = Cursor | 'all' | null

/**
 * How the database is asked for a page: by the groups of keys that it can merge in order. Callers with many roles have
 * several, everyone else has one.
 */
export const pageGroups = (query: Asked, part: Part = null): readonly Group[] => {
  const skip = skipOf(query)
  const limit = query.pageSize + 1
  const time = part === null ? timeFor(query) : {}
  const options = { sort: orders[query.sort], hint: INDEX, ...time }
  const end = part === null || part === 'all' ? [] : [before(part, query)]
  const groups = keyGroups(query)
  const within = (keys: readonly string[], range: readonly Filter<TicketDocument>[]) =>
    range.length === 0 ? listFilter(query, keys) : { $and: [listFilter(query, keys), ...range] }
  const [only] = groups
  if (only !== undefined && groups.length === 1) {
    return [
      {
        filter: within(only, [...fromCursor(query), ...end]),
        options: { ...options, skip, limit, projection: listedFields },
      },
    ]
  }
  const projection = { createdAt: 1 }
  return groups.flatMap((keys) => [
    ...sameMoment(query).map((moment) => ({
      filter: within(keys, [moment, ...end]),
      options: { hint: INDEX, projection, ...time },
    })),
    {
      filter: within(keys, [...laterMoments(query), ...end]),
      options: { ...options, limit: skip + limit, projection },
    },
  ])
}

const keyGroups = (query: Asked): readonly (readonly string[])[] => {
  const keys = keysFor(query)
  const together = Math.floor(MAX_RANGES / statesOf(query).length)
  return Array.from({ length: Math.ceil(keys.length / together) }, (_, at) =>
    keys.slice(at * together, (at + 1) * together),
  )
}

/** Merges what the groups find: which tickets they are comes out of the index, only those of the page are read. */
const readMerged = async (
  documents: Collection<TicketDocument>,
  query: Asked,
  groups: readonly Group[],
): Promise<readonly Found[]> => {
  const found = await Promise.all(groups.map((group) => find(documents, group)))
  const skip = skipOf(query)
  const merged = [...new Map(found.flat().map((one) => [one._id, one])).values()].sort(inOrder(query))
  const ids = merged.slice(skip, skip + query.pageSize + 1).map(({ _id }) => _id)
  const page: Found[] = []
  for (let at = 0; at < ids.length && roomFor(page) === page.length; at += READ_AT_ONCE) {
    // Once more with the filter: a ticket may have changed since.
    const filter = { $and: [{ _id: { $in: ids.slice(at, at + READ_AT_ONCE) } }, listFilter(query)] }
    page.push(...(await find(documents, { filter, options: { projection: listedFields } })).toSorted(inOrder(query)))
  }
  return page
}

const inOrder =
  ({ sort }: TicketQuery) =>
  (one: Found, other: Found): number => {
    const later = (one.createdAt ?? 0) - (other.createdAt ?? 0) || (one._id < other._id ? -1 : 1)
    return sort === 'oldest' ? later : -later
  }

const skipOf = ({ cursor, pageNum, pageSize }: TicketQuery): number => (cursor === null ? (pageNum - 1) * pageSize : 0)

/**
 * All states are named where none is asked for, so that one index serves both. Only pending tickets wait for a
 * decision.
 */
const statesOf = ({ scope, states, overdue, owner }: TicketQuery): readonly TicketStateCode[] => {
  if (states.length > 0) return states
  return scope === 'todo' || scope === 'delegated' || overdue || owner !== null ? ['pending'] : ticketStateCodes
}

const keysOfScope = ({ principal, scope, tenantUuid, absent = [], afterVotes = false }: Asked): readonly string[] =>
  scope === 'delegated'
    ? [...new Set(absent.flatMap((one) => [...keysOfTurn(one), ...keysAfterVotes(one)]))]
    : [...listKeysFor(principal, scope, tenantUuid), ...(afterVotes ? keysAfterVotes(principal) : [])]

const keysOfTurn = (person: Voter): string[] => ownedBy(person).map((owner) => `${TURN_OF} ${owner}`)

/** The keys that the index is read by: those of an owner are fewer than those of what an administrator may see. */
const keysFor = (query: Asked): readonly string[] =>
  query.owner === null ? keysOfScope(query) : keysOfOwner(query.owner)

/** Of a person and of a role: their ids are of different kinds, and who asks may see both. */
const keysOfOwner = ({ tenantUuid, uuid }: NonNullable<TicketQuery['owner']>): string[] =>
  [TURN_OF, TURN_AFTER_VOTES].flatMap((key) => [`${key} ${tenantUuid} ${uuid}`, `${key} ${tenantUuid} @${uuid}`])

/** The documents of a list, all pages of it; of those that are found by some of the caller's keys, if given. */
export const listFilter = (query: Asked, keys = keysFor(query)): Filter<TicketDocument> => {
  const {
    principal,
    scope,
    absent = [],
    tenantUuid,
    applicantUuid,
    types,
    imageStates,
    overdue,
    name,
    processUuid,
  } = query
  const { start, end } = query
  const createdAt = {
    ...(start === null ? {} : { $gte: start * 1000 }),
    ...(end === null ? {} : { $lt: (end + 1) * 1000 }),
  }
  const applicantUser = {
    ...(scope === 'todo' || scope === 'delegated' ? { $ne: principal.userUuid } : {}),
    ...(applicantUuid === null ? {} : { $eq: applicantUuid }),
  }
  return {
    keys: { $in: [...keys] },
    state: { $in: [...statesOf(query)] },
    ...(Object.keys(createdAt).length === 0 ? {} : { createdAt }),
    ...(Object.keys(applicantUser).length === 0 ? {} : { applicantUser }),
    ...(tenantUuid === null ? {} : { tenant: tenantUuid }),
    ...(types.length === 0 ? {} : { type: { $in: [...types] } }),
    ...(imageStates.length === 0 ? {} : { imageState: { $in: [...imageStates] } }),
    ...(overdue ? { overdue } : {}),
    ...(query.owner === null ? {} : { $expr: holdsAnyOf(keysOfScope(query)) }),
    ...(processUuid === null ? {} : { processUuid }),
    ...(name === null || name === '' ? {} : { name: { $regex: escapeRegex(name) } }),
    ...(query.afterVotes ? { $or: waitsFor(principal, [principal]) } : {}),
    ...(scope === 'delegated'
      ? { undelegable: { $ne: true }, $or: absent.map((one) => waitsForAbsent(one, principal)) }
      : {}),
  }
}

/** What waits for a person whose delegate the caller is: never that person's own, and as far as the delegation reaches. */
const waitsForAbsent = (absent: Absent, caller: Principal): Filter<TicketDocument> => ({
  applicantUser: { $ne: absent.userUuid },
  ...(absent.types.length === 0 ? {} : { type: { $in: [...absent.types] } }),
  ...(absent.processUuids.length === 0 ? {} : { processUuid: { $in: [...absent.processUuids] } }),
  $or: waitsFor(absent, [absent, caller]),
})

/** By a step of theirs without votes, or by one in which none of these people has voted. */
const waitsFor = (owner: Voter, people: readonly Voter[]): Filter<TicketDocument>[] => [
  { keys: { $in: keysOfTurn(owner) } },
  { open: { $elemMatch: { owners: { $in: [...ownedBy(owner)] }, voted: { $nin: people.map(userKey) } } } },
]

/** As an expression, so that it is never what the index is read by. */
const holdsAnyOf = (keys: readonly string[]) => ({ $gt: [{ $size: { $setIntersection: ['$keys', keys] } }, 0] })

/** The first bound is for the index, the second for equal times. */
const fromCursor = ({ cursor, sort }: TicketQuery): readonly Filter<TicketDocument>[] => {
  if (cursor === null) return []
  const { createdAt, uuid } = cursor
  return sort === 'newest'
    ? [{ createdAt: { $lte: createdAt }, $or: [{ createdAt: { $lt: createdAt } }, { _id: { $lte: uuid } }] }]
    : [{ createdAt: { $gte: createdAt }, $or: [{ createdAt: { $gt: createdAt } }, { _id: { $gte: uuid } }] }]
}

// The same in two parts, for the index alone: with a choice in the filter, documents are read. Those of the cursor's own
// moment are few, and need no order before they are merged.

const sameMoment = ({ cursor, sort }: TicketQuery): readonly Filter<TicketDocument>[] => {
  if (cursor === null) return []
  const { createdAt, uuid } = cursor
  return [{ createdAt, _id: sort === 'newest' ? { $lte: uuid } : { $gte: uuid } }]
}

const laterMoments = ({ cursor, sort }: TicketQuery): readonly Filter<TicketDocument>[] => {
  if (cursor === null) return []
  const { createdAt } = cursor
  return [{ createdAt: sort === 'newest' ? { $lt: createdAt } : { $gt: createdAt } }]
}

const before = ({ createdAt, uuid }: Cursor, { sort }: TicketQuery): Filter<TicketDocument> =>
  sort === 'newest'
    ? { createdAt: { $gte: createdAt }, $or: [{ createdAt: { $gt: createdAt } }, { _id: { $gt: uuid } }] }
    : { createdAt: { $lte: createdAt }, $or: [{ createdAt: { $lt: createdAt } }, { _id: { $lt: uuid } }] }

/** MongoDB refuses a NUL character in a pattern, so it is escaped. */
const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('\u0000', '\\x00')
