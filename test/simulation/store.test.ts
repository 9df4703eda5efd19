import { randomUUID } from 'node:crypto'
import { refusal } from '@gongdan/contracts'
import { createLog } from '@gongdan/service'
import { type Aggregate, type AggregateDocument, createExecute, type Event, type Item, Relay } from '@gongdan/store'
import { expect, jest, test } from '@jest/globals'
import type { Db } from 'mongodb'
import { eventually } from '../support/eventually.ts'
import { modelDb, plainWire, type Wire } from './models/collection.ts'
import { createDatabase } from './models/database.ts'

// A busy machine takes its time.
jest.setTimeout(30_000)

const counter: Aggregate<number, Event> = {
  evolve: (count) => (count ?? 0) + 1,
  fields: (count) => ({ count }),
  nameOf: (count) => `count ${count}`,
}
const increase = (creates: boolean): Item<number, Event> => ({
  id: 'counter',
  commandId: randomUUID(),
  correlationId: 'c',
  by: null,
  creates,
  decide: (count) =>
    count === undefined && !creates ? refusal(3001, 'none', '无') : [{ type: 'increased', data: {} }],
})
const executor = (documents: Db, refusals: Db) =>
  createExecute({
    aggregate: counter,
    documents: documents.collection<AggregateDocument>('documents'),
    refusals: refusals.collection('refusals'),
    now: () => 1_700_000_000_000,
    committed: () => {},
  })

test('a command that was refused for want of its document never acts, though its copy looks for the document later', async () => {
  const database = createDatabase()
  const wire = plainWire(database)
  const held = Promise.withResolvers<void>()
  const slow: Wire = async (call) => {
    await held.promise
    return wire(call)
  }
  const first = executor(modelDb(database, wire), modelDb(database, wire))
  const second = executor(modelDb(database, slow), modelDb(database, wire))
  const command = increase(false)

  const copy = second([command])
  expect((await first([command])).results).toMatchObject([{ scode: 3001 }])
  await first([increase(true)])
  held.resolve()

  expect((await copy).results).toMatchObject([{ scode: 3001 }])
  expect(database.majority('documents').get('counter')).toMatchObject({ version: 1, count: 1 })
})

test('others have their turn between documents whose decisions take long, and only then', async () => {
  const database = createDatabase()
  const db = modelDb(database, plainWire(database))
  const decideFour = async (msEach: number): Promise<readonly number[]> => {
    let time = 0
    const execute = createExecute({
      aggregate: counter,
      documents: db.collection<AggregateDocument>('documents'),
      refusals: db.collection('refusals'),
      now: () => time,
      committed: () => {},
    })
    let turns = 0
    const turnsBefore: number[] = []
    const items = Array.from({ length: 4 }, (): Item<number, Event> => {
      const { decide, ...item } = increase(true)
      return {
        ...item,
        id: randomUUID(),
        decide: (...seen) => {
          if (turnsBefore.length === 0) others()
          turnsBefore.push(turns)
          time += msEach
          return decide(...seen)
        },
      }
    })
    const others = () => {
      turns += 1
      if (turnsBefore.length < items.length) setImmediate(others)
    }
    expect((await execute(items)).results.map(({ scode }) => scode)).toEqual([0, 0, 0, 0])
    return turnsBefore
  }
  expect(await decideFour(1)).toEqual([1, 1, 1, 1])
  expect(await decideFour(10)).toEqual([1, 1, 2, 2])
  expect(await decideFour(25)).toEqual([1, 2, 3, 4])
})

test('a document whose events this process cannot make does not keep those of others unmarked', async () => {
  const database = createDatabase()
  const wire = plainWire(database)
  const db = modelDb(database, wire)
  const documents = db.collection<AggregateDocument>('documents')
  const committed: AggregateDocument[] = []
  const execute = createExecute({
    aggregate: counter,
    documents,
    refusals: db.collection('refusals'),
    now: () => 0,
    committed: (some) => void committed.push(...some),
  })
  const sent: string[] = []
  await execute(['of a later version', 'of a later version', 'ours'].map((id) => ({ ...increase(true), id })))
  const relay = new Relay({
    aggregate: counter,
    documents,
    eventOf: ({ _id }, { seq, type, correlationId }) => {
      if (_id !== 'ours' && seq === 2) throw new Error('no such event here')
      return { id: `${_id} ${seq}`, type, correlationId, body: Buffer.from('') }
    },
    publish: async (_, events) => void sent.push(...events.map(({ id }) => id)),
    now: Date.now,
    log: createLog('test', 'silent'),
  })
  relay.send(committed)
  const relayed = (id: string) => database.majority('documents').get(id)?.relayed
  await eventually(() => expect(relayed('ours')).toBe(1), { withinMs: 20_000 })
  expect(relayed('of a later version')).toBe(0)
  expect(sent).toEqual(['ours 1'])
  await relay.stop()
})
