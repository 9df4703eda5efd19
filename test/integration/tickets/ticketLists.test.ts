import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Principal, SeatOwner, Step } from '@gongdan/contracts'
import {
  isComplete,
  type OpenSeat,
  openSeatsIn,
  placeOf,
  planSteps,
  type Round,
  verdictOf,
  voteAt,
  votesIn,
  withDone,
  withVote,
} from '@gongdan/flow'
import { connect, migrate, type Store } from '@gongdan/store'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Collection, type FindOptions, MongoServerError } from 'mongodb'
import {
  administrator,
  feedback,
  firstApprover,
  image,
  lin,
  pass,
  person,
  processUuid,
  type Story,
  save,
  secondApprover,
  submit,
  superAdministrator,
  ticketAfter,
} from '../../../services/ticket/src/domain/tickets.fixture.ts'
import {
  beginRound,
  createTicketStore,
  listFilter,
  listItem,
  type PendingTicket,
  type Ticket,
  type TicketDocument,
  type TicketPage,
  type TicketQuery,
  ticketAggregate,
  ticketsOf,
} from '../../../services/ticket/src/public.ts'

// A busy machine takes its time.
jest.setTimeout(120_000)

/** More than are counted. */
const MANY = 10_050
const PAGE_SIZE = 20
const manyRoles = Array.from({ length: 199 }, (_, at) => `role-${String(at).padStart(3, '0')}`)
/** Every role a step: one user may hold 200 roles. */
const busy = person('busy', 'acme', ...manyRoles, 'operations')
const everyState = ['pending', 'overruled', 'withdrawn', 'passed', 'archived'] as const

let store: Store
const name = `lists_${randomUUID().slice(0, 8)}`

const documentOf = (ticket: Ticket): TicketDocument => ({
  _id: ticket.uuid,
  version: ticket.version,
  relayed: ticket.version,
  history: [],
  answered: [],
  ...ticketAggregate.fields(ticket),
})

const made = (...story: Story): Ticket => {
  const ticket = ticketAfter(...story)
  if (ticket === undefined) throw new TypeError('no ticket')
  return ticket
}

/** Tickets of one kind, at one of ten times each: equal times are told apart by their uuids. */
const many = (count: number, ticket: Ticket): readonly TicketDocument[] =>
  Array.from({ length: count }, (_, at) =>
    documentOf({ ...ticket, uuid: randomUUID(), createdAt: 1_700_000_000_000 + (at % 10) * 60_000 }),
  )

/** A ticket in each state for each of the many roles, whose step it has. */
const ofManyRoles = (): readonly TicketDocument[] => {
  const pending = made([submit(feedback), person('wei', 'acme')])
  if (pending.state !== 'pending') throw new TypeError('not pending')
  return manyRoles.flatMap((roleUuid, at) =>
    everyState.map((state, index) => {
      const plan = { ...pending.plan, steps: pending.plan.steps.slice(0, 1).map((step) => ({ ...step, roleUuid })) }
      const mine = {
        ...pending,
        uuid: randomUUID(),
        createdAt: 1_800_000_000_000 + ((at * 7 + index * 3) % 50) * 60_000,
        plan,
        round: beginRound(plan, pending.createdAt),
      }
      return documentOf({ ...mine, state })
    }),
  )
}

/** Tickets of 80 seats, each with a long name and a long reason, for as many roles as ask for several lists that are merged. */
const LARGE = 40
const heavyRoles = Array.from({ length: 80 }, (_, at) => `heavy-${at}`)
const largeTickets = (): readonly TicketDocument[] => {
  const base = made([submit({ ...feedback, processUuid: 'system' }), person('wei', 'heavyland')])
  if (base.state !== 'pending') throw new TypeError('not pending')
  const [long, reason] = ['😀'.repeat(256), '😀'.repeat(1_000)]
  const steps = heavyRoles.map((roleUuid) => ({
    ...{ tenantUuid: 'heavyland', tenantName: long, roleUuid, roleName: long, skipped: false },
  }))
  const plan = { ...base.plan, steps }
  const by = { userUuid: 'voter', userName: long, tenantUuid: 'heavyland', tenantName: long }
  const round = beginRound(plan, base.createdAt)
  const votes = steps.map((_, step) => ({
    ...{ step, by, onBehalfOf: null, says: 'pass' as const, fills: [0], at: 0, reason },
  }))
  const heavy = { ...base, plan, round: { ...round, votes, done: steps.map((_, step) => step) } }
  return many(LARGE, { ...heavy, state: 'passed' })
}

