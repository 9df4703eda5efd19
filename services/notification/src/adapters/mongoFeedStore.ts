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
 * so there is never a gap, and the unique keys refuse a place or an event that is there already. Who loses looks again.
 */
export const createMongoFeedStore = ({ db }: Pick<Store, 'db'>, now: () => number = Date.now): FeedStore => {
  const feeds = db.collection<FeedDocument>('feeds')
  const entries = db.collection<EntryDocument>('feed_entries')

  const appendFor = async (user: string, told: readonly Told[], from: number): Promise<Appended> => {
    const ids = [...new Set(told.map(idOf))]
    const noticeOf = new Map(told.map((one) => [idOf(one), one.notice]))
    let [last, missing] = [from, ids]
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const fresh = missing.map((_id, index): EntryDocument => {
        return { _id, user, seq: last + 1 + index, notice: noticeOf.get(_id) ?? '', at: new Date(now()) }
      })
      if (await insert(entries, fresh)) {
        const found = round === 0 ? fresh : await entries.find({ _id: { $in: ids } }, { sort: { seq: 1 } }).toArray()
        return { user, entries: found.map(({ seq, notice }) => ({ seq, notice })) }
      }
      // The feed's own document may lag behind; the entries do not.
      const [there, top] = await Promise.all([
        entries.distinct('_id', { _id: { $in: ids } }),
        entries.findOne({ user }, { sort: { seq: -1 } }),
      ])
      missing = ids.filter((id) => !there.includes(id))
      last = Math.max(last, top?.seq ?? 0)
    }
    throw new Error('too many writers on the same feed')
  }

  const append: FeedStore['append'] = async (told) => {
    const users = Map.groupBy(told, ({ user }) => user)
    if (users.size === 0) return []
    const heads = await feeds.find({ _id: { $in: [...users.keys()] } }).toArray()
    const lastOf = new Map(heads.map(({ _id, last }) => [_id, last]))
    const appended = await Promise.all([...users].map(([user, own]) => appendFor(user, own, lastOf.get(user) ?? 0)))
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
