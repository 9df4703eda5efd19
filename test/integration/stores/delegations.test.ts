import { randomUUID } from 'node:crypto'
import { CommandReply, type ListTickets, type Principal, type SeatOwner } from '@gongdan/contracts'
import type { Store } from '@gongdan/store'
import { describe, expect, jest, test } from '@jest/globals'
import { feedback, lin, submit, ticketAfter } from '../../../services/ticket/src/domain/tickets.fixture.ts'
import {
  actions,
  can,
  commentHandlers,
  createComments,
  createDelegations,
  createPeople,
  createTicketStore,
  delegationHandlers,
  rememberNobody,
  type Ticket,
} from '../../../services/ticket/src/public.ts'
import { emptyStores } from '../../support/emptyStores.ts'

// Delegations on the real database: its clock, its indexes, and what lists find by them.

jest.setTimeout(60_000)

const open = emptyStores('ticket')
const person = (userUuid: string, ...roles: readonly string[]): Principal => ({
  userUuid,
  userName: userUuid,
  tenantUuid: 'acme',
  tenantName: 'Acme',
  roles: roles.map((uuid) => ({ uuid, name: uuid })),
})
const NOW = Date.now()
const HOUR = 3_600_000

interface Given {
  readonly start?: number
  readonly end?: number
  readonly processUuids?: readonly string[]
}

const delegationsIn = (store: Store) => {
  const delegations = createDelegations(store, () => {})
  const act = async (uuid: string, event: object, by: Principal) => {
    await delegations.execute([
      {
        id: uuid,
        commandId: randomUUID(),
        correlationId: 'c',
        by,
        creates: Object(event).type === 'delegation.made',
        decide: () => [event as never],
      },
    ])
    return uuid
  }
  return {
    delegations,
    give: (from: Principal, to: Principal, { start = NOW - HOUR, end = NOW + HOUR, processUuids = [] }: Given = {}) => {
      const { tenantUuid, tenantName } = from
      const terms = { tenantUuid, tenantName, from, to, start, end, types: [], processUuids, reason: '' }
      return act(randomUUID(), { type: 'delegation.made', data: terms }, from)
    },
    cancel: (uuid: string, by: Principal) => act(uuid, { type: 'delegation.cancelled', data: {} }, by),
  }
}

const [ann, bo, cy] = [person('ann', 'lead'), person('bo'), person('cy')]
const seen = (principal: Principal, at = NOW) => ({ principal, iat: 1, at })

describe('who acts for whom', () => {
  test('is as the clock of the database says: from the start on, no longer at the end, and not once it is cancelled', async () => {
    const { delegations, give, cancel } = delegationsIn(await open())
    await give(ann, bo, { start: NOW - 2 * HOUR, end: NOW - HOUR })
    await give(ann, bo, { start: NOW + HOUR, end: NOW + 2 * HOUR })
    expect(await delegations.absentOf(['acme bo'])).toEqual(new Map())
    const uuid = await give(ann, bo)
    expect((await delegations.absentOf(['acme bo', 'acme ann'])).get('acme bo')).toMatchObject([
      { delegationUuid: uuid, userUuid: 'ann' },
    ])
    await cancel(uuid, ann)
    expect(await delegations.absentOf(['acme bo'])).toEqual(new Map())
    const { delegations: listed } = await delegations.list({ to: 'acme bo' }, 0, 10)
    expect(listed.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'ended', 'planned'])
  })

  test('is with the roles that the newest token showed within 90 days, and none of an older one', async () => {
    const store = await open()
    const { delegations, give } = delegationsIn(store)
    const people = createPeople(store)
    await people.record([seen(ann), seen(person('old', 'lead'), NOW - 91 * 24 * HOUR)])
    await give(ann, bo)
    await give(person('old', 'lead'), bo)
    const absent = (await delegations.absentOf(['acme bo'])).get('acme bo')
    expect(absent?.map(({ userUuid, roles }) => [userUuid, roles.map(({ uuid }) => uuid)])).toEqual([
      ['ann', ['lead']],
      ['old', []],
    ])
  })

  test('is limited where it overlaps, given and received, those of before included and those that are over left out', async () => {
    const { delegations, give, cancel } = delegationsIn(await open())
    await give(ann, bo)
    await give(cy, bo)
    const over = await give(ann, cy)
    await cancel(over, ann)
    const during = { uuid: randomUUID(), from: 'acme ann', to: 'acme bo', start: NOW, end: NOW + HOUR }
    expect(await delegations.takePlaces(during, { given: 1, received: 9 })).toBe('given')
    expect(await delegations.takePlaces(during, { given: 2, received: 2 })).toBe('received')
    expect(await delegations.takePlaces(during, { given: 2, received: 3 })).toBeNull()
    expect(await delegations.takePlaces(during, { given: 2, received: 3 })).toBeNull()
    const other = { ...during, uuid: randomUUID() }
    expect(await delegations.takePlaces(other, { given: 2, received: 3 })).toBe('given')
    expect(
      await delegations.takePlaces({ ...other, start: NOW + HOUR, end: NOW + 2 * HOUR }, { given: 1, received: 1 }),
    ).toBeNull()
  })
})