/** One at either end of all lists. */
const imageTickets = (): readonly TicketDocument[] => {
  const ticket = made([submit(image), lin])
  const progress = { request: 1, requestedAt: 0, jobSeq: 1, imageId: '', failures: [], warning: '' }
  return [
    documentOf({ ...ticket, createdAt: 1_600_000_000_000, image: { ...progress, state: 'failed' } }),
    documentOf({
      ...ticket,
      uuid: randomUUID(),
      createdAt: 1_900_000_000_000,
      image: { ...progress, state: 'needs_operator' },
    }),
  ]
}

const roleOf = (roleUuid: string): SeatOwner => ({
  kind: 'role',
  tenantUuid: 'flowland',
  tenantName: 'Flowland',
  roleUuid,
  roleName: roleUuid,
})
const flowStep = (key: string, ...roles: readonly string[]): Step => ({
  ...{ tenantUuid: 'flowland', tenantName: 'Flowland', roleUuid: 'legal', roleName: 'legal' },
  settings: {
    ...{ key, name: '', need: 'all', veto: true, after: [], when: null, due: null },
    approvers: roles.map((role) => ({ owner: roleOf(role), count: 1 })),
  },
})
const voters = [
  person('li', 'flowland', 'legal'),
  person('fang', 'flowland', 'finance'),
  person('both', 'flowland', 'legal', 'finance'),
  person('idle', 'flowland', 'developer'),
]

/** Two branches, one of two seats, after every order in which some of the voters approve. */
const withVotes = (): readonly PendingTicket[] => {
  const base = made([submit({ ...feedback, processUuid: 'system' }), person('wei', 'flowland')])
  if (base.state !== 'pending') throw new TypeError('not pending')
  const applicant = person('wei', 'flowland')
  const input = { applicant, administrator: roleOf('flowland'), evaluate: () => ({ value: true }) }
  const steps = planSteps([flowStep('a', 'legal', 'finance'), flowStep('b', 'legal')], input)
  const plan = { ...base.plan, steps, forbid: [] }
  const begun = { ...base, plan, round: beginRound(plan, base.createdAt) }
  const orders = voters.flatMap((one) => [[one], ...voters.map((other) => [one, other])])
  return [[], ...orders].map((order, at) => ({
    ...begun,
    uuid: randomUUID(),
    createdAt: base.createdAt + at * 1_000,
    round: order.reduce<Round>((round, who) => {
      const place = placeOf(round, who, [], null)
      if (typeof place === 'string') return round
      const voted = withVote(round, voteAt(place, who, { says: 'pass', reason: '', at: 0 }))
      const verdict = verdictOf(place.step, votesIn(voted, place.step.id), applicant.userUuid)
      return verdict === 'passed' ? withDone(voted, place.step.id) : voted
    }, begun.round),
  }))
}
const partlyVoted = withVotes().filter(({ round }) => !isComplete(round))

let roleDocuments: readonly TicketDocument[]
beforeAll(async () => {
  const url = process.env.MONGODB_URL ?? ''
  await migrate(url, name, fileURLToPath(new URL('../../../services/ticket/migrations', import.meta.url)))
  store = await connect(url, name)
  roleDocuments = ofManyRoles()
  await ticketsOf(store).insertMany([
    ...many(MANY, made([submit(feedback), lin])),
    ...many(30, made([submit({ ...feedback, processUuid: 'system' }), lin])),
    ...many(15, made([submit(feedback), lin], [pass, firstApprover], [pass, secondApprover])),
    ...many(5, made([save(feedback), lin])),
    ...many(7, made([submit(feedback), person('busy', 'acme')])),
    ...imageTickets(),
    ...largeTickets(),
    ...roleDocuments,
    ...partlyVoted.map(documentOf),
  ])
})
afterAll(async () => {
  await store.db.dropDatabase()
  await store.close()
})

