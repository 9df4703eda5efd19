import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { ListTickets, Principal } from '@gongdan/contracts'
import { connect, migrate, type Store } from '@gongdan/store'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { checkCounters } from '../../../deploy/operate/verify/counters.ts'
import { foldCountings } from '../../../services/ticket/src/adapters/counters.ts'
import { markAndCount } from '../../../services/ticket/src/adapters/counting.ts'
import { createMongoTicketStore } from '../../../services/ticket/src/adapters/mongoTicketStore.ts'
import type { TicketDocument } from '../../../services/ticket/src/adapters/ticketStore.ts'
import type { TicketCommand } from '../../../services/ticket/src/domain/commands.ts'
import {
  administrator,
  feedback,
  firstApprover,
  lin,
  overrule,
  pass,
  save,
  secondApprover,
  submit,
  superAdministrator,
} from '../../../services/ticket/src/domain/given.fixture.ts'
import { ticketItem } from '../../../services/ticket/src/handlers/ticketItem.ts'
import { eventually } from '../../support/eventually.ts'
import { crashable } from '../images/crashable.ts'

let store: Store
const name = `counting_${randomUUID().slice(0, 8)}`
const url = process.env.MONGODB_URL ?? ''

beforeAll(async () => {
  await migrate(url, name, fileURLToPath(new URL('../../../services/ticket/migrations', import.meta.url)))
  store = await connect(url, name)
})
afterAll(async () => {
  await store.db.dropDatabase()
  await store.close()
})

const tickets = () => createMongoTicketStore(store, () => {})
const act = async (ticketUuid: string, ask: (principal: Principal) => TicketCommand, principal: Principal) => {
  const message = { body: { principal }, correlationId: 'c' }
  const item = { commandId: randomUUID(), ticketUuid }
  const { results } = await tickets().execute([ticketItem(message, item, ask(principal))])
  expect(results).toMatchObject([{ scode: 0 }])
}

const total = async (principal: Principal, scope: ListTickets['scope'], state: ListTickets['state'] = null) => {
  const nothing = { type: null, name: null, processUuid: null, start: null, end: null, cursor: null, tenantUuid: null }
  const page = await tickets().list({ principal, scope, state, pageNum: 1, pageSize: 100, ...nothing })
  expect([scope, page.items.length]).toEqual([scope, page.total])
  return page.total
}

const unrelayed = { $expr: { $lt: ['$relayed', '$version'] } }
// Marks wait for no majority, so that a majority may not know of them yet.
const latest = { readConcern: { level: 'local' } } as const
const unsent = async () => {
  const documents = await store.db.collection<TicketDocument>('tickets', latest).find(unrelayed).toArray()
  return new Map(documents.map(({ _id, version }) => [_id, version]))
}

/** As two relays do that have sent the same events. */
const countAll = async () => {
  const sent = await unsent()
  await Promise.all([markAndCount(store)(sent), markAndCount(store)(sent)])
  expect(await unsent()).toEqual(new Map())
}
const foldAll = () => foldCountings(store, () => Date.now() + 60_000)

const differences = async () => {
  const found: unknown[] = []
  for await (const difference of checkCounters({ ticket: store })(null, 0)) found.push(difference)
  return found
}

/** Does work on a connection of its own and dies of the `at`th answer of the database. Gives whether it came to that. */
const dieAt = async (at: number, work: (store: Store) => Promise<unknown>, meanwhile: () => Promise<void>) => {
  const own = await connect(url, name)
  let answers = 0
  const life = { hasCrashed: () => answers >= at, afterCall: () => void answers++ }
  let isDone = false
  void work({ ...own, db: crashable(own.db, life), client: crashable(own.client, life) }).then(() => {
    isDone = true
  })
  await eventually(() => expect(isDone || life.hasCrashed()).toBe(true), { withinMs: 20_000 })
  await meanwhile()
  // Only now: that ends what the dead one has left open in the database.
  await own.close()
  return life.hasCrashed()
}

