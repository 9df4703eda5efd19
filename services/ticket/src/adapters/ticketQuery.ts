import { type ListTickets, type TicketStateCode, ticketStateCodes } from '@gongdan/contracts'
import type { Filter } from 'mongodb'
import { listKeysFor } from '../domain/listKeys.ts'
import { personKey } from '../domain/ticket.ts'
import type { TicketDocument } from './ticketStore.ts'

/** A page of a list: what may be in it, and which part of it is asked for. */
export type TicketFilter = ListTickets

/** Where the next page begins: its first ticket's creation time and uuid, as opaque text. */
export interface Cursor {
  readonly createdAt: number
  readonly uuid: string
}

export const writeCursor = ({ createdAt, uuid }: Cursor): string => `${createdAt.toString(36)}.${uuid}`

/** Reads a cursor; null when it is none of ours. */
export const readCursor = (text: string): Cursor | null => {
  const [, time, uuid] = /^([0-9a-z]{1,10})\.([0-9a-f-]{36})$/.exec(text) ?? []
  return time === undefined || uuid === undefined ? null : { createdAt: Number.parseInt(time, 36), uuid }
}

/** Without a state filter all states are named, so that one index serves both. */
export const anyState = (state: TicketStateCode | null) => state ?? { $in: ticketStateCodes }

/** The documents of a list, all pages of it: equality on the caller's keys, then what narrows. */
export const listFilter = (query: TicketFilter): Filter<TicketDocument> => {
  const { principal, scope, tenantUuid, state, type, name, processUuid, start, end } = query
  const createdAt = {
    ...(start === null ? {} : { $gte: start * 1000 }),
    ...(end === null ? {} : { $lt: (end + 1) * 1000 }),
  }
  return {
    keys: { $in: [...listKeysFor(principal, scope, tenantUuid)] },
    state: anyState(state),
    ...(Object.keys(createdAt).length === 0 ? {} : { createdAt }),
    ...(scope === 'todo' ? { applicant: { $ne: personKey(principal) } } : {}),
    ...(tenantUuid === null ? {} : { tenant: tenantUuid }),
    ...(type === null ? {} : { type }),
    ...(processUuid === null ? {} : { processUuid }),
    ...(name === null || name === '' ? {} : { name: { $regex: escapeRegex(name) } }),
  }
}

const NEWEST_FIRST = { createdAt: -1, _id: -1 } as const

/** One page of a list as the database is asked for it: from a cursor on, or by skipping pages; one more than is shown. */
export const pageOf = (query: TicketFilter) => {
  const all = listFilter(query)
  const cursor = query.cursor ? readCursor(query.cursor) : null
  return {
    filter: cursor === null ? all : { $and: [all, from(cursor)] },
    sort: NEWEST_FIRST,
    skip: cursor === null ? (query.pageNum - 1) * query.pageSize : 0,
    limit: query.pageSize + 1,
    projection: { view: 1, createdAt: 1 },
  }
}

/** From the cursor on in the order of the list; the first bound is for the index, the second for equal times. */
const from = ({ createdAt, uuid }: Cursor): Filter<TicketDocument> => ({
  createdAt: { $lte: createdAt },
  $or: [{ createdAt: { $lt: createdAt } }, { _id: { $lte: uuid } }],
})

/** MongoDB takes no zero character in a pattern, but its escape. */
const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('\u0000', '\\x00')