const query = (principal: Principal, scope: TicketQuery['scope'], more: Partial<TicketQuery> = {}): TicketQuery => ({
  principal,
  scope,
  tenantUuid: null,
  pageNum: 1,
  pageSize: PAGE_SIZE,
  sort: 'newest',
  states: [],
  types: [],
  imageStates: [],
  overdue: false,
  owner: null,
  applicantUuid: null,
  name: null,
  processUuid: null,
  start: null,
  end: null,
  cursor: null,
  ...more,
})

/** Without the time limits of reading: a busy machine exceeds them where a test does not say so. */
const unhurried = (documents: Collection<TicketDocument>): Partial<Collection<TicketDocument>> => ({
  find: ((filter: object, { maxTimeMS: _, ...options }: FindOptions) => documents.find(filter, options)) as never,
  countDocuments: (filter, { maxTimeMS: _, ...options } = {}) => documents.countDocuments(filter, options),
})

const ticketStore = (collection: Partial<Collection<TicketDocument>> = {}) => {
  const tickets = Object.assign(Object.create(ticketsOf(store)), unhurried(ticketsOf(store)), collection)
  return createTicketStore(
    { ...store, db: Object.assign(Object.create(store.db), { collection: () => tickets }) },
    () => {},
  ).tickets
}

/** What the database says of an operation that it has carried out. */
interface Profiled {
  readonly command: {
    readonly aggregate?: string
    readonly find?: string
    readonly limit?: number
    readonly distinct?: string
  }
  readonly docsExamined: number
  readonly keysExamined: number
  readonly hasSortStage?: boolean
  readonly planSummary: string
}

const profiled = async (call: () => Promise<unknown>) => {
  await store.db.command({ profile: 2 })
  await call()
  await store.db.command({ profile: 0 })
  const all = await store.db
    .collection<Profiled>('system.profile')
    .find({ ns: `${store.db.databaseName}.tickets` })
    .toArray()
  await store.db.dropCollection('system.profile')
  return {
    all,
    counts: all.filter(({ command }) => 'aggregate' in command),
    /** Those of pages: whether the caller shares a step in which there are votes is a look into the index of its own. */
    finds: all.filter(({ command }) => 'find' in command && command.limit !== 1),
  }
}

const hasLegal = ({ owners }: OpenSeat): boolean =>
  owners.some((owner) => owner.kind === 'role' && owner.roleUuid === 'legal')

const uuids = ({ items }: TicketPage) => items.map(({ ticket }) => ticket.uuid)

describe('what waits for a caller', () => {
  test.each(voters)('is what they may vote on, however far votes have come: $userUuid', async (voter) => {
    const expected = partlyVoted
      .filter(({ round }) => typeof placeOf(round, voter, [], null) !== 'string')
      .map(({ uuid }) => uuid)
      .reverse()
    const page = await ticketStore().list(query(voter, 'todo', { pageSize: 100 }))
    expect(uuids(page)).toEqual(expected)
    expect(page.total).toBe(expected.length)
    expect((await ticketStore().count(voter, 'todo')).count).toBe(expected.length)
  })
})