const role: SeatOwner = { kind: 'role', tenantUuid: 'acme', tenantName: '', roleUuid: 'lead', roleName: '' }
const user = (who: Principal): SeatOwner => ({
  kind: 'user',
  tenantUuid: 'acme',
  tenantName: '',
  userUuid: who.userUuid,
  userName: '',
})
const seat = (owner: SeatOwner) => ({ owners: [owner] })
const step = (id: number, seats: readonly object[], more: object = {}) => ({
  id,
  key: String(id),
  name: '',
  after: [],
  seats,
  need: seats.length,
  veto: true,
  skipped: null,
  due: null,
  ...more,
})

test('todo and delegated together are what a person can approve, and what is nobody’s to delegate is in neither', async () => {
  const store = await open()
  const { delegations, give } = delegationsIn(store)
  await createPeople(store).record([ann, bo, cy].map((one) => seen(one)))
  const { tickets, execute } = createTicketStore(store, () => {})
  const submit = async (applicant: Principal, steps: readonly object[], forbid: readonly string[] = []) => {
    const id = randomUUID()
    const info = { name: id, type: 'FEEDBACK', reason: '', processUuid: 'system', clusterUuid: '', details: null }
    const plan = { processUuid: 'system', processName: '', processVersion: 1, steps, forbid }
    const data = { info, detailUuid: randomUUID(), plan, applicantRole: '' }
    await execute([
      {
        id,
        commandId: randomUUID(),
        correlationId: 'c',
        by: applicant,
        creates: true,
        decide: () => [{ type: 'ticket.submitted', data } as never],
      },
    ])
    return id
  }
  const lin = person('lin')
  const absentOf = async (who: Principal) => {
    const found = await delegations.absentOf([`acme ${who.userUuid}`])
    return () => found.get(`acme ${who.userUuid}`) ?? []
  }
  const pass = async (who: Principal, ticketUuid: string) => {
    const absent = await absentOf(who)
    const { results } = await execute([
      {
        id: ticketUuid,
        commandId: randomUUID(),
        correlationId: 'c',
        by: who,
        creates: false,
        decide: (ticket, at) =>
          actions['ticket.pass'].decide(ticket, {
            body: { principal: who, items: [], stepId: null, config: null, reason: '' },
            item: { commandId: randomUUID(), ticketUuid },
            context: { absentOf: absent, at, imageGuard: { tagKey: null, trustsTenants: true } } as never,
          }),
      },
    ])
    expect(results.map(({ scode }) => scode)).toEqual([0])
  }
  await give(ann, bo)
  await give(bo, cy, { processUuids: ['system'] })
  await give(ann, lin, { processUuids: [randomUUID()] })
  const made = [
    await submit(lin, [step(0, [seat(role)])]),
    await submit(lin, [step(0, [seat(user(ann)), seat(user(bo)), seat(user(cy))])]),
    await submit(lin, [step(0, [seat(role), seat(user(bo))])]),
    await submit(lin, [step(0, [seat(user(bo))]), step(1, [seat(user(ann))])]),
    await submit(ann, [step(0, [seat(user(bo))])]),
    await submit(bo, [step(0, [seat(role)])]),
    await submit(lin, [step(0, [seat(role)])], ['delegate']),
    await submit(person('ann'), [step(0, [seat(role)])]),
  ]
  const query = {
    tenantUuid: null,
    pageNum: 1,
    pageSize: 100,
    sort: 'newest',
    states: [],
    types: [],
    imageStates: [],
  } as const
  const none = {
    overdue: false,
    owner: null,
    applicantUuid: null,
    name: null,
    processUuid: null,
    start: null,
    end: null,
  } as const
  const check = async () => {
    for (const principal of [ann, bo, cy, lin]) {
      const absent = (await absentOf(principal))()
      const list = async (scope: ListTickets['scope']) => {
        const page = await tickets.list({
          ...query,
          ...none,
          states: [],
          types: [],
          imageStates: [],
          principal,
          scope,
          absent,
          cursor: null,
        })
        expect([scope, (await tickets.count(principal, scope, absent)).count]).toEqual([scope, page.total])
        return page.items.map(({ ticket }) => ticket.uuid)
      }
      const listed = new Set([...(await list('todo')), ...(await list('delegated'))])
      const possible = await Promise.all(
        made.map(async (uuid) => {
          const found = await tickets.find(uuid)
          return found !== undefined && can(principal, found.ticket, () => absent).includes('pass') ? [uuid] : []
        }),
      )
      expect([principal.userUuid, [...listed].toSorted()]).toEqual([principal.userUuid, possible.flat().toSorted()])
    }
  }
  await check()
  await pass(bo, made[1] ?? '')
  await check()
  await pass(bo, made[2] ?? '')
  await check()
  await pass(bo, made[3] ?? '')
  await check()
})

