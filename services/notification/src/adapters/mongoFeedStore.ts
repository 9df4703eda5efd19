import { MAX_ENTRIES } from '@gongdan/contracts'
import type { Store } from '@gongdan/store'
import { type Collection, MongoBulkWriteError } from 'mongodb'
import type { Appended, FeedStore, Told } from './feedStore.ts'

interface FeedDocument {
  /** The user. */
  readonly _id: string
  /** The highest place that is taken; kept when the entries are gone, so that no place is given twice. */
  readonly last: number
}

interface EntryDocument {
  /** User and event: nobody is told of an event twice. */
  readonly _id: string
  readonly user: string
  readonly seq: number
  readonly notice: string
  readonly at: Date
}

const DUPLICATE_KEY = 11_000
const MAX_ROUNDS = 100

const idOf = ({ user, eventId }: Told): string => `${user} ${eventId}`

/**
 * Feeds in MongoDB. The insert of an entry is what takes its place: place n + 1 is only tried by who knows that n is taken,
 * so there is never a gap, and the unique keys refuse a place or an event that is there already. Who loses looks again, a
 * user at a time.
 */
export const createMongoFeedStore = ({ db }: Pick<Store, 'db'>, now: () => number = Date.now): FeedStore => {
  const feeds = db.collection<FeedDocument>('feeds')
  const entries = db.collection<EntryDocument>('feed_entries')

  /** Entries for what a user is told, in the places that follow `last`. */
  const fresh = (user: string, told: readonly Told[], last: number): readonly EntryDocument[] => {
    const at = new Date(now())
    return told.map((one, index) => ({ _id: idOf(one), user, seq: last + 1 + index, notice: one.notice, at }))
  }

  const appendFor = async (user: string, told: readonly Told[], from: number): Promise<Appended> => {
    const ids = told.map(idOf)
    let last = from
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      // The feed's own document may lag behind; the entries do not.
      const [there, top] = await Promise.all([
        entries.distinct('_id', { _id: { $in: ids } }),
        entries.findOne({ user }, { sort: { seq: -1 } }),
      ])
      last = Math.max(last, top?.seq ?? 0)
      const missing = told.filter((one) => !there.includes(idOf(one)))
      if (await insert(entries, fresh(user, missing, last))) {
        const found = await entries.find({ _id: { $in: ids } }, { sort: { seq: 1 } }).toArray()
        return { user, entries: found.map(({ seq, notice }) => ({ seq, notice })) }
      }
    }
    throw new Error('too many writers on the same feed')
  }

  const append: FeedStore['append'] = async (told) => {
    const users = Map.groupBy(new Map(told.map((one) => [idOf(one), one])).values(), ({ user }) => user)
    if (users.size === 0) return []
    const heads = await feeds.find({ _id: { $in: [...users.keys()] } }).toArray()
    const lastOf = new Map(heads.map(({ _id, last }) => [_id, last]))
    const all = [...users].map(([user, own]) => ({ user, entries: fresh(user, own, lastOf.get(user) ?? 0) }))
    // As a rule nobody else appends and nothing is repeated: then one insert does for everybody.
    const appended = (await insert(
      entries,
      all.flatMap(({ entries }) => entries),
    ))
      ? all
      : await Promise.all([...users].map(([user, own]) => appendFor(user, own, lastOf.get(user) ?? 0)))
    await feeds.bulkWrite(
      appended.map(({ user, entries }) => {
        const last = entries.at(-1)?.seq ?? 0
        return { updateOne: { filter: { _id: user }, update: { $max: { last } }, upsert: true } }
      }),
      { ordered: false },
    )
    return appended
  }

  const read: FeedStore['read'] = async (asked) => {
    const heads = await feeds.find({ _id: { $in: asked.map(({ user }) => user) } }).toArray()
    const lastOf = new Map(heads.map(({ _id, last }) => [_id, last]))
    return Promise.all(
      asked.map(async ({ user, after }) => {
        const last = lastOf.get(user) ?? 0
        if (after === null || after >= last) return { last, entries: [] }
        const next = { user, seq: { $gt: after, $lte: last } }
        const found = await entries.find(next, { sort: { seq: 1 }, limit: MAX_ENTRIES }).toArray()
        return { last, entries: found.map(({ seq, notice }) => ({ seq, notice })) }
      }),
    )
  }

  return { append, read }
}

/** Inserts in order, up to the first that its place or its event is there already; whether all went in. */
const insert = async (entries: Collection<EntryDocument>, fresh: readonly EntryDocument[]): Promise<boolean> => {
  if (fresh.length === 0) return true
  try {
    await entries.insertMany(fresh, { ordered: true })
    return true
  } catch (fault) {
    const errors = fault instanceof MongoBulkWriteError ? [fault.writeErrors].flat() : []
    if (errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE_KEY)) throw fault
    return false
  }
}
