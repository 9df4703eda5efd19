import { CommandReply, type Principal, userKey } from '@gongdan/contracts'
import type { Received } from '@gongdan/messaging'
import { createMemoryExecute } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { v4 as uuidv4 } from 'uuid'
import { delegationAggregate, rememberNobody } from '../adapters/delegations.ts'
import { ticketAggregate } from '../adapters/ticketDocument.ts'
import type { Absent } from '../domain/acting.ts'
import {
  administrator,
  colleague,
  feedback,
  firstApprover,
  lin,
  person,
  stranger,
  twoSteps,
} from '../domain/tickets.fixture.ts'
import { commandHandlers } from './commands.ts'
import { delegationHandlers, listDelegations } from './delegations.ts'

const NOW = 1_800_000_000
const DAY = 86_400

const received = <B>(body: B): Received<B> => ({ body, correlationId: 'c' }) as Received<B>
const scodesOf = (outcomes: readonly object[]) =>
  outcomes.flatMap((outcome) =>
    CommandReply.parse(Object(outcome).reply).outcomes.map(({ scode, desc }) => [scode, desc === '' ? '' : desc.en]),
  )

/** Delegations in memory, at an hour that the test sets. */
const serviceOf = (full: 'given' | 'received' | null = null) => {
  const clock = { now: NOW * 1_000 }
  const { execute, documents } = createMemoryExecute(delegationAggregate, () => clock.now)
  const known = [lin, colleague, firstApprover, stranger]
  const handlers = delegationHandlers({
    delegations: { execute, takePlaces: async () => full },
    people: {
      nameOf: async (user) => known.find((one) => userKey(one) === userKey(user))?.userName,
    },
  })
  const create = async (principal: Principal, more: object = {}) => {
    const delegationUuid = uuidv4()
    const item = {
      ...{ commandId: uuidv4(), delegationUuid, fromUserUuid: null, to: { userUuid: 'colleague', userName: '' } },
      ...{ start: NOW, end: NOW + DAY, types: [], processUuids: [], reason: '', ...more },
    }
    const [[scode, why] = []] = scodesOf(
      await handlers['delegation.create']([received({ principal, items: [item] })] as never),
    )
    return { scode, why, delegationUuid }
  }
  const cancel = async (principal: Principal, delegationUuid: string) => {
    const items = [{ commandId: uuidv4(), delegationUuid }]
    return scodesOf(await handlers['delegation.cancel']([received({ principal, items })] as never))[0]?.[0]
  }
  return { clock, create, cancel, historyOf: (uuid: string) => documents.get(uuid)?.history }
}

describe('a delegation', () => {
  test('is made by the absent person, or for them by an administrator of the tenant', async () => {
    const { create, historyOf } = serviceOf()
    const own = await create(firstApprover)
    expect(own.scode).toBe(0)
    expect(historyOf(own.delegationUuid)).toMatchObject([
      {
        type: 'delegation.made',
        data: {
          from: { userUuid: 'first', userName: 'name of first' },
          to: { userUuid: 'colleague', userName: 'name of colleague' },
          end: (NOW + DAY) * 1_000,
        },
      },
    ])
    expect(await create(administrator, { fromUserUuid: 'first' })).toMatchObject({ scode: 0 })
    expect(await create(lin, { fromUserUuid: 'first' })).toMatchObject({ scode: 2003 })
    expect(await create(stranger, { fromUserUuid: 'first', to: { userUuid: 'stranger', userName: '' } })).toMatchObject(
      {
        scode: 4102,
      },
    )
  })

  test.each([
    ['to oneself', { to: { userUuid: 'first', userName: '' } }, 'nobody can be their own delegate'],
    ['that ends before it begins', { end: NOW }, 'end is not after start'],
    ['that is over', { start: NOW - 2 * DAY, end: NOW }, 'end is past'],
    ['of more than 90 days', { end: NOW + 90 * DAY + 1 }, 'it is longer than 90 days'],
    [
      'to somebody unknown',
      { to: { userUuid: 'ghost', userName: '' } },
      'no user ghost of tenant acme was seen within 90 days',
    ],
    [
      'to another tenant',
      { to: { userUuid: 'stranger', userName: '' } },
      'no user stranger of tenant acme was seen within 90 days',
    ],
  ])('%s is refused, which says why', async (_, more, why) => {
    expect(await serviceOf().create(firstApprover, more)).toMatchObject({ scode: 4102, why })
  })

  test('is refused to whom has given ten, or received twenty, at that time', async () => {
    expect(await serviceOf('given').create(firstApprover)).toMatchObject({
      scode: 4102,
      why: 'first has given 10 at that time',
    })
    expect(await serviceOf('received').create(firstApprover)).toMatchObject({
      scode: 4102,
      why: 'colleague has received 20 at that time',
    })
  })

  test.each([
    ['the absent person', firstApprover, 0],
    ['the delegate', colleague, 0],
    ['an administrator', administrator, 0],
    ['somebody else of the tenant', lin, 4101],
    ['the administrator of another tenant', stranger, 4101],
    ['somebody of the same id in another tenant', { ...stranger, userUuid: 'first', roles: [] }, 4101],
  ])('is cancelled by %s: %i', async (_, who, scode) => {
    const { create, cancel, historyOf } = serviceOf()
    const { delegationUuid } = await create(firstApprover)
    expect(await cancel(who, delegationUuid)).toBe(scode)
    expect(historyOf(delegationUuid)).toHaveLength(scode === 0 ? 2 : 1)
  })

  test('that has ended, or is cancelled, stays as it is', async () => {
    const { create, cancel, clock, historyOf } = serviceOf()
    const [one, other] = [await create(firstApprover), await create(firstApprover)]
    expect([await cancel(colleague, one.delegationUuid), await cancel(colleague, one.delegationUuid)]).toEqual([0, 0])
    clock.now = (NOW + DAY) * 1_000
    expect(await cancel(colleague, other.delegationUuid)).toBe(0)
    expect([historyOf(one.delegationUuid)?.length, historyOf(other.delegationUuid)?.length]).toEqual([2, 1])
    expect(await cancel(colleague, uuidv4())).toBe(4101)
  })
})

