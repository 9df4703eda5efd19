import { randomUUID } from 'node:crypto'
import { refusal } from '@gongdan/contracts'
import {
  type Aggregate,
  type AggregateDocument,
  brokenAt,
  connect,
  createExecute,
  type Event,
  type Item,
  type RefusalDocument,
  Relay,
  type Store,
} from '@gongdan/store'
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Collection } from 'mongodb'
import pino from 'pino'
import { eventually } from '../../support/eventually.ts'

// A busy machine takes its time.
jest.setTimeout(30_000)

interface Increased extends Event {
  readonly type: 'increased'
  readonly data: { readonly by: number }
}

const counter: Aggregate<number, Increased> = {
  evolve: (count, event) => (count ?? 0) + event.data.by,
  fields: (count) => ({ count }),
  nameOf: (count) => `count ${count}`,
}

let store: Store
let documents: Collection<AggregateDocument<Increased>>
let refusals: Collection<RefusalDocument>
let committed: AggregateDocument<Increased>[]
const now = () => 1_700_000_000_000

beforeAll(async () => {
  store = await connect(process.env.MONGODB_URL ?? '', `aggregate_${randomUUID().slice(0, 8)}`)
})
afterAll(async () => {
  await store.db.dropDatabase()
  await store.close()
})
beforeEach(() => {
  const name = randomUUID()
  documents = store.db.collection(`counters-${name}`)
  refusals = store.db.collection(`refusals-${name}`)
  committed = []
})

const executor = () =>
  createExecute({ aggregate: counter, documents, refusals, now, committed: (some) => committed.push(...some) })

const ask = (id: string, most: number, more: Partial<Item<number, Increased>> = {}): Item<number, Increased> => ({
  id,
  commandId: randomUUID(),
  correlationId: 'c',
  by: null,
  creates: false,
  decide: (count) => {
    if (count === undefined && !(more.creates ?? false)) return refusal(3001, 'none', '无')
    return (count ?? 0) >= most ? refusal(3002, `at ${count}`, `${count}`) : [{ type: 'increased', data: { by: 1 } }]
  },
  ...more,
})

