import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { FulfilmentClaimData } from '@gongdan/contracts'
import { connect, record, type Store } from '@gongdan/store'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { Document } from 'mongodb'
import { root } from '../../deploy/local/localDirectory.ts'
import { verify } from '../../deploy/operate/verify/verify.ts'
import { type Caller, createCaller, ticketUuid } from '../support/caller.ts'
import { eventually } from '../support/eventually.ts'
import { type Harness, openHarness, patient } from '../support/harness.ts'

jest.setTimeout(180_000)

const services = ['ticket', 'process', 'image'] as const
let harness: Harness
let stores: ReadonlyMap<string, Store>
let worker: Caller
let ids: Readonly<Record<'imageTicket' | 'machineTicket' | 'pendingTicket' | 'process' | 'removed' | 'claim', string>>

const fulfiller = {
  user: 'worker',
  name: '执行程序',
  tenant: 'system',
  tenantName: 'system',
  roles: [{ uuid: 'fulfiller', name: '执行方' }],
}
const machine = { specification_uuid: 's', specification_name: '4C8G', vm_name: 'web', apply_count: 1 }
/** A ticket that waits for a fulfiller. */
const approvedMachine = async (process_uuid: string): Promise<string> => {
  const ticket = {
    ticket_name: '虚拟机',
    type: 'VM_SPECIFICATION',
    process_uuid,
    compute: { vm_specification: machine },
  }
  const uuid = ticketUuid(await harness.as('applicant').post('ticket/submit', ticket))
  await harness.as('firstApprover').post('ticket/pass', { list: [uuid] })
  await harness.as('secondApprover').post('ticket/pass', { list: [uuid] })
  return uuid
}
const claimed = async () =>
  FulfilmentClaimData.parse((await worker.post('fulfilment/claim', { limit: 10, lease: 3_600 })).data).list.map(
    ({ ticket_uuid }) => ticket_uuid,
  )

const find = () => verify(harness.system.mongodbUrl, { graceMs: 0 })
const collection = (name: string) => {
  const [service = '', ofService = ''] = name.split('.')
  return stores.get(service)!.db.collection<Document & { readonly _id: string }>(ofService)
}

beforeAll(async () => {
  harness = await openHarness({}, { FULFILLED_TYPES: 'VM_SPECIFICATION' })
  worker = createCaller(harness.system.url, await harness.system.token(fulfiller), patient)
  const opened = services.map(async (name) => [name, await connect(harness.system.mongodbUrl, name)] as const)
  stores = new Map(await Promise.all(opened))

  const process = await harness.defineProcess(['first', 'second'])
  const removed = await harness.defineProcess(['first'])
  await harness.as('administrator').post('ticket/process/delete', { list: [removed] })
  const image = { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: 'golden' }
  const ticket = { ticket_name: '镜像', type: 'TENCENT_IMAGE_CREATE', process_uuid: process, tencent: { image } }
  const imageTicket = ticketUuid(await harness.as('applicant').post('ticket/submit', ticket))
  const pendingTicket = await harness.submit('pending', process)
  const overruled = await harness.submit('overruled', process)
  await harness.as('firstApprover').post('ticket/pass', { list: [imageTicket, pendingTicket] })
  await harness.as('secondApprover').post('ticket/pass', { list: [imageTicket] })
  await harness.as('firstApprover').post('ticket/overrule', { list: [overruled], reason: '理由不足' })
  const machineTicket = await approvedMachine(process)
  expect(await claimed()).toEqual([machineTicket])
  const claim = (await collection('ticket.claims').findOne({ 'tickets.ticketUuid': machineTicket }))?._id ?? ''
  ids = { imageTicket, machineTicket, pendingTicket, process, removed, claim }
  const made = { 'history.type': 'ticket.image-created' }
  await eventually(async () => expect(await collection('ticket.tickets').countDocuments(made)).toBe(1), {
    withinMs: 60_000,
  })
  await eventually(async () => expect(await find()).toEqual([]), { withinMs: 60_000, everyMs: 500 })
})
afterAll(async () => {
  await Promise.all([...(stores?.values() ?? [])].map((store) => store.close()))
  await harness?.close()
})

const verifyByCommand = (): Promise<{ readonly code: unknown; readonly out: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, MONGODB_URL: harness.system.mongodbUrl }
    execFile(process.execPath, [`${root}/deploy/operate/verify/main.ts`], { env }, (fault, out) =>
      resolve({ code: fault?.code ?? 0, out }),
    )
  })

