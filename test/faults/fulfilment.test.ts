import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { FulfilmentClaimData, TicketListData, TicketRef } from '@gongdan/contracts'
import { connect, type RecordedEvent, type Store } from '@gongdan/store'
import { afterAll, beforeAll } from '@jest/globals'
import { verify } from '../../deploy/operate/verify/verify.ts'
import { type Caller, createCaller, type Reply } from '../support/caller.ts'
import { mapConcurrently } from '../support/concurrency.ts'
import { eventually } from '../support/eventually.ts'
import { resultsOf } from '../support/openCallers.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { isLong, scenario } from './scenario.ts'

// Fulfillers die, hear nothing, come late and say everything twice, while the services that they speak to are killed.

const acme = { tenant: 'acme', tenantName: 'Acme' }
const system_ = { tenant: 'system', tenantName: 'system' }
const fulfiller = (user: string) => ({ user, name: user, ...system_, roles: [{ uuid: 'fulfiller', name: '执行方' }] })
const people = {
  lin: { user: 'lin', name: '林', ...acme, roles: [] },
  zhao: { user: 'zhao', name: '赵', ...acme, roles: [{ uuid: 'acme', name: '租户管理员' }] },
  root: { user: 'root', name: 'root', ...system_, roles: [{ uuid: 'system', name: '超级管理员' }] },
  one: fulfiller('one'),
  other: fulfiller('other'),
}
type Name = keyof typeof people

let system: TestSystem
let store: Store
let callers: Readonly<Record<Name, readonly Caller[]>>
beforeAll(async () => {
  system = await startSystem({
    scale: { gateway: 2, ticket: 2 },
    env: { FULFILLED_TYPES: 'VM_SPECIFICATION', LOG_LEVEL: 'warn' },
  })
  store = await connect(system.mongodbUrl, 'ticket')
  const made = Object.entries(people).map(async ([name, subject]) => {
    const token = await system.token(subject)
    return [name, system.urls.map((url) => createCaller(url, token))] as const
  })
  callers = Object.fromEntries(await Promise.all(made)) as unknown as typeof callers
}, 120_000)
afterAll(async () => {
  await store?.close()
  await system?.stop()
}, 60_000)

interface Document {
  readonly _id: string
  readonly history: readonly RecordedEvent[]
}
/** A claim of a ticket, as a fulfiller has it. */
interface Held {
  readonly ticket_uuid: string
  readonly request: number
  readonly fence: number
}
const keyOf = ({ ticket_uuid, request }: Held) => `${ticket_uuid} ${request}`

/** Asks until there is an answer that counts, at one gateway after the other, under one key. */
const ask = async (name: Name, path: string, body: object, key: string = randomUUID()): Promise<Reply> => {
  for (let attempt = 0; ; attempt += 1) {
    const gateways = callers[name]
    const caller = gateways[attempt % gateways.length] as Caller
    const reply = await caller.post(path, body, { 'idempotency-key': key, prefer: 'wait=10' }).catch(() => undefined)
    if (reply?.scode === 12) return outcomeOf(name, Object(reply.data).batch_uuid)
    if (reply !== undefined && ![1009, 9002, 9003].includes(reply.scode)) return reply
    await sleep(100)
  }
}

/** What became of a request that was accepted; a 202 is repeated as that. */
const outcomeOf = async (name: Name, batchUuid: string): Promise<Reply> => {
  for (let attempt = 0; ; attempt += 1) {
    const caller = callers[name][attempt % 2] as Caller
    const reply = await caller.get(`/v1/batch/inspect?batch_uuid=${batchUuid}`).catch(() => undefined)
    if (reply !== undefined && ![12, 9002, 9003].includes(reply.scode)) return reply
    await sleep(100)
  }
}