describe('deciding on documents in MongoDB', () => {
  test('of many that decide at once exactly as many win as may, and every one is answered truly', async () => {
    const id = randomUUID()
    await executor()([ask(id, 1, { creates: true })])
    const all = await Promise.all(Array.from({ length: 32 }, () => executor()([ask(id, 8)])))
    const scodes = all.flatMap(({ results }) => results.map((answer) => answer.scode))
    expect(scodes.filter((scode) => scode === 0)).toHaveLength(7)
    expect(scodes.filter((scode) => scode === 3002)).toHaveLength(25)
    const document = await documents.findOne({ _id: id })
    expect(document).toMatchObject({ version: 8, count: 8 })
    expect(brokenAt(document?.history ?? [])).toBeNull()
  })

  test('copies of one command, however many at once, take effect once and get one answer', async () => {
    const id = randomUUID()
    await executor()([ask(id, 1, { creates: true })])
    const command = ask(id, 100)
    const all = await Promise.all(Array.from({ length: 16 }, () => executor()([command, command])))
    expect(new Set(all.map(({ results }) => JSON.stringify(results[0]))).size).toBe(1)
    expect(await documents.findOne({ _id: id })).toMatchObject({ version: 2 })
  })

  test('a refused command cannot act later, when it would be allowed', async () => {
    const id = randomUUID()
    await executor()([ask(id, 1, { creates: true })])
    const command = ask(id, 1)
    expect((await executor()([command])).results).toMatchObject([{ scode: 3002 }])
    const allowed = { ...command, decide: ask(id, 100).decide }
    expect((await executor()([allowed])).results).toMatchObject([{ scode: 3002, desc: { en: 'at 1', cn: '1' } }])
    expect(await documents.findOne({ _id: id })).toMatchObject({ version: 1 })
  })

  test('a refused command cannot act after any number of other refusals, also if it was to create', async () => {
    const id = randomUUID()
    const creation = ask(id, 0, { creates: true })
    await executor()([creation])
    await executor()([ask(id, 1, { creates: true })])
    const command = ask(id, 1)
    await executor()([command])
    const others = Array.from({ length: 300 }, () => ask(id, 1))
    for (let from = 0; from < others.length; from += 100) await executor()(others.slice(from, from + 100))
    expect((await documents.findOne({ _id: id }))?.answered).toHaveLength(200)
    for (const one of [command, creation, ...others.slice(0, 50)]) {
      const replayed = { ...one, decide: ask(id, 100).decide }
      expect((await executor()([replayed])).results).toMatchObject([{ scode: 3002 }])
    }
    expect(await documents.findOne({ _id: id })).toMatchObject({ version: 1, spilled: 102 })
  })

  test('a copy that looked before its refusal left the document does not act', async () => {
    const id = randomUUID()
    await executor()([ask(id, 1, { creates: true })])
    const command = ask(id, 1)
    const hasLooked = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const late = createExecute({
      aggregate: counter,
      documents,
      refusals: {
        find: (filter: object) => ({
          toArray: async () => {
            const found = await refusals.find(filter).toArray()
            hasLooked.resolve()
            await held.promise
            return found
          },
        }),
      } as unknown as typeof refusals,
      now,
      committed: () => {},
    })
    // It would be allowed, and has seen the refusal neither in the document nor among those that left it.
    const copy = late([{ ...command, decide: ask(id, 100).decide }])
    await hasLooked.promise
    await executor()([command])
    await executor()(Array.from({ length: 250 }, () => ask(id, 1)))
    held.resolve()
    expect((await copy).results).toMatchObject([{ scode: 3002 }])
    expect(await documents.findOne({ _id: id })).toMatchObject({ version: 1 })
  })

  test('a command that found no document is refused for good, also once there is one', async () => {
    const id = randomUUID()
    const early = ask(id, 100)
    expect((await executor()([early])).results).toMatchObject([{ scode: 3001 }])
    await executor()([ask(id, 1, { creates: true })])
    expect((await executor()([early])).results).toMatchObject([{ scode: 3001 }])
    expect(await documents.findOne({ _id: id })).toMatchObject({ version: 1 })
  })

  test('a command that took effect is answered so, though a copy of it had found no document and its entry is superseded', async () => {
    const id = randomUUID()
    const replacing = () =>
      createExecute({
        aggregate: { ...counter, supersedes: () => true },
        documents,
        refusals,
        now,
        committed: () => {},
      })
    await replacing()([ask(id, 1, { creates: true })])
    const command = ask(id, 100)
    expect((await replacing()([command])).results).toMatchObject([{ scode: 0 }])
    // Its copy is that slow: it has looked long before, and notes only now what it saw.
    await refusals.insertOne({
      _id: command.commandId,
      commandId: command.commandId,
      scode: 3001,
      desc: '',
      name: '',
      at: new Date(now()),
    })
    await documents.updateOne({ _id: id }, { $set: { relayed: 2 } })
    await replacing()([ask(id, 100)])
    expect((await documents.findOne({ _id: id }))?.history.map(({ seq }) => seq)).toEqual([1, 3])
    expect((await replacing()([command])).results).toMatchObject([{ scode: 0 }])
  })

  test('a refused creation stays refused', async () => {
    const id = randomUUID()
    const command = ask(id, 0, { creates: true })
    expect((await executor()([command])).results).toMatchObject([{ scode: 3002 }])
    const allowed = { ...command, decide: ask(id, 5, { creates: true }).decide }
    expect((await executor()([allowed])).results).toMatchObject([{ scode: 3002 }])
    expect(await documents.findOne({ _id: id })).toMatchObject({ version: 0, history: [] })
  })

  test('an item with a fault of its own does not keep the others from being decided', async () => {
    const broken = ask(randomUUID(), 1, {
      creates: true,
      decide: () => {
        throw new Error('broken')
      },
    })
    const { results, faults } = await executor()([ask(randomUUID(), 1, { creates: true }), broken])
    expect(results).toMatchObject([{ scode: 0 }])
    expect(faults).toMatchObject([{ commandId: broken.commandId }])
  })

  test('an item that cannot be written does not keep the others from it', async () => {
    const [small, large] = [randomUUID(), randomUUID()]
    await executor()([ask(small, 1, { creates: true }), ask(large, 1, { creates: true })])
    // Sixteen MiB is the most that MongoDB takes, and nearly that is there already.
    const filler = 'x'.repeat(16 * 1024 * 1024 - 2_048)
    await documents.updateOne({ _id: large }, { $set: { filler } } as never)
    const tooMuch = ask(large, 2, { by: { userUuid: 'x'.repeat(4_096), userName: '', tenantUuid: '', tenantName: '' } })
    const fine = ask(small, 2)
    const { results, faults } = await executor()([fine, tooMuch])
    expect(results).toMatchObject([{ commandId: fine.commandId, scode: 0 }])
    expect(faults).toMatchObject([{ commandId: tooMuch.commandId }])
    expect(await documents.findOne({ _id: small })).toMatchObject({ version: 2, count: 2 })
    expect(await documents.findOne({ _id: large }, { projection: { version: 1 } })).toMatchObject({ version: 1 })
  })
})

