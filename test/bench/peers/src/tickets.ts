import { randomUUID } from 'node:crypto'
import { type Collection, type Db, MongoClient } from 'mongodb'
import type { Caller } from './tokens.js'

export interface Step {
  readonly tenantUuid: string
  readonly roleUuid: string
  readonly roleName: string
}

export interface TicketInfo {
  readonly ticket_name: string
  readonly type: string
  readonly reason: string
  readonly process_uuid: string
  readonly [section: string]: unknown
}

interface Entry {
  readonly seq: number
  readonly type: string
  readonly at: number
  readonly by: Omit<Caller, 'roles'>
  readonly commandId: string
  readonly data: object
}

/** A ticket is one document: its state, its history, and the keys under which lists find it. */
interface Ticket {
  readonly _id: string
  readonly version: number
  readonly state: 'pending' | 'passed'
  readonly createdAt: number
  readonly tenant: string
  readonly applicantUser: string
  readonly type: string
  readonly name: string
  readonly reason: string
  readonly details: string
  readonly processUuid: string
  readonly processName: string
  readonly applicant: Omit<Caller, 'roles'>
  readonly steps: readonly Step[]
  readonly passed: number
  readonly deciders: readonly string[]
  readonly keys: readonly string[]
  readonly history: readonly Entry[]
}

interface Process {
  readonly _id: string
  readonly name: string
  readonly steps: readonly Step[]
}

/** What every call is answered with. */
export interface Answer {
  readonly scode: number
  readonly desc: string
  readonly data: unknown
}

const DEFINITIONS_MS = 1_000
const MOST_TRIES = 10

const done = (data: unknown): Answer => ({ scode: 0, desc: '', data })
const refused = (scode: number, desc: string): Answer => ({ scode, desc, data: null })
const person = ({ roles: _, ...rest }: Caller): Omit<Caller, 'roles'> => rest
const keyOf = (tenant: string, id: string) => `${tenant}/${id}`

const keysOf = (ticket: Omit<Ticket, 'keys'>): readonly string[] => {
  const turn = ticket.state === 'pending' ? ticket.steps[ticket.passed] : undefined
  return [
    `a ${keyOf(ticket.tenant, ticket.applicantUser)}`,
    ...ticket.deciders.map((decider) => `v u ${decider}`),
    ...new Set(ticket.steps.map((step) => `v r ${keyOf(step.tenantUuid, step.roleUuid)}`)),
    ...(turn === undefined ? [] : [`o ${keyOf(turn.tenantUuid, turn.roleUuid)}`]),
    `t ${ticket.tenant}`,
    '*',
  ]
}

/** The ticket after this caller has passed its current step, or why not. */
const decidePass = (ticket: Ticket, caller: Caller, commandId: string): Ticket | Answer => {
  const step = ticket.steps[ticket.passed]
  if (ticket.state !== 'pending' || step === undefined) return refused(3002, 'not pending')
  const holds = step.tenantUuid === caller.tenantUuid && caller.roles.some(({ uuid }) => uuid === step.roleUuid)
  if (!holds) return refused(3003, 'not your turn')
  const decider = keyOf(caller.tenantUuid, caller.userUuid)
  const isOwn = decider === keyOf(ticket.tenant, ticket.applicantUser)
  if (isOwn || ticket.deciders.includes(decider)) return refused(3004, 'somebody else has to decide')
  const passed = ticket.passed + 1
  const isLast = passed === ticket.steps.length
  const version = ticket.version + 1
  const type = isLast ? 'ticket.passed' : 'ticket.step-passed'
  const entry: Entry = { seq: version, type, at: Date.now(), by: person(caller), commandId, data: { step: passed - 1 } }
  const after = {
    ...ticket,
    version,
    state: isLast ? ('passed' as const) : ticket.state,
    passed,
    deciders: [...ticket.deciders, decider],
    history: [...ticket.history, entry],
  }
  return { ...after, keys: keysOf(after) }
}

const isAnswer = (decided: Ticket | Answer): decided is Answer => 'scode' in decided

/** The write that makes a decision true, unless another one was faster. */
const guarded = ({ _id, version, state, passed, deciders, keys, history }: Ticket) => ({
  filter: { _id, version: version - 1 },
  update: { $set: { version, state, passed, deciders, keys }, $push: { history: history.at(-1) as Entry } },
})

/** Tickets in MongoDB, each write with a majority and journalled. */
export class Tickets {
  readonly #tickets: Collection<Ticket>
  readonly #processes: Collection<Process>
  readonly #definitions = new Map<string, { readonly process: Process | null; readonly until: number }>()

  constructor(db: Db) {
    this.#tickets = db.collection('tickets')
    this.#processes = db.collection('processes')
  }

