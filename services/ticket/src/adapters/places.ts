import type { Store } from '@gongdan/store'

/** A place under a limit, under the id of what has it. */
interface Place {
  readonly id: string
  readonly start: Date
  readonly end: Date
}

interface PlacesDocument {
  readonly _id: string
  readonly taken: readonly Place[]
}

/** A limit of things that exist at the same time. */
export interface PlaceLimit {
  /** What it is a limit of: a person, a ticket. */
  readonly key: string
  readonly most: number
  /** Places of what there was before the limit was first asked for. */
  readonly initial: () => Promise<readonly Place[]>
  /** Which of these things are over, or were never made because they were refused. */
  readonly over: (ids: readonly string[]) => Promise<readonly string[]>
}

/** One document holds so many places at most, at whatever times they are: it must not grow without end. */
const MOST_TAKEN = 1_000

/**
 * Places under limits, taken before the thing is made: who counts first and writes afterwards passes a limit together with others
 * that do the same. Places are given back by being found over when there is none left, so no write has to follow when a thing
 * ends, and a process that dies in between leaves no place taken for ever: its command comes again, under the same id.
 */
export const createPlaces = ({ db }: Pick<Store, 'db'>) => {
  const documents = db.collection<PlacesDocument>('places')
  return {
    /** Whether the thing has a place now; true again for one that has. */
    take: async ({ key, most, initial, over }: PlaceLimit, { id, start, end }: Place): Promise<boolean> => {
      if ((await documents.findOne({ _id: key }, { projection: { _id: 1 } })) === null) {
        await documents.updateOne({ _id: key }, { $setOnInsert: { taken: await initial() } }, { upsert: true })
      }
      const ofOthers = { $filter: { input: '$taken', as: 'one', cond: { $ne: ['$$one.id', { $literal: id }] } } }
      const overlapping = {
        $filter: {
          input: '$taken',
          as: 'one',
          cond: { $and: [{ $lt: ['$$one.start', end] }, { $gt: ['$$one.end', start] }] },
        },
      }
      const isFree = {
        $and: [{ $lt: [{ $size: overlapping }, most] }, { $lt: [{ $size: '$taken' }, MOST_TAKEN] }],
      }
      for (;;) {
        const { matchedCount } = await documents.updateOne({ _id: key, $or: [{ 'taken.id': id }, { $expr: isFree }] }, [
          { $set: { taken: { $concatArrays: [ofOthers, { $literal: [{ id, start, end }] }] } } },
        ])
        if (matchedCount === 1) return true
        const taken = (await documents.findOne({ _id: key }))?.taken ?? []
        const now = Date.now()
        const past = taken.filter((one) => one.end.getTime() <= now).map((one) => one.id)
        const ended = [...past, ...(await over(taken.map((one) => one.id)))]
        if (ended.length === 0) return false
        await documents.updateOne({ _id: key }, { $pull: { taken: { id: { $in: ended } } } })
      }
    },
  }
}
