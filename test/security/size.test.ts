import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { actorOf, type Principal, type TicketInfo } from '@gongdan/contracts'
import { createLog } from '@gongdan/service'
import { brokenAt, connect, type Item, lastSeq, MAX_DOCUMENT_BYTES, Relay, type Store } from '@gongdan/store'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import {
  actions,
  createTicketStore,
  eventOf,
  type Ticket,
  ticketAggregate,
  ticketsOf,
} from '../../services/ticket/src/public.ts'
import { eventually } from '../support/eventually.ts'
import { type Harness, openHarness } from '../support/harness.ts'
import { people, tenant } from '../support/people.ts'
import { databaseUrl } from '../support/system.ts'
import { isLong, recordFigure } from './figures.ts'

// Tickets as large as they can be made, and saved as often as a form can save them.

const saves = isLong ? 10_000 : 300
jest.setTimeout(isLong ? 1_800_000 : 240_000)

const lin: Principal = {
  userUuid: people.applicant.user,
  userName: people.applicant.name,
  tenantUuid: tenant.tenant,
  tenantName: tenant.tenantName,
  roles: people.applicant.roles.map(({ uuid, name }) => ({ uuid, name })),
}
const administrator: Principal = {
  ...lin,
  userUuid: people.administrator.user,
  roles: people.administrator.roles.map(({ uuid, name }) => ({ uuid, name })),
}

/** A section of nearly 64 KiB, in characters of three bytes. */
const details = (n: number): string =>
  JSON.stringify({ apply_container_info: `${n} `.padEnd(16, 'x') + '镜'.repeat(21_400), apply_count: 1 })
const info = (n: number): TicketInfo => ({
  name: `draft ${n}`,
  type: 'AUTO_CONTAINER',
  reason: '',
  processUuid: 'system',
  clusterUuid: '',
  details: details(n),
})

type Command = keyof typeof actions
const command = (type: Command, id: string, by: Principal, more: object = {}): Item<Ticket, never> => {
  const item = { commandId: randomUUID(), ticketUuid: id, isNew: false, ...more }
  const imageGuard = { tagKey: null, trustsTenants: true }
  const context = {
    definitionOf: () => null,
    roleNames: new Map(),
    sha256: () => '',
    detailUuid: () => item.commandId,
    imageGuard,
    evaluate: () => true,
    imageVerdict: () => undefined,
    at: 0,
  }
  const body = { principal: by, items: [item], reason: 'not so', config: null, stepId: null }
  return {
    id,
    commandId: item.commandId,
    correlationId: 'c',
    by: actorOf(by),
    creates: item.isNew,
    decide: (ticket) => actions[type].decide(ticket, { body, item, context } as never) as never,
  }
}

let store: Store
beforeAll(async () => {
  store = await connect(databaseUrl(`size_${randomUUID().slice(0, 8)}`), 'ticket')
})
afterAll(async () => {
  await store?.db.dropDatabase()
  await store?.close()
})

/** The ticket service's own way to the database and its relay; `sent` are the events, by ticket and seq. */
const openTickets = (database: Store) => {
  const sent = new Map<string, number>()
  const relay = new Relay({
    aggregate: ticketAggregate,
    documents: ticketsOf(database),
    eventOf,
    publish: async (_, events) => {
      for (const { body } of events) {
        const { ticketUuid, seq } = JSON.parse(body.toString())
        sent.set(`${ticketUuid} ${seq}`, (sent.get(`${ticketUuid} ${seq}`) ?? 0) + 1)
      }
    },
    now: Date.now,
    log: createLog('test', 'silent'),
  })
  const { execute } = createTicketStore(database, relay.send)
  const run = async (...items: readonly Item<Ticket, never>[]) => {
    const { results, faults } = await execute(items as never)
    expect(faults).toEqual([])
    return results
  }
  return { run, relay, sent }
}

const sizeOf = async (id: string): Promise<number> => {
  const size = [{ $match: { _id: id } }, { $project: { bytes: { $bsonSize: '$$ROOT' } } }]
  const [found] = await ticketsOf(store).aggregate<{ bytes: number }>(size).toArray()
  return found?.bytes ?? 0
}

