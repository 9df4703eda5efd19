import { MAX_ANSWERED, markPublished } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import type { Collection, Db } from 'mongodb'
import { guardedUpdate } from '../../../libs/store/src/pendingWrite.ts'
import { updateEach } from '../../../libs/store/src/updateEach.ts'

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
  const whole = (_id: string, version: number): Doc => ({ _id, version, history: [], answered: [] })
  const decided = (_id: string, version: number, ...commandIds: string[]) => ({
    _id,
    version,
    commandIds,
    set: { version: version + 1 },
    spilled: 0,
    kept: 0,
    events: [{ commandId: 'new' }],
    answered: [],
    since: at(5),
  })

  describe(`a database (${where})`, () => {
    test('counts the updates whose version was right, and does only these', async () => {
      const documents = await start(whole('a', 1), whole('b', 2))
      const decisions = [decided('a', 1), decided('b', 1), decided('c', 1)]
      expect(await updateEach(documents, decisions, guardedUpdate)).toBe(1)
      expect(await documents.findOne({ _id: 'a' })).toEqual({
        _id: 'a',
        version: 2,
        history: [{ commandId: 'new' }],
        answered: [],
        unrelayedSince: at(5),
      })
      expect(await documents.findOne({ _id: 'b' })).toEqual(whole('b', 2))
      expect(await documents.findOne({ _id: 'c' })).toBeNull()
    })

    test('gives the size of a list without the list', async () => {
      const documents = await start({ ...whole('a', 1), answered: [{ commandId: 'one' }, { commandId: 'two' }] })
      const projection = { size: { $size: '$answered' } }
      expect(await documents.findOne({ _id: 'a' }, { projection })).toMatchObject({ _id: 'a', size: 2 })
      expect(await documents.findOne({ _id: 'b' }, { projection })).toBeNull()
    })

    test('gives each value of a field once, and none where it is missing', async () => {
      const one = (_id: string, more: object): Doc => ({ ...whole(_id, 1), ...more })
      const documents = await start(one('a', { p: 'x' }), one('b', { p: 'x' }), one('c', { p: 'y' }), one('d', {}))
      expect((await documents.distinct('p', { _id: { $in: ['a', 'b', 'd'] } })).toSorted()).toEqual(['x'])
    })

    test('finds a command among the answered ones', async () => {
      const documents = await start({ ...whole('a', 1), answered: [{ commandId: 'x' }, { commandId: 'y' }] })
      expect(await updateEach(documents, [decided('a', 1, 'z', 'y')], guardedUpdate)).toBe(0)
      expect(await updateEach(documents, [decided('a', 1, 'z')], guardedUpdate)).toBe(1)
    })

    test('takes nothing that is written for an expression', async () => {
      const documents = await start(whole('a', 1))
      const commandId = '$version'
      const written = { ...decided('a', 1), events: [{ commandId, data: { $literal: '$$ROOT' } }] }
      expect(await updateEach(documents, [written], guardedUpdate)).toBe(1)
      expect((await documents.findOne({ _id: 'a' }))?.history).toEqual(written.events)
    })

    test('says which inserts were too late, and does the others', async () => {
      const documents = await start({ _id: 'b', version: 1 })
      const inserts = ['a', 'b', 'c'].map((_id) => ({ _id, version: 0 }))
      await expect(documents.insertMany(inserts, unordered)).rejects.toMatchObject({
        name: 'MongoBulkWriteError',
        writeErrors: [{ index: 1, code: 11_000 }],
      })
      const found = await documents.find({ _id: { $in: ['a', 'b', 'c', 'd'] } }).toArray()
      expect(found.map(({ _id, version }) => [_id, version]).toSorted()).toEqual([
        ['a', 0],
        ['b', 1],
        ['c', 0],
      ])
    })

    test('keeps the last of the answers', async () => {
      const answers = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, n) => ({ commandId: String(from + n) }))
      const documents = await start({ ...whole('a', 1), answered: answers(0, MAX_ANSWERED) })
      const refused = { ...decided('a', 1), set: { version: 1 }, events: [], answered: answers(MAX_ANSWERED, 202) }
      const { since: _, ...refusals } = refused
      expect(await updateEach(documents, [refusals], guardedUpdate)).toBe(1)
      const found = await documents.findOne({ _id: 'a' })
      expect(found).toEqual({ ...whole('a', 1), answered: answers(2, 202) })
    })

    test('leaves the time since when something waits', async () => {
      const documents = await start({ ...whole('a', 1), unrelayedSince: at(3) })
      await updateEach(documents, [decided('a', 1)], guardedUpdate)
      expect((await documents.findOne({ _id: 'a' }))?.unrelayedSince).toEqual(at(3))
    })

    test('marks only what has nothing newer', async () => {
      const documents = await start(
        { _id: 'a', version: 2, unrelayedSince: at(0) },
        { _id: 'b', version: 3, unrelayedSince: at(0) },
      )
      await markPublished(documents, [
        { _id: 'a', version: 2 },
        { _id: 'b', version: 2 },
      ])
      // A write without majority is not at once visible to a majority read.
      await documents.insertOne({ _id: 'c', version: 0 })
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
          { $setOnInsert: { version: n, list: [] }, $set: { [`outcomes.${name}`]: n }, $unset: { relayed: '' } },
          { upsert: true },
        )
      await put('x', 1)
      await put('y', 2)
      await documents.updateOne({ _id: 'a' }, { $push: { list: { $each: [3, 4] } } } as never)
      expect(await documents.findOne({ _id: 'a' })).toEqual({
        _id: 'a',
        version: 1,
        outcomes: { x: 1, y: 2 },
        list: [3, 4],
      })
    })

    test('takes one of those that are due, the one due longest, and gives it as it is then', async () => {
      const documents = await start(
        { _id: 'a', version: 1, unrelayedSince: at(2) },
        { _id: 'b', version: 1, unrelayedSince: at(1) },
        { _id: 'c', version: 1 },
        { _id: 'd', version: 7, unrelayedSince: at(0) },
      )
      const take = () =>
        documents.findOneAndUpdate(
          { unrelayedSince: { $lte: at(2) }, version: { $nin: [7, 8] } },
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