describe('what waits for an owner', () => {
  const ofLegal = { owner: { tenantUuid: 'flowland', uuid: 'legal' }, pageSize: 100 }
  const expected = partlyVoted.filter(({ round }) => openSeatsIn(round, null).some(hasLegal)).map(({ uuid }) => uuid)

  test('is found by the open seats, whoever may vote on it, and by them alone', async () => {
    const page = await ticketStore().list(query(superAdministrator, 'all', ofLegal))
    expect([uuids(page), page.total]).toEqual([expected.toReversed(), expected.length])
    expect(expected.length).toBeLessThan(partlyVoted.length)
  })

  test('is shown as far as the caller may see it', async () => {
    const shown = (who: Principal) => ticketStore().list(query(who, 'all', ofLegal))
    expect(uuids(await shown(person('boss', 'flowland', 'flowland')))).toEqual(expected.toReversed())
    expect(uuids(await shown(administrator))).toEqual([])
  })

  test('is read by its owner in the index, never sorted', async () => {
    const { finds } = await profiled(() => ticketStore().list(query(superAdministrator, 'all', ofLegal)))
    expect(finds.map(({ hasSortStage }) => hasSortStage)).toEqual([undefined])
    expect(finds[0]?.docsExamined).toBe(expected.length)
  })
})

describe('a total', () => {
  test('is exact up to ten thousand, then capped', async () => {
    const list = (...asked: Parameters<typeof query>) => ticketStore().list(query(...asked))
    expect(await list(lin, 'applied', { states: ['passed'] })).toMatchObject({ total: 15, capped: false })
    expect(await list(lin, 'applied', { states: ['saved'] })).toMatchObject({ total: 5, capped: false })
    expect(await list(administrator, 'todo')).toMatchObject({ total: 30, capped: false })
    expect(await list(lin, 'applied')).toMatchObject({ total: 10_000, capped: true })
    expect(await list(superAdministrator, 'all')).toMatchObject({ total: 10_000, capped: true })
  })

  test('of several keys, without the tickets of the caller, is counted in the index alone', async () => {
    const asked = query(busy, 'todo')
    const { counts } = await profiled(async () => {
      expect(await ticketStore().list(asked)).toMatchObject({ total: 10_000, capped: true })
    })
    expect(counts).toMatchObject([{ docsExamined: 0 }])
    expect(counts[0]?.keysExamined).toBeLessThan(11_000)
  })

  test('of a tenant and a type is counted in the index alone', async () => {
    const all = [
      query(administrator, 'all', { types: ['FEEDBACK'], tenantUuid: 'acme' }),
      query(lin, 'all', { start: 1_700_000_000, end: 1_700_000_300 }),
      query(superAdministrator, 'all', { states: ['pending'], tenantUuid: 'acme' }),
    ]
    for (const asked of all) {
      const { counts } = await profiled(() => ticketStore().list(asked))
      expect(counts).toMatchObject([{ docsExamined: 0 }])
    }
  })

  test('that a filter makes too slow is said to be capped, and never less than what is shown', async () => {
    const limits: unknown[] = []
    const late = ticketStore({
      countDocuments: async (_filter, options) => {
        limits.push(options?.maxTimeMS)
        throw new MongoServerError({ code: 50, message: 'operation exceeded time limit' })
      },
    })
    const page = await late.list(query(lin, 'applied', { name: 'slow', pageNum: 3 }))
    expect(page).toMatchObject({ total: 61, capped: true })
    expect(page.items).toHaveLength(PAGE_SIZE)
    await late.list(query(lin, 'applied', { processUuid }))
    await late.list(query(lin, 'applied', { states: ['pending'], types: ['FEEDBACK'], start: 1 }))
    expect(limits).toEqual([1_000, 1_000, undefined])
  })

  test('is never less than what a page shows, though tickets come in between', async () => {
    const early = ticketStore({ countDocuments: async () => 0 })
    expect(await early.list(query(lin, 'applied', { states: ['saved'] }))).toMatchObject({ total: 5, capped: false })
    expect(await early.list(query(lin, 'applied', { states: ['saved'], pageNum: 9 }))).toMatchObject({
      total: 0,
      items: [],
    })
  })
})