test('every list has as many tickets as its total says, however they moved and whoever counted', async () => {
  const uuids = Array.from({ length: 12 }, () => randomUUID())
  for (const uuid of uuids.slice(0, 2)) await act(uuid, save(feedback), lin)
  for (const uuid of uuids.slice(2)) await act(uuid, submit(feedback), lin)
  await countAll()
  expect(await total(lin, 'applied')).toBe(12)
  expect(await total(lin, 'applied', 'saved')).toBe(2)
  expect(await total(firstApprover, 'todo')).toBe(10)
  expect(await total(administrator, 'all')).toBe(10)
  expect(await total(superAdministrator, 'all')).toBe(10)

  for (const uuid of uuids.slice(2, 8)) await act(uuid, pass, firstApprover)
  for (const uuid of uuids.slice(2, 5)) await act(uuid, pass, secondApprover)
  for (const uuid of uuids.slice(8, 10)) await act(uuid, overrule, firstApprover)
  await countAll()
  await countAll()
  expect(await total(firstApprover, 'todo')).toBe(2)
  expect(await total(secondApprover, 'todo')).toBe(3)
  expect(await total(firstApprover, 'handled')).toBe(8)
  expect(await total(administrator, 'all', 'passed')).toBe(3)
  expect(await total(administrator, 'all')).toBe(10)
  expect(await total(lin, 'applied')).toBe(12)
})

test("one does not find one's own ticket among those to decide, nor in their number", async () => {
  const both = { ...lin, userUuid: 'both', roles: [...firstApprover.roles, ...secondApprover.roles] }
  const before = await total(both, 'todo')
  await act(randomUUID(), submit(feedback), both)
  await countAll()
  expect(await total(both, 'todo')).toBe(before)
  expect(await total(both, 'applied')).toBe(1)
})

test('a death while tickets are counted neither loses one nor counts one twice, and holds nobody up', async () => {
  const everything = () => total(superAdministrator, 'all')
  const before = await everything()
  let at = 0
  for (let died = true; died; ) {
    at += 1
    const uuid = randomUUID()
    await act(uuid, submit(feedback), lin)
    const sent = await unsent()
    died = await dieAt(
      at,
      (dying) => markAndCount(dying)(sent),
      async () => {
        expect(await differences()).toEqual([])
        await act(uuid, pass, firstApprover)
        await countAll()
        expect(await everything()).toBe(before + at)
      },
    )
  }
  // Looked for the tickets, wrote down, marked.
  expect(at).toBe(4)
})

test('a death while countings are added up changes no total, and the next one adds them up', async () => {
  await foldAll()
  const before = await total(superAdministrator, 'all')
  let at = 0
  for (let died = true; died; ) {
    at += 1
    await act(randomUUID(), submit(feedback), lin)
    await countAll()
    died = await dieAt(
      at,
      (dying) => foldCountings(dying, () => Date.now() + 60_000),
      async () => {
        expect(await differences()).toEqual([])
        expect(await total(superAdministrator, 'all')).toBe(before + at)
        await foldAll()
        expect(await total(superAdministrator, 'all')).toBe(before + at)
      },
    )
    await foldAll()
    expect(await store.db.collection('countings').countDocuments({ deltas: { $exists: true } })).toBe(0)
    expect(await total(superAdministrator, 'all')).toBe(before + at)
  }
  // Looked for countings and for their tickets, changed both within a transaction.
  expect(at).toBeGreaterThan(4)
})

test('a move that nobody noted in its ticket is noted before it is forgotten', async () => {
  const before = await total(superAdministrator, 'all')
  await act(randomUUID(), submit(feedback), lin)
  const sent = await unsent()
  await dieAt(
    2,
    (dying) => markAndCount(dying)(sent),
    async () => void (await foldAll()),
  )
  await store.db.collection('countings').deleteMany({})
  await countAll()
  expect(await total(superAdministrator, 'all')).toBe(before + 1)
})
