import { listKeysFor, type TicketListItem, type TicketStateCode, ticketStateCodes } from '@gongdan/contracts'
import { type Collection, type Filter, type FindOptions, MongoServerError } from 'mongodb'
import type { Cursor, TicketPage, TicketQuery } from '../domain/ports.ts'
import type { TicketDocument } from './ticketDocument.ts'

/** Tickets are counted up to this number (contract §3, total_count). */
const COUNT_LIMIT = 10_000
/** A count that reads documents ends after this; an index-only count of 10,001 takes some 10 ms. */
const COUNT_MS = 1_000
const MAX_TIME_EXPIRED = 50
/**
 * MongoDB merges at most so many ranges of an index in order (internalQueryMaxScansToExplode); for more it would sort.
 */
const MAX_RANGES = 200
const NEWEST_FIRST = { createdAt: -1, _id: -1 } as const
/** Named, because of any other index the page would have to be sorted. */
const INDEX = 'lists'
/** Its fields: a filter by any other reads documents. */
const INDEXED = new Set(['keys', 'state', 'createdAt', '_id', 'tenant', 'applicantUser', 'type'])

/** What a page shows of a document. */
type Found = Pick<TicketDocument, '_id' | 'createdAt' | 'view'>

/**
 * A page of a list and its total, both as of the moment of the answer (contract §3). Pages are read in the order of the
 * index, never sorted; totals are counted in the index alone, unless a filter needs what is not in it.
 */
export const createTicketList =
  (documents: Collection<TicketDocument>) =>
  async (query: TicketQuery): Promise<TicketPage> => {
    const [found, count] = await Promise.all([readPage(documents, query), countTickets(documents, query)])
    const items = found.slice(0, query.pageSize)
    const next = found[query.pageSize]
    // The count is not of the same instant as the page: a list never shows more tickets than it says there are.
    const seen = items.length === 0 ? 0 : skipOf(query) + found.length
    const total = Math.max(count ?? 0, seen)
    return {
      items: items.map(({ view = '' }): TicketListItem => JSON.parse(view)),
      total: Math.min(total, COUNT_LIMIT),
      capped: count === null || total > COUNT_LIMIT,
      next: next === undefined ? null : { createdAt: next.createdAt ?? 0, uuid: next._id },
    }
  }

/** Null when the database could not finish in time. */
const countTickets = async (documents: Collection<TicketDocument>, query: TicketQuery): Promise<number | null> => {
  const filter = listFilter(query)
  const inIndex = Object.keys(filter).every((field) => INDEXED.has(field))
  const limits = { limit: COUNT_LIMIT + 1, hint: INDEX, ...(inIndex ? {} : { maxTimeMS: COUNT_MS }) }
  try {
    return await documents.countDocuments(filter, limits)
  } catch (fault) {
    if (fault instanceof MongoServerError && fault.code === MAX_TIME_EXPIRED) return null
    throw fault
  }
}

/** The tickets of a page, and the first one of the next. */
const readPage = async (documents: Collection<TicketDocument>, query: TicketQuery): Promise<readonly Found[]> => {
  const groups = pageGroups(query)
  const [only] = groups
  if (only !== undefined && groups.length === 1) return find(documents, only)
  return readMerged(documents, query, groups)
}

interface Group {
  readonly filter: Filter<TicketDocument>
  readonly options: FindOptions
}

const find = (documents: Collection<TicketDocument>, { filter, options }: Group): Promise<readonly Found[]> =>
  documents.find<Found>(filter, options).toArray()

/**
 * How the database is asked for a page: by the groups of keys that it can merge in order. Callers with many roles have
 * several, everyone else has one.
 */
export const pageGroups = (query: TicketQuery): readonly Group[] => {
  const keys = keysFor(query)
  const together = Math.floor(MAX_RANGES / statesOf(query).length)
  const groups = Array.from({ length: Math.ceil(keys.length / together) }, (_, at) =>
    keys.slice(at * together, (at + 1) * together),
  )
  const skip = skipOf(query)
  const limit = query.pageSize + 1
  const options = { sort: NEWEST_FIRST, hint: INDEX }
  return groups.map((group) => ({
    filter: pageFilter(query, group),
    options:
      groups.length === 1
        ? { ...options, skip, limit, projection: { view: 1, createdAt: 1 } }
        : { ...options, limit: skip + limit, projection: { createdAt: 1 } },
  }))
}

/** Merges what the groups find: which tickets they are comes out of the index, only those of the page are read. */
const readMerged = async (
  documents: Collection<TicketDocument>,
  query: TicketQuery,
  groups: readonly Group[],
): Promise<readonly Found[]> => {
  const found = await Promise.all(groups.map((group) => find(documents, group)))
  const skip = skipOf(query)
  const merged = [...new Map(found.flat().map((one) => [one._id, one])).values()].sort(newestFirst)
  const ids = merged.slice(skip, skip + query.pageSize + 1).map(({ _id }) => _id)
  // Once more with the filter: a ticket may have changed since.
  const page = await documents
    .find<Found>({ $and: [{ _id: { $in: ids } }, listFilter(query)] }, { projection: { view: 1, createdAt: 1 } })
    .toArray()
  return page.sort(newestFirst)
}

const newestFirst = (one: Found, other: Found): number =>
  (other.createdAt ?? 0) - (one.createdAt ?? 0) || (one._id < other._id ? 1 : -1)

const skipOf = ({ cursor, pageNum, pageSize }: TicketQuery): number => (cursor === null ? (pageNum - 1) * pageSize : 0)

/**
 * All states are named where none is asked for, so that one index serves both. Only pending tickets wait for a
 * decision.
 */
const statesOf = ({ scope, state }: TicketQuery): readonly TicketStateCode[] => {
  if (state !== null) return [state]
  return scope === 'todo' ? ['pending'] : ticketStateCodes
}

const keysFor = ({ principal, scope, tenantUuid }: TicketQuery): readonly string[] =>
  listKeysFor(principal, scope, tenantUuid)

/** The documents of a list, all pages of it; of those that are found by some of the caller's keys, if given. */
export const listFilter = (query: TicketQuery, keys = keysFor(query)): Filter<TicketDocument> => {
  const { principal, scope, tenantUuid, type, name, processUuid, start, end } = query
  const createdAt = {
    ...(start === null ? {} : { $gte: start * 1000 }),
    ...(end === null ? {} : { $lt: (end + 1) * 1000 }),
  }
  return {
    keys: { $in: [...keys] },
    state: { $in: [...statesOf(query)] },
    ...(Object.keys(createdAt).length === 0 ? {} : { createdAt }),
    ...(scope === 'todo' ? { applicantUser: { $ne: principal.userUuid } } : {}),
    ...(tenantUuid === null ? {} : { tenant: tenantUuid }),
    ...(type === null ? {} : { type }),
    ...(processUuid === null ? {} : { processUuid }),
    ...(name === null || name === '' ? {} : { name: { $regex: escapeRegex(name) } }),
  }
}

/** From the cursor on: the first bound is for the index, the second for equal times. */
const pageFilter = (query: TicketQuery, keys: readonly string[]): Filter<TicketDocument> => {
  const all = listFilter(query, keys)
  return query.cursor === null ? all : { $and: [all, from(query.cursor)] }
}

const from = ({ createdAt, uuid }: Cursor): Filter<TicketDocument> => ({
  createdAt: { $lte: createdAt },
  $or: [{ createdAt: { $lt: createdAt } }, { _id: { $lte: uuid } }],
})

/** MongoDB refuses a NUL character in a pattern, so it is escaped. */
const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('\u0000', '\\x00')