test('what tabs show is counted by type, up to a thousand, in the index alone', async () => {
  const count = (...asked: Parameters<ReturnType<typeof ticketStore>['count']>) => ticketStore().count(...asked)
  const { all } = await profiled(async () => {
    expect(await count(administrator, 'todo')).toEqual({ count: 30, capped: false, byType: { FEEDBACK: 30 } })
    expect(await count(firstApprover, 'todo')).toMatchObject({ count: 1_000, capped: true })
    expect(await count(lin, 'handled')).toEqual({ count: 0, capped: false, byType: {} })
    expect(await count(firstApprover, 'handled')).toMatchObject({ count: 15, byType: { FEEDBACK: 15 } })
    expect(await count(busy, 'all')).toMatchObject({ count: 1_000, capped: true })
  })
  expect(all.map(({ docsExamined }) => docsExamined)).toEqual(all.map(() => 0))
})

describe('a page', () => {
  test('reads no more documents than it shows, and one', async () => {
    for (const asked of [
      query(lin, 'applied', { pageNum: 5 }),
      query(firstApprover, 'todo'),
      query(administrator, 'all', { states: ['pending'] }),
      query(superAdministrator, 'all', { pageNum: 2 }),
    ]) {
      const { finds } = await profiled(() => ticketStore().list(asked))
      expect(finds).toHaveLength(1)
      expect(finds[0]?.docsExamined).toBeLessThanOrEqual(PAGE_SIZE + 1)
      expect(finds[0]?.hasSortStage).not.toBe(true)
    }
  })

  test.each([1, 16, 50, 200])('of a caller with %d roles is merged, never sorted, either way round', async (count) => {
    const caller = { ...busy, roles: busy.roles.slice(-count) }
    const { next: cursor } = await ticketStore().list(query(caller, 'all'))
    expect(cursor).not.toBeNull()
    for (const asked of [
      query(caller, 'all', { cursor }),
      query(caller, 'all', { cursor, sort: 'oldest' }),
      query(caller, 'all'),
      query(caller, 'all', { sort: 'oldest' }),
      query(caller, 'todo'),
      query(caller, 'todo', { types: ['FEEDBACK', 'VIP'] }),
      query(caller, 'all', { states: ['passed', 'archived'], pageNum: 4 }),
      query(caller, 'all', { applicantUuid: 'lin', sort: 'oldest', pageNum: 2 }),
    ]) {
      const { finds } = await profiled(() => ticketStore().list(asked))
      expect(finds.filter(({ hasSortStage }) => hasSortStage)).toEqual([])
      const read = finds.map(({ docsExamined }) => docsExamined).reduce((sum, one) => sum + one, 0)
      // With a cursor, one more that was created at the same moment.
      expect(read).toBeLessThanOrEqual(PAGE_SIZE + (asked.cursor === null ? 1 : 2))
    }
  })

  test('would be sorted if all keys of that caller were asked for at once', async () => {
    const asked = query(busy, 'all')
    const { finds } = await profiled(() =>
      ticketsOf(store).find(listFilter(asked)).sort({ createdAt: -1, _id: -1 }).limit(2).hint('lists').toArray(),
    )
    expect(finds).toMatchObject([{ hasSortStage: true }])
  })

  test.each(['newest', 'oldest'] as const)(
    'of a caller with 200 roles shows the %s first, by number and by cursor',
    async (sort) => {
      const asked = query(busy, 'all', { start: 1_800_000_000, end: 1_850_000_000, pageSize: 100, sort })
      const newestFirst = roleDocuments
        .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0) || (a._id < b._id ? 1 : -1))
        .map(({ _id }) => _id)
      const expected = sort === 'newest' ? newestFirst : newestFirst.toReversed()
      const byNumber: string[] = []
      const byCursor: string[] = []
      let cursor: TicketQuery['cursor'] = null
      for (let pageNum = 1; pageNum <= Math.ceil(expected.length / 100); pageNum += 1) {
        const page = await ticketStore().list({ ...asked, pageNum })
        expect(page).toMatchObject({ total: expected.length, capped: false })
        byNumber.push(...uuids(page))
        const next = await ticketStore().list({ ...asked, cursor })
        byCursor.push(...uuids(next))
        cursor = next.next
      }
      expect(byNumber).toEqual(expected)
      expect(byCursor).toEqual(expected)
      expect(cursor).toBeNull()
    },
  )

  test.each([1, 80])(
    'of large tickets ends before it fills a message, and its cursor leads on (%d roles)',
    async (roles) => {
      const caller = person('heavy', 'heavyland', ...heavyRoles.slice(0, roles))
      for (const sort of ['newest', 'oldest'] as const) {
        const asked = query(caller, 'all', { pageSize: 100, sort })
        const found: string[] = []
        let cursor: TicketQuery['cursor'] = null
        do {
          const page: TicketPage = await ticketStore().list({ ...asked, cursor })
          const shown = page.items.map((item) => listItem(item, caller))
          expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThan(6 * 2 ** 20)
          expect(page).toMatchObject({ total: LARGE, capped: false })
          found.push(...uuids(page))
          cursor = page.next
        } while (cursor !== null)
        expect(new Set(found).size).toBe(LARGE)
        expect(found).toHaveLength(LARGE)
      }
    },
  )

  test('leads with its cursor back to where it began', async () => {
    const asked = query(lin, 'applied', { pageSize: 7 })
    const first = await ticketStore().list(asked)
    const back = await ticketStore().list({ ...asked, sort: 'oldest', cursor: first.next })
    expect(uuids(back)).not.toEqual(expect.arrayContaining(uuids(first).slice(0, 1)))
    const rest = await ticketStore().list({ ...asked, pageSize: 8, sort: 'oldest', cursor: first.next })
    expect(uuids(rest).slice(1).toReversed()).toEqual(uuids(first))
  })

  test('of images by their state, of any number of states and types, of an applicant', async () => {
    const list = (more: Partial<TicketQuery>) => ticketStore().list(query(superAdministrator, 'all', more))
    expect(await list({ imageStates: ['failed', 'needs_operator'] })).toMatchObject({ total: 2, capped: false })
    expect(await list({ imageStates: ['created'] })).toMatchObject({ total: 0, items: [] })
    expect(await list({ states: ['withdrawn', 'archived'] })).toMatchObject({ total: 2 * manyRoles.length })
    expect(await list({ types: ['VIP', 'TENCENT_IMAGE_CREATE'] })).toMatchObject({ total: 2 })
    expect(await list({ applicantUuid: 'busy' })).toMatchObject({ total: 7 })
    const own = query(busy, 'todo', { applicantUuid: 'busy' })
    expect(await ticketStore().list(own)).toMatchObject({ total: 0, items: [] })
  })

  test('that takes too long to find shows what is among the next tickets, and leads on to the others', async () => {
    const timedOut = new MongoServerError({ code: 50, message: 'operation exceeded time limit' })
    const late = ticketStore({
      countDocuments: async () => {
        throw timedOut
      },
      find: ((filter: object, options: { readonly maxTimeMS?: number }) => {
        const cursor = ticketsOf(store).find(filter, options)
        if (options.maxTimeMS === undefined) return cursor
        const reject = () => Promise.reject(timedOut)
        return Object.assign(cursor, { toArray: reject, [Symbol.asyncIterator]: () => ({ next: reject }) })
      }) as never,
    })
    for (const sort of ['newest', 'oldest'] as const) {
      const asked = query(superAdministrator, 'all', { imageStates: ['failed', 'needs_operator'], sort })
      const found: string[] = []
      let cursor: TicketQuery['cursor'] = null
      let pages = 0
      do {
        const page = await late.list({ ...asked, cursor })
        expect(page.capped).toBe(true)
        found.push(...uuids(page))
        cursor = page.next
        pages += 1
      } while (cursor !== null)
      expect(pages).toBe(2)
      expect(found).toHaveLength(2)
    }
  })
})

test('processes are in use while tickets on them are pending, and the index alone says so', async () => {
  const unused = randomUUID()
  const { all } = await profiled(async () => {
    const inUse = await ticketStore().processesInUse([processUuid, unused, 'system'])
    expect(inUse.toSorted()).toEqual([processUuid, 'system'].toSorted())
  })
  expect(all).toMatchObject([{ docsExamined: 0 }])
  expect(all[0]?.keysExamined).toBeLessThan(10)
})
