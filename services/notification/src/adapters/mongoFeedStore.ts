import { type FeedEntry, MAX_ENTRIES } from '@gongdan/contracts'
import { isDuplicateKey, type Store } from '@gongdan/store'
import type { Collection } from 'mongodb'
import {
  type AppendedEntries,
  type FeedNotice,
  type FeedStore,
  listenedForMs,
  MAX_READ_BYTES,
} from '../domain/ports.ts'

interface FeedDocument {
  /** The user. */
  readonly _id: string
  /** The highest number in use; kept when the entries have expired, so that no number is used twice. */
  readonly last: number
  /** When the user was last seen to listen, within `MARKED_MS`. */
  readonly heardAt?: Date
}

interface EntryDocument {
  /** User and event: a user is notified of an event once. */
  readonly _id: string
  readonly user: string
  readonly seq: number
  readonly notice: string
  readonly role: string | null
  readonly at: Date
}

const MAX_ATTEMPTS = 100
const MAX_KNOWN = 10_000
const KNOWN_MS = 60_000
const MARKED_MS = 3_600_000
/** Entries that are read at a time of each feed, so that not all of a hundred feeds are in memory before they are measured. */
const READ_TOGETHER = 10

const idOf = ({ user, eventId }: FeedNotice): string => `${user} ${eventId}`

/**
 * Feeds in MongoDB. Inserting an entry takes its number: n + 1 is only tried when n is known to be in use, so there is no gap,
 * and the unique keys refuse a number or an event that is there already. A lost race is tried again, a user at a time.
 */
