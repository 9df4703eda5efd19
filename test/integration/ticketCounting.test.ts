import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { ListTickets, Principal } from '@gongdan/contracts'
import { connect, migrate, type Store } from '@gongdan/store'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { markAndCount } from '../../services/ticket/src/adapters/counting.ts'
import { createMongoTicketStore } from '../../services/ticket/src/adapters/mongoTicketStore.ts'
import type { TicketDocument } from '../../services/ticket/src/adapters/ticketStore.ts'
import type { TicketCommand } from '../../services/ticket/src/domain/commands.ts'
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
} from '../../services/ticket/src/domain/given.fixture.ts'
import { ticketItem } from '../../services/ticket/src/handlers/ticketItem.ts'

let store: Store
const name = `counting_${randomUUID().slice(0, 8)}`
const url = process.env.MONGODB_URL ?? ''

beforeAll(async () => {
  await migrate(url, name, fileURLToPath(new URL('../../services/ticket/migrations', import.meta.url)))
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
  const { answers } = await tickets().execute([ticketItem(message, item, ask(principal))])
  expect(answers).toMatchObject([{ scode: 0 }])
}

const total = async (principal: Principal, scope: ListTickets['scope'], state: ListTickets['state'] = null) => {
  const nothing = { type: null, name: null, processUuid: null, start: null, end: null, cursor: null, tenantUuid: null }
  const page = await tickets().list({ principal, scope, state, pageNum: 1, pageSize: 100, ...nothing })
  expect([scope, page.items.length]).toEqual([scope, page.total])
  return page.total
}

/** As two relays do that have sent the same events. */
const countAll = async () => {
  const unrelayed = { $expr: { $lt: ['$relayed', '$version'] } }
  const documents = await store.db.collection<TicketDocument>('tickets').find(unrelayed).toArray()
  const sent = new Map(documents.map(({ _id, version }) => [_id, version]))
  await Promise.all([markAndCount(store)(sent), markAndCount(store)(sent)])
  expect(await store.db.collection('tickets').countDocuments(unrelayed)).toBe(0)
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