test('all delegations of the tenant are listed to its administrators only', async () => {
  const asked: object[] = []
  const list = listDelegations({
    list: async (filter) => {
      asked.push(filter)
      return { total: 0, delegations: [] }
    },
  })
  const paging = { pageNum: 1, pageSize: 20 }
  expect(await list({ principal: lin, scope: 'tenant', ...paging })).toMatchObject({ scode: 2003 })
  await list({ principal: lin, scope: 'given', ...paging })
  await list({ principal: lin, scope: 'received', ...paging })
  await list({ principal: administrator, scope: 'tenant', ...paging })
  expect(asked).toEqual([{ from: 'acme lin' }, { to: 'acme lin' }, { tenant: 'acme' }])
})

describe('for whom a caller acts', () => {
  /** The commands on tickets, with delegations that the test changes while it runs. */
  const ticketsOf = () => {
    const { execute } = createMemoryExecute(ticketAggregate, () => NOW * 1_000)
    const clock = { now: 0 }
    const active = new Map<string, readonly Absent[]>()
    const lookUps: string[][] = []
    const absentOf = rememberNobody(
      async (people) => {
        lookUps.push([...people])
        return new Map(people.flatMap((one) => (active.has(one) ? [[one, active.get(one) ?? []] as const] : [])))
      },
      () => clock.now,
    )
    const handlers = commandHandlers({
      execute,
      tickets: { processesOf: async () => [], infosOf: async () => new Map() },
      definitions: { find: async () => new Map([[twoSteps.processUuid, twoSteps]]) },
      people: { namesOf: async () => new Map(), roleNames: async () => new Map() },
      delegations: { absentOf },
      imageGuard: { tagKey: null, trustsTenants: true },
      fulfilledTypes: new Set(),
      imageChecks: { verdictOn: () => undefined, ask: async () => {} },
    })
    const submit = async () => {
      const ticketUuid = uuidv4()
      const item = { commandId: uuidv4(), ticketUuid, isNew: true, info: feedback }
      await handlers['ticket.submit']([received({ principal: lin, items: [item], cc: [] })] as never)
      return ticketUuid
    }
    const pass = async (principal: Principal, ...ticketUuids: readonly string[]) => {
      const items = ticketUuids.map((ticketUuid) => ({ commandId: uuidv4(), ticketUuid }))
      const body = { principal, items, stepId: null, config: null, reason: '' }
      return scodesOf((await handlers['ticket.pass']([received(body)] as never)) as readonly object[]).map(
        ([scode]) => scode,
      )
    }
    return { submit, pass, active, lookUps, clock }
  }
  const absent: Absent = { ...firstApprover, delegationUuid: uuidv4(), types: [], processUuids: [] }

  test('is looked up once for a whole message, and never for whom it is the turn', async () => {
    const { submit, pass, active, lookUps } = ticketsOf()
    const [one, other, third] = [await submit(), await submit(), await submit()]
    expect(await pass(firstApprover, third)).toEqual([0])
    expect(lookUps).toEqual([])
    active.set('acme colleague', [absent])
    expect(await pass(colleague, one, other)).toEqual([0, 0])
    expect(lookUps).toEqual([['acme colleague']])
  })

  test('is looked up each time, so that a delegation which is cancelled gives nothing from then on', async () => {
    const { submit, pass, active } = ticketsOf()
    const [one, other] = [await submit(), await submit()]
    active.set('acme colleague', [absent])
    expect(await pass(colleague, one)).toEqual([0])
    active.delete('acme colleague')
    expect(await pass(colleague, other)).toEqual([3001])
  })

  test('is remembered for a second where there is nobody', async () => {
    const { submit, pass, active, lookUps, clock } = ticketsOf()
    const ticket = await submit()
    expect(await pass(colleague, ticket)).toEqual([3001])
    active.set('acme colleague', [absent])
    clock.now = 999
    expect(await pass(colleague, ticket)).toEqual([3001])
    clock.now = 1_000
    expect(await pass(colleague, ticket)).toEqual([0])
    expect(lookUps).toHaveLength(2)
  })

  test('does not keep others in the same message from their decisions', async () => {
    const { submit, pass } = ticketsOf()
    expect(await pass(person('dee', 'acme', 'operations'), await submit(), uuidv4())).toEqual([0, 3001])
  })
})