test('a healthy system has no differences', async () => {
  expect(await verifyByCommand()).toEqual({ code: 0, out: '0 differences\n' })
})

/** A lie about one document: where it stands, whose it is, what becomes of it (null: it is gone), what is found. */
interface Lie {
  readonly where: string
  readonly whose: () => string
  readonly change: (document: Document) => Document | null
  readonly check: string
}

const imageTicket = () => ids.imageTicket
const pendingTicket = () => ids.pendingTicket
const process_ = () => ids.process
const origin = { at: 1, by: null, commandId: 'nobody', correlationId: 'nobody' }
const afterwards = (document: Document, type: string, more: object = {}) => {
  const history = [...document.history, ...record(document.history, [{ type, data: {} }], { ...origin, ...more })]
  return { ...document, history, version: history.length, relayed: history.length }
}
const changed = (entry: Document, more: object) => ({ ...entry, data: { ...entry.data, ...more } })

const chained = (entries: readonly Document[]): Document[] => {
  const chain: Document[] = []
  for (const { type, data, ...origin } of entries) {
    chain.push(...record(chain as never, [{ type, data }], origin as never))
  }
  return chain
}

const lies: Readonly<Record<string, Lie>> = {
  'a state that no history leads to': {
    where: 'ticket.tickets',
    whose: pendingTicket,
    change: (ticket) => ({ ...ticket, state: 'passed' }),
    check: 'ticket: state',
  },
  'a ticket that a list does not show': {
    where: 'ticket.tickets',
    whose: pendingTicket,
    change: (ticket) => ({ ...ticket, keys: ticket.keys.slice(1) }),
    check: 'ticket: keys',
  },
  'another name in lists than in the history': {
    where: 'ticket.tickets',
    whose: pendingTicket,
    change: (ticket) => ({ ...ticket, view: ticket.view.replace('processName', 'something else') }),
    check: 'ticket: view',
  },
  'a decision that was changed later': {
    where: 'ticket.tickets',
    whose: imageTicket,
    change: (ticket) => ({
      ...ticket,
      history: ticket.history.map((entry: Document, at: number) =>
        at === 1 ? changed(entry, { config: 'x' }) : entry,
      ),
    }),
    check: 'ticket: chain of the history',
  },
  'a decision that was taken out': {
    where: 'ticket.tickets',
    whose: imageTicket,
    change: (ticket) => ({ ...ticket, history: ticket.history.filter((_: Document, at: number) => at !== 1) }),
    check: 'ticket: chain of the history',
  },
  'a way that no ticket can go, chained well': {
    where: 'ticket.tickets',
    whose: imageTicket,
    change: (ticket) => afterwards(ticket, 'ticket.withdrawn'),
    check: 'ticket: way of the history',
  },
  'a command with two effects': {
    where: 'ticket.tickets',
    whose: imageTicket,
    change: (ticket) => afterwards(ticket, 'ticket.confirmed', { commandId: ticket.history[0].commandId }),
    check: 'ticket: a command has one effect',
  },
  'a version without its events': {
    where: 'ticket.tickets',
    whose: pendingTicket,
    change: (ticket) => ({ ...ticket, version: ticket.version + 1 }),
    check: 'ticket: version',
  },
  'an event that the sweeper cannot find': {
    where: 'ticket.tickets',
    whose: pendingTicket,
    change: (ticket) => ({ ...ticket, relayed: ticket.relayed - 1 }),
    check: 'ticket: events',
  },
  'a definition that is out of date': {
    where: 'ticket.definitions',
    whose: process_,
    change: (replica) => ({ ...replica, definition: { ...replica.definition, name: '旧流程' } }),
    check: 'replica: definition of the process',
  },
  'a definition that did not arrive': {
    where: 'ticket.definitions',
    whose: process_,
    change: () => null,
    check: 'replica: definition of the process',
  },
  'a removed process that can still be used': {
    where: 'ticket.definitions',
    whose: () => ids.removed,
    change: (replica) => ({ ...replica, definition: { processUuid: ids.removed, steps: [] } }),
    check: 'replica: definition of the process',
  },
  'a process whose steps are not those defined': {
    where: 'process.processes',
    whose: process_,
    change: (process) => ({ ...process, state: { ...process.state, steps: [] } }),
    check: 'process: state',
  },
  'an image nobody is making': {
    where: 'image.image_jobs',
    whose: imageTicket,
    change: () => null,
    check: 'image job: has the request',
  },
  'another image than the ticket says': {
    where: 'image.image_jobs',
    whose: imageTicket,
    change: (job) => ({ ...job, imageId: 'img-00000000' }),
    check: 'image job: imageId',
  },
  'an image that the ticket has not heard of': {
    where: 'ticket.tickets',
    whose: imageTicket,
    change: (ticket) => ({ ...ticket, history: ticket.history.slice(0, -1), version: ticket.version - 1 }),
    check: 'ticket: state of its image',
  },
  'a fulfiller that was handed other details than were approved': {
    where: 'ticket.claims',
    whose: () => ids.claim,
    change: (claim) => ({
      ...claim,
      tickets: claim.tickets.map((one: Document) => ({ ...one, detailsHash: '0'.repeat(64) })),
    }),
    check: 'claim: hands out what was approved',
  },
  'a seal of other details than were approved, chained well': {
    where: 'ticket.tickets',
    whose: () => ids.machineTicket,
    change: (ticket) => ({
      ...ticket,
      history: chained(
        ticket.history.map((entry: Document) =>
          entry.type === 'ticket.fulfilment-requested' ? changed(entry, { detailsHash: '0'.repeat(64) }) : entry,
        ),
      ),
    }),
    check: 'ticket: seal of its fulfilment',
  },
  'a job that was given other details than were approved': {
    where: 'image.image_jobs',
    whose: imageTicket,
    change: (job) => {
      const [first, ...others] = job.history
      return { ...job, history: chained([changed(first, { details: '{"region":"ap-shanghai"}' }), ...others]) }
    },
    check: 'image job: details are those of the seal',
  },
}

