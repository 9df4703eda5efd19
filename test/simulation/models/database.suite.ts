import { describe, expect, test } from '@jest/globals'
import type { Collection, Db } from 'mongodb'
import { markSent } from '../../../libs/store/src/relay.ts'

interface Doc {
  readonly _id: string
  readonly version: number
  readonly relayed?: number
  readonly unrelayedSince?: Date
  readonly history?: readonly { readonly commandId: string }[]
  readonly answered?: readonly { readonly commandId: string }[]
  readonly outcomes?: Readonly<Record<string, number>>
}

const at = (ms: number) => new Date(1_000_000 + ms)
const unordered = { ordered: false }

/** What the product expects of a database: the same of the real one and of the model. `open` gives an empty database. */
export const databaseSuite = (where: string, open: () => Promise<Db>) => {
  const start = async (...docs: Doc[]): Promise<Collection<Doc>> => {
    const documents = (await open()).collection<Doc>('documents')
    if (docs.length > 0) await documents.insertMany(docs, unordered)
    return documents
  }
  const guarded = (_id: string, version: number, ...mine: string[]) => ({
    updateOne: {
      filter: { _id, version, 'answered.commandId': { $nin: mine } },
      update: {
        $set: { version: version + 1 },
        $push: { history: { $each: [{ commandId: 'new' }] } },
        $min: { unrelayedSince: at(5) },
      },
    },
  })

  describe(`a database (${where})`, () => {
    test('counts the updates whose version was right, and does only these', async () => {
      const documents = await start({ _id: 'a', version: 1 }, { _id: 'b', version: 2 })
      const result = await documents.bulkWrite([guarded('a', 1), guarded('b', 1), guarded('c', 1)], unordered)
      expect([result.matchedCount, result.insertedCount]).toEqual([1, 0])
      expect(await documents.findOne({ _id: 'a' })).toEqual({
        _id: 'a',
        version: 2,
        history: [{ commandId: 'new' }],
        unrelayedSince: at(5),
      })
      expect(await documents.findOne({ _id: 'b' })).toEqual({ _id: 'b', version: 2 })
      expect(await documents.findOne({ _id: 'c' })).toBeNull()
    })

    test('finds a command among the answered ones', async () => {
      const documents = await start({ _id: 'a', version: 1, answered: [{ commandId: 'x' }, { commandId: 'y' }] })
      expect((await documents.bulkWrite([guarded('a', 1, 'z', 'y')], unordered)).matchedCount).toBe(0)
      expect((await documents.bulkWrite([guarded('a', 1, 'z')], unordered)).matchedCount).toBe(1)
    })

    test('says which inserts were too late, and does the others', async () => {
      const documents = await start({ _id: 'b', version: 1 })
      const inserts = ['a', 'b', 'c'].map((_id) => ({ insertOne: { document: { _id, version: 0 } } }))
      await expect(documents.bulkWrite([...inserts, guarded('b', 1)], unordered)).rejects.toMatchObject({
        name: 'MongoBulkWriteError',
        writeErrors: [{ index: 1, code: 11_000 }],
      })
      const found = await documents.find({ _id: { $in: ['a', 'b', 'c', 'd'] } }).toArray()
      expect(found.map(({ _id, version }) => [_id, version]).toSorted()).toEqual([
        ['a', 0],
        ['b', 2],
        ['c', 0],
      ])
    })

    test('inserts what is new of many', async () => {
      const documents = await start({ _id: 'a', version: 1 })
      const both = [
        { _id: 'a', version: 2 },
        { _id: 'b', version: 2 },
      ]
      await expect(documents.insertMany(both, unordered)).rejects.toMatchObject({
        name: 'MongoBulkWriteError',
        writeErrors: [{ index: 0, code: 11_000 }],
      })
      expect((await documents.findOne({ _id: 'a' }))?.version).toBe(1)
      expect((await documents.findOne({ _id: 'b' }))?.version).toBe(2)
    })

    test('keeps the last of what is pushed', async () => {
      const documents = await start({ _id: 'a', version: 1, answered: [{ commandId: '1' }, { commandId: '2' }] })
      const $push = { answered: { $each: [{ commandId: '3' }, { commandId: '4' }], $slice: -3 } }
      await documents.bulkWrite([{ updateOne: { filter: { _id: 'a' }, update: { $push } } }], unordered)
      const { answered = [] } = (await documents.findOne({ _id: 'a' })) ?? {}
      expect(answered.map(({ commandId }) => commandId)).toEqual(['2', '3', '4'])
    })

    test('leaves an earlier time, and takes an earlier one', async () => {
      const documents = await start({ _id: 'a', version: 1, unrelayedSince: at(3) })
      await documents.bulkWrite([guarded('a', 1)], unordered)
      expect((await documents.findOne({ _id: 'a' }))?.unrelayedSince).toEqual(at(3))
      const earlier = { updateOne: { filter: { _id: 'a' }, update: { $min: { unrelayedSince: at(1) } } } }
      await documents.bulkWrite([earlier], unordered)
      expect((await documents.findOne({ _id: 'a' }))?.unrelayedSince).toEqual(at(1))
    })

    test('marks only what has nothing newer', async () => {
      const documents = await start(
        { _id: 'a', version: 2, unrelayedSince: at(0) },
        { _id: 'b', version: 3, unrelayedSince: at(0) },
      )
      const marks = [markSent('a', 2), markSent('b', 2)].map((updateOne) => ({ updateOne }))
      await documents.bulkWrite(marks, { ...unordered, writeConcern: { w: 1 } })
      // Whoever waits for no majority may have to wait for it to see what was written.
      await documents.bulkWrite([{ insertOne: { document: { _id: 'c', version: 0 } } }], unordered)
      expect(await documents.findOne({ _id: 'a' })).toEqual({ _id: 'a', version: 2, relayed: 2 })
      expect((await documents.findOne({ _id: 'b' }))?.unrelayedSince).toEqual(at(0))
    })

    test('gives what waits longest first, and not what does not wait', async () => {
      const documents = await start(
        { _id: 'a', version: 1, unrelayedSince: at(3) },
        { _id: 'b', version: 1 },
        { _id: 'c', version: 1, unrelayedSince: at(1) },
        { _id: 'd', version: 1, unrelayedSince: at(9) },
        { _id: 'e', version: 1, unrelayedSince: at(2) },
      )
      const left = documents
        .find({ unrelayedSince: { $lt: at(9) } })
        .sort({ unrelayedSince: 1 })
        .limit(2)
      expect((await left.toArray()).map(({ _id }) => _id)).toEqual(['c', 'e'])
    })

    test('makes a document or adds to it, by one write', async () => {
      const documents = await start()
      const put = (name: string, n: number) =>
        documents.updateOne(
          { _id: 'a' },
          { $setOnInsert: { version: n }, $set: { [`outcomes.${name}`]: n }, $unset: { relayed: '' } },
          { upsert: true },
        )
      await put('x', 1)
      await put('y', 2)
      expect(await documents.findOne({ _id: 'a' })).toEqual({ _id: 'a', version: 1, outcomes: { x: 1, y: 2 } })
    })

    test('takes one of those that are due, the one due longest, and gives it as it is then', async () => {
      const documents = await start(
        { _id: 'a', version: 1, unrelayedSince: at(2) },
        { _id: 'b', version: 1, unrelayedSince: at(1) },
        { _id: 'c', version: 1 },
      )
      const take = () =>
        documents.findOneAndUpdate(
          { unrelayedSince: { $lte: at(2) } },
          { $set: { unrelayedSince: at(9) }, $inc: { version: 1 } },
          { sort: { unrelayedSince: 1 }, returnDocument: 'after' },
        )
      expect(await take()).toEqual({ _id: 'b', version: 2, unrelayedSince: at(9) })
      expect((await take())?._id).toBe('a')
      expect(await take()).toBeNull()
    })

    test('says that an id is taken, and lets go of what has no such field', async () => {
      const documents = await start({ _id: 'a', version: 1, relayed: 1 })
      await expect(documents.insertOne({ _id: 'a', version: 2 })).rejects.toMatchObject({ code: 11_000 })
      const release = async () =>
        (await documents.deleteOne({ _id: 'a', version: 1, relayed: { $exists: false } })).deletedCount
      expect(await release()).toBe(0)
      await documents.updateOne({ _id: 'a' }, { $unset: { relayed: '' } })
      expect(await release()).toBe(1)
      expect(await documents.findOne({ _id: 'a' })).toBeNull()
    })
  })
}