export const createMongoFeedStore = ({ db }: Pick<Store, 'db'>, now: () => number = Date.now): FeedStore => {
  const feeds = db.collection<FeedDocument>('feeds')
  const entries = db.collection<EntryDocument>('feed_entries')
  /**
   * The highest numbers as this process has just seen them. One that is behind makes the insert fail, which looks anew: it is
   * used for less time than an entry stays.
   */
  const known = new Map<string, { readonly last: number; readonly at: number }>()
  const knownLast = (user: string): number | undefined => {
    const seen = known.get(user)
    return seen !== undefined && now() - seen.at < KNOWN_MS ? seen.last : undefined
  }

  /** Entries for a user's notices, with the numbers that follow `last`. */
  const fresh = (user: string, notices: readonly FeedNotice[], last: number): readonly EntryDocument[] => {
    const at = new Date(now())
    return notices.map((one, index) => ({
      _id: idOf(one),
      user,
      seq: last + 1 + index,
      notice: one.notice,
      role: one.role,
      at,
    }))
  }

  const appendFor = async (user: string, notices: readonly FeedNotice[], from: number): Promise<AppendedEntries> => {
    const ids = notices.map(idOf)
    let last = from
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      // The feed's own document may lag behind; the entries do not.
      const [existing, top] = await Promise.all([
        entries.distinct('_id', { _id: { $in: ids } }),
        entries.findOne({ user }, { sort: { seq: -1 } }),
      ])
      last = Math.max(last, top?.seq ?? 0)
      const missing = notices.filter((one) => !existing.includes(idOf(one)))
      if (await insert(entries, fresh(user, missing, last))) {
        const found = await entries.find({ _id: { $in: ids } }, { sort: { seq: 1 } }).toArray()
        return { user, entries: found.map(({ seq, notice, role }) => ({ seq, notice, role })) }
      }
    }
    throw new Error('too many writers on the same feed')
  }

  const append: FeedStore['append'] = async (notices) => {
    const users = Map.groupBy(new Map(notices.map((one) => [idOf(one), one])).values(), ({ user }) => user)
    if (users.size === 0) return []
    const unknown = [...users.keys()].filter((user) => knownLast(user) === undefined)
    const heads = unknown.length === 0 ? [] : await feeds.find({ _id: { $in: unknown } }).toArray()
    const found = new Map(heads.map(({ _id, last }) => [_id, last]))
    const lastOf = (user: string): number => knownLast(user) ?? found.get(user) ?? 0
    const all = [...users].map(([user, own]) => ({ user, entries: fresh(user, own, lastOf(user)) }))
    // Usually no other process appends and nothing is repeated: then one insert does for all users.
    const appended = (await insert(
      entries,
      all.flatMap(({ entries }) => entries),
    ))
      ? all
      : await Promise.all([...users].map(([user, own]) => appendFor(user, own, lastOf(user))))
    if (known.size + users.size > MAX_KNOWN) known.clear()
    for (const { user, entries } of appended) {
      known.set(user, { last: Math.max(lastOf(user), entries.at(-1)?.seq ?? 0), at: now() })
    }
    await feeds.bulkWrite(
      appended.map(({ user, entries }) => {
        const last = entries.at(-1)?.seq ?? 0
        return { updateOne: { filter: { _id: user }, update: { $max: { last } }, upsert: true } }
      }),
      { ordered: false },
    )
    return appended
  }

  const listening: FeedStore['listening'] = async (users) => {
    if (users.length === 0) return new Set()
    const heard = { _id: { $in: [...users] }, heardAt: { $gt: new Date(now() - listenedForMs) } }
    return new Set(
      await feeds
        .find(heard, { projection: { _id: 1 } })
        .map(({ _id }) => _id)
        .toArray(),
    )
  }

  /** When this process has last noted that a user listens: streams read every 30 s, which is not written each time. */
  const marked = new Map<string, number>()
  const mark = async (users: readonly string[]): Promise<void> => {
    const due = users.filter((user) => now() - (marked.get(user) ?? 0) >= MARKED_MS)
    if (due.length === 0) return
    const over = new Date(now() - listenedForMs)
    const hadStopped = { $and: [{ $eq: [{ $type: '$heardAt' }, 'date'] }, { $lte: ['$heardAt', over] }] }
    const last = { $add: [{ $ifNull: ['$last', 0] }, { $cond: [hadStopped, 1, 0] }] }
    const update = [{ $set: { last, heardAt: new Date(now()) } }]
    await feeds.bulkWrite(
      due.map((_id) => ({ updateOne: { filter: { _id }, update, upsert: true } })),
      { ordered: false },
    )
    if (marked.size + due.length > MAX_KNOWN) marked.clear()
    for (const user of due) marked.set(user, now())
  }

  /** The entries behind one and up to another: the first, and what follows as long as it is not more than so many bytes. */
  const readBetween = async (user: string, after: number, last: number, mostBytes: number): Promise<FeedEntry[]> => {
    const between = { user, seq: { $gt: after, $lte: last } }
    const found = entries.find(between, { sort: { seq: 1 }, limit: MAX_ENTRIES, batchSize: READ_TOGETHER })
    const page: FeedEntry[] = []
    let bytes = 0
    for await (const { seq, notice, role } of found) {
      bytes += Buffer.byteLength(notice)
      if (page.length > 0 && bytes > mostBytes) break
      page.push({ seq, notice, role })
    }
    return page
  }

  const read: FeedStore['read'] = async (asked) => {
    await mark([...new Set(asked.map(({ user }) => user))])
    const heads = await feeds.find({ _id: { $in: asked.map(({ user }) => user) } }).toArray()
    const lastOf = new Map(heads.map(({ _id, last }) => [_id, last]))
    return Promise.all(
      asked.map(async ({ user, after }) => {
        const last = lastOf.get(user) ?? 0
        if (after === null || after >= last) return { last, entries: [] }
        return { last, entries: await readBetween(user, after, last, MAX_READ_BYTES / asked.length) }
      }),
    )
  }

  return { append, listening, read }
}

/** Inserts in order, up to the first whose number or event is there already. Gives whether all were inserted. */
const insert = async (entries: Collection<EntryDocument>, fresh: readonly EntryDocument[]): Promise<boolean> => {
  if (fresh.length === 0) return true
  try {
    await entries.insertMany(fresh, { ordered: true })
    return true
  } catch (fault) {
    if (!isDuplicateKey(fault)) throw fault
    return false
  }
}