test.each(Object.entries(lies))('%s is found', async (_, { where, whose, change, check }) => {
  const documents = collection(where)
  const truth = await documents.findOne({ _id: whose() })
  if (truth === null) throw new Error(`there is no ${whose()} in ${where}`)
  const lie = change(structuredClone(truth))
  await (lie === null ? documents.deleteOne({ _id: whose() }) : documents.replaceOne({ _id: whose() }, lie))
  try {
    const found = await find()
    expect(found).toContainEqual(expect.objectContaining({ check, id: whose() }))
  } finally {
    await documents.replaceOne({ _id: whose() }, truth, { upsert: true })
  }
})

test('a ticket whose details are not those that were approved is withheld from fulfillers, and the operator is told', async () => {
  const uuid = await approvedMachine(ids.process)
  const tickets = collection('ticket.tickets')
  const truth = (await tickets.findOne({ _id: uuid })) as Document & { readonly _id: string }
  const info = { ...truth.history[0].data.info, details: JSON.stringify({ ...machine, apply_count: 9 }) }
  await tickets.replaceOne(
    { _id: uuid },
    { ...truth, history: truth.history.with(0, changed(truth.history[0], { info })) },
  )
  expect(await claimed()).toEqual([])
  const said = /ticket withheld from fulfillers: its details are not those that were approved/
  await eventually(
    async () => {
      const lines = (await readFile(harness.system.logFile('ticket'), 'utf8')).split('\n')
      expect(lines.filter((line) => said.test(line)).map((line) => JSON.parse(line).ticketUuid)).toEqual([uuid])
    },
    { withinMs: 10_000 },
  )
  const numbers = await (await fetch(`${harness.system.adminUrl('ticket')}/metrics`)).text()
  expect(numbers).toMatch(/^fulfilments_withheld_total(\{.*\})? 1$/m)
  // Put right, and its lease over: the next claim hands it out.
  const { claim } = (await tickets.findOne({ _id: uuid })) as Document
  await tickets.replaceOne({ _id: uuid }, { ...truth, claim: { ...claim, until: new Date(0) } })
  expect(await claimed()).toEqual([uuid])
})

test('what is there and should not be is found, and the command says so', async () => {
  const stray = randomUUID()
  const job = await collection('image.image_jobs').findOne({ _id: ids.imageTicket })
  await collection('image.image_jobs').insertOne({ ...job, _id: stray })
  await collection('ticket.definitions').insertOne({ _id: stray, seq: 1, definition: null })
  const { code, out } = await verifyByCommand()
  const found = out.split('\n').filter((line) => line.startsWith('{'))
  expect(found.map((line) => JSON.parse(line).check)).toEqual([
    'replica: there is such a process',
    'image job: a ticket requested it',
  ])
  expect(code).toBe(1)
  await collection('image.image_jobs').deleteOne({ _id: stray })
  await collection('ticket.definitions').deleteOne({ _id: stray })
  expect(await find()).toEqual([])
})