test(`a draft that was saved ${saves} times is small, its chain is whole, and every save was published once`, async () => {
  const { run, relay, sent } = openTickets(store)
  const id = randomUUID()
  const commands: Item<Ticket, never>[] = []
  let largest = 0
  for (let n = 1; n <= saves; ) {
    const save = command('ticket.save', id, lin, { info: info(n), isNew: n === 1 })
    const [result] = await run(save)
    if (result?.scode === 0) {
      commands.push(save)
      n += 1
      if (n % 20 === 0) largest = Math.max(largest, await sizeOf(id))
      continue
    }
    // Faster than the events are published: to come again later.
    expect(result?.scode).toBe(9003)
    await sleep(50)
  }
  await relay.stop()
  recordFigure({
    attack: 'size',
    figure: `largest ticket of ${saves} saves, bytes`,
    value: largest,
    most: MAX_DOCUMENT_BYTES,
  })
  expect(largest).toBeGreaterThan(0)
  expect(largest).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES)
  const marked = async () => expect((await ticketsOf(store).findOne({ _id: id }))?.relayed).toBe(saves)
  await eventually(marked, { withinMs: 20_000 })

  const again = openTickets(store)
  await again.run(command('ticket.save', id, lin, { info: info(0) }))
  await again.relay.stop()
  const document = await ticketsOf(store).findOne({ _id: id })
  const history = document?.history ?? []
  expect(history.map(({ seq }) => seq)).toEqual([1, saves + 1])
  expect([document?.version, lastSeq(history), brokenAt(history)]).toEqual([saves + 1, saves + 1, null])
  expect(history.at(-1)?.data).toMatchObject({ superseded: { count: saves - 1, from_seq: 2 } })
  expect(await sizeOf(id)).toBeLessThan(3 * 64 * 1024)
  expect(sent.size).toBe(saves)
  expect([...new Set(sent.values())]).toEqual([1])
  // A save that comes once more has the answer that it had, and no effect.
  const some = commands.filter((_, n) => n % Math.ceil(saves / 100) === 0)
  expect(new Set((await run(...some)).map(({ scode }) => scode))).toEqual(new Set([0]))
  expect((await ticketsOf(store).findOne({ _id: id }))?.version).toBe(saves + 1)
})

/** Submits and rejects until the history is full, and leaves it rejected; gives the scode of the last submission. */
const fill = async (run: ReturnType<typeof openTickets>['run'], id: string): Promise<number> => {
  const rounds = Array.from({ length: 16 }, (_, n) => [
    command('ticket.submit', id, lin, { info: info(n), isNew: n === 0 }),
    command('ticket.overrule', id, administrator),
  ])
  const scodes = (await run(...rounds.flat())).map(({ scode }) => scode)
  return scodes.findLast((_, index) => index % 2 === 0) ?? 0
}

test('a history that is full takes no submission, and everything that decides', async () => {
  const { run, relay } = openTickets(store)
  const id = randomUUID()
  expect(await fill(run, id)).toBe(3017)
  expect(await sizeOf(id)).toBeGreaterThan(MAX_DOCUMENT_BYTES * 0.75)
  const small = { ...info(0), type: 'FEEDBACK', details: null }
  const results = await run(
    command('ticket.submit', id, lin, { info: small }),
    command('ticket.withdraw', id, lin),
    command('ticket.archive', id, lin),
  )
  expect(results.map(({ scode }) => scode)).toEqual([0, 0, 0])
  expect(await sizeOf(id)).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES)

  const often = randomUUID()
  await run(command('ticket.submit', often, lin, { info: small, isNew: true }))
  const rounds = Array.from({ length: 199 }, () => [
    command('ticket.withdraw', often, lin),
    command('ticket.submit', often, lin, { info: small }),
  ])
  expect((await run(...rounds.flat())).every(({ scode }) => scode === 0)).toBe(true)
  const last = await run(
    command('ticket.withdraw', often, lin),
    command('ticket.submit', often, lin, { info: small }),
    command('ticket.archive', often, lin),
  )
  expect(last.map(({ scode }) => scode)).toEqual([0, 3017, 0])
  await relay.stop()
})

test('a ticket service of 256 MB passes a hundred of the largest tickets at once', async () => {
  const harness: Harness = await openHarness({}, { NODE_OPTIONS: '--max-old-space-size=256' })
  const database = await connect(harness.system.mongodbUrl, 'ticket')
  try {
    const { run, relay } = openTickets(database)
    const model = randomUUID()
    expect(await fill(run, model)).toBe(3017)
    const small = { ...info(0), type: 'FEEDBACK', details: null }
    await run(command('ticket.submit', model, lin, { info: small }))
    await relay.stop()
    const document = await ticketsOf(database).findOne({ _id: model })
    const ids = Array.from({ length: 100 }, () => randomUUID())
    for (const _id of ids) await ticketsOf(database).insertOne({ ...document, _id } as never)
    const administrators = harness.as('administrator')
    const before = performance.now()
    const answer = await administrators.post('ticket/pass', { list: ids }, { prefer: 'wait=30' })
    const inspect = (id: string) => administrators.get('ticket/inspect', { query: { ticket_uuid: id } })
    const others = harness.as('firstApprover')
    const [looks, lists] = await Promise.all([
      Promise.all(ids.slice(0, 40).map(inspect)),
      Promise.all(ids.slice(0, 10).map(() => others.get('ticket/list'))),
    ])
    console.info(`passed and inspected in ${Math.round(performance.now() - before)} ms`)
    expect({ scode: answer.scode, data: answer.data }).toMatchObject({ scode: 0, data: { success: 100 } })
    expect(looks.map(({ scode }) => scode)).toEqual(ids.slice(0, 40).map(() => 0))
    expect(lists.map(({ scode }) => scode)).toEqual(ids.slice(0, 10).map(() => 0))
  } finally {
    await database.close()
    await harness.close()
  }
})