describe('the relay', () => {
  /** Marks are written without waiting for a majority, so a majority read may see them a moment later. */
  const marked = (id: string, mark: object) =>
    eventually(async () => expect(await documents.findOne({ _id: id })).toMatchObject(mark), { withinMs: 20_000 })

  const relayTo = (sent: string[], fails: () => boolean = () => false) =>
    new Relay({
      aggregate: counter,
      documents,
      eventOf: (document, event, count) => ({
        id: `${document._id}/${event.seq}`,
        type: `at ${count}`,
        correlationId: event.correlationId,
        body: Buffer.alloc(0),
      }),
      publish: async (_, events) => {
        if (fails()) throw new Error('no broker')
        sent.push(...events.map((event) => event.id))
      },
      now: () => now() + 10_000,
      log: pino({ enabled: false }),
    })

  test('sends what was committed in order, then marks it as sent', async () => {
    const id = randomUUID()
    await executor()([ask(id, 9, { creates: true }), ask(id, 9), ask(id, 9)])
    const sent: string[] = []
    const relay = relayTo(sent)
    relay.send(committed)
    await relay.stop()
    expect(sent).toEqual([`${id}/1`, `${id}/2`, `${id}/3`])
    await marked(id, { relayed: 3, version: 3 })
    expect(await documents.countDocuments({ unrelayedSince: { $exists: true } } as never)).toBe(0)
  })

  test('sweeps up what a crashed process left, though there was nothing to sweep before', async () => {
    const id = randomUUID()
    const sent: string[] = []
    const relay = relayTo(sent)
    expect(await relay.sweep()).toBe(0)
    await executor()([ask(id, 9, { creates: true })])
    expect(await relay.sweep()).toBe(10_000)
    await marked(id, { relayed: 1 })
    expect(await relay.sweep()).toBe(0)
    expect(sent).toEqual([`${id}/1`])
    await relay.stop()
  })

  test('marks nothing that the broker did not confirm', async () => {
    const id = randomUUID()
    await executor()([ask(id, 9, { creates: true }), ask(id, 9)])
    const sent: string[] = []
    let calls = 0
    const relay = relayTo(sent, () => ++calls === 2)
    relay.send(committed)
    await relay.stop()
    expect(sent).toEqual([`${id}/1`])
    await marked(id, { relayed: 1, version: 2, unrelayedSince: expect.any(Date) })
  })

  test('does not take a mark for an event that came meanwhile', async () => {
    const id = randomUUID()
    await executor()([ask(id, 9, { creates: true })])
    const first = [...committed]
    await executor()([ask(id, 9)])
    const relay = relayTo([])
    relay.send(first)
    await relay.stop()
    await marked(id, { version: 2, unrelayedSince: expect.any(Date) })
  })
})