  async prepare(): Promise<void> {
    await this.#tickets.createIndex({
      keys: 1,
      state: 1,
      createdAt: -1,
      _id: -1,
      tenant: 1,
      applicantUser: 1,
      type: 1,
    })
    await this.#tickets.createIndex({ state: 1, processUuid: 1 }, { partialFilterExpression: { state: 'pending' } })
  }

  async submit(caller: Caller, info: TicketInfo, commandId: string): Promise<Answer> {
    const process = await this.#processOf(caller, info.process_uuid)
    if (process === null) return refused(3005, 'no such process')
    const { ticket_name: name, type, reason, process_uuid: processUuid, ...section } = info
    const [applicant, at] = [person(caller), Date.now()]
    const data = { name, type, reason, processUuid, details: JSON.stringify(section), steps: process.steps }
    const ticket = {
      _id: randomUUID() as string,
      version: 1,
      state: 'pending' as const,
      createdAt: at,
      tenant: caller.tenantUuid,
      applicantUser: caller.userUuid,
      type,
      name,
      reason,
      details: data.details,
      processUuid,
      processName: process.name,
      applicant,
      steps: process.steps,
      passed: 0,
      deciders: [],
      history: [{ seq: 1, type: 'ticket.submitted', at, by: applicant, commandId, data }],
    }
    await this.#tickets.insertOne({ ...ticket, keys: keysOf(ticket) })
    return done({ ticket_uuid: ticket._id, ticket_name: name })
  }

  /** Passes one ticket, or a list of them by one look and one bulk write. */
  async pass(caller: Caller, list: readonly string[], commandId: string): Promise<Answer> {
    const [only] = list
    return list.length === 1 && only !== undefined
      ? this.#passOne(caller, only, commandId)
      : this.#passMany(caller, list, commandId)
  }

  async inspect(caller: Caller, id: string): Promise<Answer> {
    const ticket = await this.#tickets.findOne({ _id: id })
    if (ticket === null || !isVisibleTo(caller, ticket)) return refused(3001, 'no such ticket')
    const { _id, state, keys: _, ...rest } = ticket
    return done({ ...rest, ticket_uuid: _id, ticket_state_code: state })
  }

  async #passOne(caller: Caller, id: string, commandId: string): Promise<Answer> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const ticket = await this.#tickets.findOne({ _id: id })
      if (ticket === null) return refused(3001, 'no such ticket')
      const decided = decidePass(ticket, caller, commandId)
      if (isAnswer(decided)) return decided
      const { filter, update } = guarded(decided)
      const { modifiedCount } = await this.#tickets.updateOne(filter, update)
      if (modifiedCount === 1) return done({ ticket_uuid: id, ticket_name: ticket.name })
    }
    return refused(9003, 'too many at once')
  }

  async #passMany(caller: Caller, list: readonly string[], commandId: string): Promise<Answer> {
    const answers = new Map<string, Answer>()
    for (let tries = 0; tries < MOST_TRIES && answers.size < list.length; tries += 1) {
      const open = list.filter((id) => !answers.has(id))
      const found = await this.#tickets.find({ _id: { $in: open } }).toArray()
      const known = new Map(found.map((ticket) => [ticket._id, ticket]))
      const decided: Ticket[] = []
      for (const id of open) {
        const ticket = known.get(id)
        const isOurs = ticket?.history.some((entry) => entry.commandId === commandId)
        const next = ticket === undefined ? refused(3001, 'no such ticket') : decidePass(ticket, caller, commandId)
        if (ticket !== undefined && isOurs) answers.set(id, done({ ticket_uuid: id, ticket_name: ticket.name }))
        else if (isAnswer(next)) answers.set(id, next)
        else decided.push(next)
      }
      if (decided.length === 0) break
      const writes = decided.map((ticket) => ({ updateOne: guarded(ticket) }))
      const { modifiedCount } = await this.#tickets.bulkWrite(writes, { ordered: false })
      // Who lost is only seen by looking again, and what is ours is known by its command id.
      if (modifiedCount < decided.length) continue
      for (const { _id, name } of decided) answers.set(_id, done({ ticket_uuid: _id, ticket_name: name }))
    }
    const results = list.map((id) => answers.get(id) ?? refused(9003, 'too many at once'))
    return { ...(results.find(({ scode }) => scode !== 0) ?? done(null)), data: { list: results } }
  }

  async #processOf(caller: Caller, id: string): Promise<Process | null> {
    if (id === 'system') return builtIn(caller)
    const known = this.#definitions.get(id)
    if (known !== undefined && known.until > Date.now()) return known.process
    const process = await this.#processes.findOne({ _id: id })
    this.#definitions.set(id, { process, until: Date.now() + DEFINITIONS_MS })
    return process
  }
}

/** Of an applicant: their tenant's administrator, then the administrator of the system. */
const builtIn = ({ tenantUuid }: Caller): Process => ({
  _id: 'system',
  name: '系统流程',
  steps: [
    { tenantUuid, roleUuid: tenantUuid, roleName: '租户管理员' },
    { tenantUuid: 'system', roleUuid: 'system', roleName: '超级管理员' },
  ],
})

const isVisibleTo = (caller: Caller, { tenant, applicantUser, deciders, steps }: Ticket): boolean => {
  const own = keyOf(caller.tenantUuid, caller.userUuid)
  const roles = new Set(caller.roles.map(({ uuid }) => keyOf(caller.tenantUuid, uuid)))
  return (
    own === keyOf(tenant, applicantUser) ||
    deciders.includes(own) ||
    steps.some((step) => roles.has(keyOf(step.tenantUuid, step.roleUuid))) ||
    roles.has(keyOf(tenant, tenant)) ||
    roles.has('system/system')
  )
}

/** Connects to the peer's own database. */
export const openTickets = async (mongodbUrl: string): Promise<Tickets> => {
  const client = new MongoClient(mongodbUrl, {
    writeConcern: { w: 'majority', journal: true },
    readConcernLevel: 'majority',
  })
  await client.connect()
  const tickets = new Tickets(client.db())
  await tickets.prepare()
  return tickets
}