describe('made at once by several processes, there are never more than may be:', () => {
  const PROCESSES = 3
  const received = (principal: Principal, item: object) =>
    [{ body: { principal, items: [{ commandId: randomUUID(), ...item }] }, correlationId: 'c' }] as never
  const scodeOf = (outcomes: readonly unknown[]): number =>
    CommandReply.parse(Object(outcomes[0]).reply).outcomes[0]?.scode ?? -1
  const tally = (scodes: readonly number[]) =>
    Object.fromEntries([...Map.groupBy(scodes, (scode) => scode)].map(([scode, all]) => [scode, all.length]))

  test('ten delegations of a person at a time, and again ten once those are cancelled', async () => {
    const store = await open()
    const to = Array.from({ length: 30 }, (_, at) => person(`delegate-${at}`))
    const people = createPeople(store)
    await people.record([ann, ...to].map((one) => seen(one)))
    const processes = Array.from({ length: PROCESSES }, () =>
      delegationHandlers({ delegations: createDelegations(store, () => {}), people }),
    )
    const start = Math.floor(NOW / 1_000)
    const made: string[] = []
    const giveAll = () =>
      Promise.all(
        to.map(async ({ userUuid, userName }, at) => {
          const delegationUuid = randomUUID()
          const terms = { start, end: start + 3_600, types: [], processUuids: [], reason: '', fromUserUuid: null }
          const item = { delegationUuid, to: { userUuid, userName }, ...terms }
          const scode = scodeOf(
            (await processes[at % PROCESSES]?.['delegation.create'](received(ann, item))) as readonly unknown[],
          )
          if (scode === 0) made.push(delegationUuid)
          return scode
        }),
      )
    expect(tally(await giveAll())).toEqual({ 0: 10, 4102: 20 })
    const cancelled = made.splice(0, 4)
    for (const delegationUuid of cancelled) {
      await processes[0]?.['delegation.cancel'](received(ann, { delegationUuid }))
    }
    expect(tally(await giveAll())).toEqual({ 0: 4, 4102: 26 })
    const lasting = { from: 'acme ann', cancelled: false }
    expect(await store.db.collection('delegations').countDocuments(lasting)).toBe(10)
  })

  test('five hundred comments on a ticket', async () => {
    const store = await open()
    const ticket = ticketAfter([submit(feedback), lin]) as Ticket
    const comments = Array.from({ length: PROCESSES }, () => createComments(store, () => {}))
    const written = Array.from({ length: 490 }, () => randomUUID())
    await Promise.all(written.map((uuid) => comments[0]?.takePlace(ticket.uuid, uuid, 500)))
    const handlers = comments.map((one) =>
      commentHandlers({
        comments: one,
        tickets: { find: async () => ({ ticket, history: [], brokenAt: null, claim: undefined }) },
        people: createPeople(store),
        delegations: { absentOf: async () => new Map() },
      }),
    )
    const scodes = await Promise.all(
      Array.from({ length: 30 }, async (_, at) => {
        const item = { commentUuid: randomUUID(), ticketUuid: ticket.uuid, text: '', mention: [] }
        return scodeOf((await handlers[at % PROCESSES]?.['comment.create'](received(lin, item))) as readonly unknown[])
      }),
    )
    expect(tally(scodes)).toEqual({ 0: 10, 3012: 20 })
  })
})

test('that somebody acts for nobody is remembered for a second, that they do never', async () => {
  const { delegations, give, cancel } = delegationsIn(await open())
  const clock = { now: 0 }
  const absentOf = rememberNobody(delegations.absentOf, () => clock.now)
  expect(await absentOf(['acme bo'])).toEqual(new Map())
  const uuid = await give(ann, bo)
  clock.now = 1_000
  expect((await absentOf(['acme bo'])).size).toBe(1)
  await cancel(uuid, ann)
  expect(await absentOf(['acme bo'])).toEqual(new Map())
})