scenario('F22', 'each request is reported once, whatever becomes of its fulfillers', async (tally) => {
  const { random } = tally
  const count = isLong ? 1_200 : 300
  const machine = {
    ticket_name: '虚拟机',
    type: 'VM_SPECIFICATION',
    compute: {
      vm_specification: { specification_uuid: 's', specification_name: '4C8G', vm_name: 'v', apply_count: 1 },
    },
  }
  const uuids = await mapConcurrently(Array.from({ length: count }), 32, async () => {
    const { envelope } = await ask('lin', '/v1/ticket/submit', machine)
    return TicketRef.parse(envelope.data).ticket_uuid
  })
  for (const who of ['zhao', 'root'] as const) await ask(who, '/v1/ticket/pass', { list: uuids })

  /** What was claimed, by request: of its claims only the last one may report. */
  const unexpected: string[] = []
  const claimed = new Map<string, number[]>()
  const accepted = new Map<string, string[]>()
  const abandoned: [Name, Held][] = []
  const failed: [Name, Held][] = []
  const scodes = new Set<number>()
  let over = false

  const claim = async (name: Name): Promise<readonly Held[]> => {
    const key = randomUUID()
    const body = { limit: 1 + Math.floor(random.next() * 20), lease: 3_600 }
    const read = async () =>
      FulfilmentClaimData.parse((await ask(name, '/v1/fulfilment/claim', body, key)).envelope.data)
    const { list } = await read()
    // The reply was lost: the same command gives the same tickets.
    if (random.next() < 0.3) {
      const again = (await read()).list
      if (JSON.stringify(again) !== JSON.stringify(list)) unexpected.push('a repeated claim gave other tickets')
    }
    for (const held of list) {
      const fences = claimed.get(keyOf(held)) ?? []
      if (fences.includes(held.fence)) unexpected.push(`${keyOf(held)} was claimed twice by ${held.fence}`)
      claimed.set(keyOf(held), [...fences, held.fence])
    }
    return list.map(({ ticket_uuid, request, fence }) => ({ ticket_uuid, request, fence }))
  }

  const report = async (name: Name, held: Held, state: string): Promise<number> => {
    const newest = Math.max(...(claimed.get(keyOf(held)) ?? []))
    const reply = await ask(name, '/v1/fulfilment/report', { list: [{ ...held, state, out: { vm_info: { i: 'v' } } }] })
    const scode = resultsOf(reply)[0]?.scode ?? -1
    scodes.add(scode)
    if (scode === 0 && held.fence < newest)
      unexpected.push(`${keyOf(held)}: claim ${held.fence} reported after ${newest}`)
    if (scode === 0 && state !== 'working')
      accepted.set(keyOf(held), [...(accepted.get(keyOf(held)) ?? []), `${held.fence} ${state}`])
    else if (![0, 5005, 5006].includes(scode)) unexpected.push(`a report was answered ${scode}`)
    return scode
  }

  const work = async (name: Name, held: Held): Promise<void> => {
    if (random.next() < 0.5) await report(name, held, 'working')
    const state = random.next() < 0.2 ? 'failed' : random.next() < 0.2 ? 'partly' : 'done'
    const times = random.next() < 0.3 ? [state, state] : [state]
    const [scode] = await Promise.all(times.map((one) => report(name, held, one)))
    if (scode === 0 && state !== 'done' && held.request === 1) failed.push([name, held])
    // Another end than the one before is none.
    if (random.next() < 0.1 && (await report(name, held, state === 'done' ? 'failed' : 'done')) === 0)
      unexpected.push(`${keyOf(held)} ended twice`)
  }

  const fulfil = async (name: Name) => {
    while (!over) {
      const list = await claim(name)
      // It was killed: what it held is left to others, and it comes back with it much later.
      const kept = list.filter(() => random.next() > 0.25)
      abandoned.push(...list.filter((held) => !kept.includes(held)).map((held) => [name, held] as [Name, Held]))
      tally.injected(list.length - kept.length)
      await Promise.all(kept.map((held) => work(name, held)))
      if (list.length === 0) await sleep(100)
    }
  }
  const tickets = store.db.collection<Document>('tickets')
  /** Leases end, as if their time were over, whether somebody works on the ticket or not. */
  const endLeases = async () => {
    while (!over) {
      const held = { 'claim.until': { $gt: new Date() }, 'fulfil.type': 'VM_SPECIFICATION' }
      const some = (await tickets.find(held).project<{ _id: string }>({ _id: 1 }).toArray()).filter(
        () => random.next() < 0.4,
      )
      await tickets.updateMany({ _id: { $in: some.map(({ _id }) => _id) } }, { $set: { 'claim.until': new Date(0) } })
      tally.injected(some.length)
      for (const [name, late] of abandoned.splice(0, 10)) await report(name, late, 'done')
      await sleep(200)
    }
  }
  const killServices = async () => {
    for (const _ of tally.rounds(1, 10)) {
      for (const process of ['ticket', 'gateway', 'ticket-2']) {
        await sleep(400)
        await system.kill(process, 'SIGKILL')
        tally.injected()
        await system.start(process)
      }
    }
  }
  const open = async () => {
    const { envelope } = await ask('lin', '/v1/ticket/fulfilment/retry', { list: uuids })
    if (envelope.scode > 11) unexpected.push(`a retry was answered ${envelope.scode}`)
  }
  const isDone = async () => {
    const listed = await callers.one[1]?.get('/v1/ticket/list?scope=fulfil&page_size=1').catch(() => undefined)
    return listed?.scode === 0 && TicketListData.parse(listed.envelope.data).total_count === 0
  }

  /** Fulfillers work until nothing is left to do, whatever else happens meanwhile. */
  const untilDone = async (meanwhile: () => Promise<void>) => {
    over = false
    const workers = Promise.all([...(['one', 'one', 'other', 'other'] as const).map(fulfil), endLeases()])
    const done = async () => {
      await meanwhile()
      while (!over && !(await isDone())) await sleep(100)
    }
    try {
      await Promise.race([done(), workers])
    } finally {
      over = true
    }
    await workers
  }
  await untilDone(killServices)
  // What failed is asked for again; before anybody claims that, those who failed come back with the request before.
  await open()
  for (const [name, held] of failed) {
    if ((await report(name, held, 'done')) !== 5005) unexpected.push(`${keyOf(held)} was reported once more`)
  }
  await untilDone(async () => {})
  for (const [name, late] of abandoned) await report(name, late, 'done')

  for (const { _id, history } of await tickets.find({ _id: { $in: uuids } }).toArray()) {
    const ends = history.filter(({ type }) => /fulfilment-(done|failed)$/.test(type))
    const requests = history.filter(({ type }) => type === 'ticket.fulfilment-requested').length
    if (ends.length !== requests) unexpected.push(`${_id}: ${ends.length} reports of ${requests} requests`)
    for (const { type, data } of ends) {
      const { request, fence, state = 'done' } = data as { request: number; fence: number; state?: string }
      const said = new Set(accepted.get(`${_id} ${request}`) ?? [])
      if (said.size !== 1 || !said.has(`${fence} ${state}`))
        unexpected.push(`${_id}: ${type} by ${fence} ${state}, accepted were ${[...said]}`)
    }
  }
  for (const expected of [5005, 5006]) if (!scodes.has(expected)) unexpected.push(`nothing was answered ${expected}`)
  const find = () => verify(system.mongodbUrl, { graceMs: 2_000, keys: [system.historyKey] })
  // What was said last may still be on its way.
  const agrees = async () => {
    if ((await find()).length > 0) throw new Error('the databases differ')
  }
  await eventually(agrees, { withinMs: 60_000, everyMs: 1_000 }).catch(() => {})
  const differences = await find()
  tally.check({ unexpected: [...unexpected, ...differences.map((one) => JSON.stringify(one))].slice(0, 20) })
})
