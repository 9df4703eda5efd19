import { randomUUID } from 'node:crypto'
import { RoleListData, TicketCountData, TicketListData, UserListData } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { routes } from '../../../services/gateway/src/public.ts'
import { actions } from '../../../services/ticket/src/public.ts'
import type { Caller } from '../../support/caller.ts'
import { mapConcurrently } from '../../support/concurrency.ts'
import { eventually } from '../../support/eventually.ts'
import { resultsOf } from '../../support/openCallers.ts'
import { type AskedProcess, processScodes, ticketScodes } from './rightsCells.ts'
import { delegationTo, makeDelegation, showEverybody } from './rightsDelegations.ts'
import { columns, expected, type Grid } from './rightsExpected.ts'
import { creationColumns, expectedOfProcesses, processColumns } from './rightsExpectedProcesses.ts'
import { expectedOfWebhooks, webhookColumns, webhookCreationColumns } from './rightsExpectedWebhooks.ts'
import {
  feedback,
  type History,
  openRightsHarness,
  type Person,
  people,
  personNames,
  type RightsHarness,
} from './rightsHarness.ts'
import { makeProcesses } from './rightsProcesses.ts'
import { makeTickets } from './rightsSituations.ts'
import { makeWebhooks, webhook, webhookScodes } from './rightsWebhooks.ts'

const everybody = ['anonymous', 'expired', ...personNames] as const
type Somebody = (typeof everybody)[number]
const create = 'POST /v1/ticket/process/create'
const createWebhook = 'POST /v1/webhook/create'
const settings = '/v1/notification/settings'
const confirm = '/v1/notification/mail/confirm'
const simulate = 'POST /v1/ticket/process/simulate'
const comments = ['POST /v1/ticket/comment', 'GET /v1/ticket/comment/list']
const ofFulfillers = ['claim', 'extend', 'report'].map((what) => `POST /v1/fulfilment/${what}`)
const delegations = ['POST /v1/delegation/create', 'POST /v1/delegation/cancel', 'GET /v1/delegation/list']
const onPeople = ['GET /v1/role/list', 'GET /v1/user/list']
const onTickets = Object.keys(expected)
const onWebhooks = Object.keys(expectedOfWebhooks).filter((route) => route !== createWebhook)
const onProcesses = Object.keys(expectedOfProcesses).filter((route) => route !== create)

/** Callers that may change something by a route get tickets of their own there; all others share a set that is not changed. */
const mayChange = (grid: Grid | undefined, name: Somebody): boolean => grid?.[name].split(' ').includes('0') ?? false
const ownSets = (grids: readonly Grid[]): number =>
  grids.flatMap((grid) => everybody.filter((name) => mayChange(grid, name))).length

let harness: RightsHarness
let callers: Readonly<Record<Somebody, Caller>>
let tickets: (readonly string[])[]
let processes: (readonly AskedProcess[])[]
let webhooks: (readonly string[])[]

beforeAll(async () => {
  // The test speaks in the place of the image worker.
  harness = await openRightsHarness({ scale: { image: 0 } })
  callers = { ...harness.callers, anonymous: harness.anonymous, expired: await harness.signIn(people.applicant, -61) }
  const ticketSets = 1 + ownSets(Object.values(expected).map(({ grid }) => grid))
  const made = await makeTickets(harness, ticketSets)
  tickets = Array.from({ length: ticketSets }, (_, at) => columns.map((situation) => made.get(situation)?.[at] ?? ''))
  const processSets = await makeProcesses(
    harness,
    1 + ownSets(onProcesses.flatMap((one) => expectedOfProcesses[one] ?? [])),
  )
  processes = processSets.map((set) => processColumns.map((situation) => set[situation]))
  const webhookSets = await makeWebhooks(
    harness,
    1 + ownSets(onWebhooks.flatMap((one) => expectedOfWebhooks[one] ?? [])),
  )
  webhooks = webhookSets.map((set) => webhookColumns.map((situation) => set[situation]))
}, 240_000)
afterAll(() => harness?.close(), 60_000)

/** `0` for a success that left exactly one trace, the caller's own; `=` for one that left none; else the refusal. */
const cell = (name: Somebody, scode: number | undefined, before: History = [], after: History = []): string => {
  const fresh = after.slice(before.length)
  if (fresh.length === 0) return scode === 0 ? '=' : String(scode)
  const known = name !== 'anonymous' && name !== 'expired'
  const own =
    known && fresh.every(({ by }) => by?.userUuid === people[name].user && by.tenantUuid === people[name].tenant)
  return scode === 0 && own ? '0' : `${scode} and ${fresh.map(({ type }) => type)}`
}

/** One row: the answer to a person's call on each of these tickets, and what it changed. */
const row = async (
  name: Somebody,
  kind: 'tickets' | 'processes' | 'webhooks',
  uuids: readonly string[],
  call: () => Promise<readonly number[]>,
) => {
  const before = await harness.histories(kind, uuids)
  const scodes = await call()
  const after = await harness.histories(kind, uuids)
  return [name, uuids.map((uuid, at) => cell(name, scodes[at], before.get(uuid), after.get(uuid))).join(' ')] as const
}

describe('there are rows', () => {
  test('for every route', () => {
    const inTable = routes.map(({ method, url }) => `${method} ${url}`)
    const grids = [expected, expectedOfProcesses, expectedOfWebhooks].flatMap((one) => Object.keys(one))
    const others = [
      'GET /v1/batch/inspect',
      'GET /v1/events',
      'GET /v1/ticket/history-keys',
      'GET /v1/ticket/count',
      simulate,
      ...onPeople,
      ...ofFulfillers,
      ...delegations,
      ...comments,
    ]
    const rows = [...grids, ...others, `GET ${settings}`, `POST ${settings}`, `POST ${confirm}`]
    expect(rows.toSorted()).toEqual(inTable.toSorted())
  })

  test('for every action on tickets', () => {
    const inRows = new Set(Object.values(expected).map(({ action }) => action))
    expect([...inRows].toSorted()).toEqual([...Object.keys(actions), 'ticket.list', 'ticket.inspect'].toSorted())
  })
})

test('every refusal that the contract foresees stands in the description of its route', () => {
  const foreseen = {
    ...expectedOfProcesses,
    ...expectedOfWebhooks,
    ...Object.fromEntries(onTickets.map((one) => [one, expected[one]?.grid])),
  }
  // A list just leaves out what is not to be seen.
  const missing = routes
    .filter(({ url }) => !url.endsWith('/list'))
    .flatMap(({ method, url, refusals }) => {
      const { anonymous: _, expired: __, ...known } = foreseen[`${method} ${url}`] ?? {}
      const scodes = new Set(Object.values(known).flatMap((cells) => cells.split(' ').map(Number)))
      return [...scodes]
        .filter((scode) => scode > 0 && !refusals.some((one) => one === scode))
        .map((one) => `${url} ${one}`)
    })
  expect(missing).toEqual([])
})

describe('the contract says what comes of every person’s', () => {
  test.each(onTickets)(
    '%s on a ticket in every situation',
    async (route) => {
      const rows = await mapConcurrently(everybody, 1, (name) => {
        const uuids = (mayChange(expected[route]?.grid, name) ? tickets.pop() : tickets[0]) ?? []
        return row(name, 'tickets', uuids, () => ticketScodes(callers[name], route, uuids, harness.process))
      })
      expect(Object.fromEntries(rows)).toEqual(expected[route]?.grid)
    },
    60_000,
  )

  test.each(onProcesses)(
    '%s on a process in every situation',
    async (route) => {
      const rows = await mapConcurrently(everybody, 1, (name) => {
        const asked = (mayChange(expectedOfProcesses[route], name) ? processes.pop() : processes[0]) ?? []
        const uuids = asked.map(({ uuid }) => uuid)
        return row(name, 'processes', uuids, () => processScodes(callers[name], route, asked))
      })
      expect(Object.fromEntries(rows)).toEqual(expectedOfProcesses[route])
    },
    60_000,
  )

  test(create, async () => {
    const steps = { acme: 'acme', globex: 'globex', stepOfGlobex: 'globex', stepOfSystem: 'system' }
    const asked = creationColumns.map((what): AskedProcess => {
      const tenant = what === 'globex' ? 'globex' : 'acme'
      return { uuid: '', tenant, step: { tenant_uuid: steps[what], role_uuid: 'lead' } }
    })
    const before = await harness.count('processes')
    const rows = await mapConcurrently(everybody, 1, async (name) => {
      const scodes = await processScodes(callers[name], create, asked)
      return [name, scodes.join(' ')] as const
    })
    expect(Object.fromEntries(rows)).toEqual(expectedOfProcesses[create])
    const allowed = rows.flatMap(([, cells]) => cells.split(' ')).filter((scode) => scode === '0')
    expect((await harness.count('processes')) - before).toBe(allowed.length)
  }, 30_000)

  test.each(onWebhooks)(
    '%s on a webhook in every situation',
    async (route) => {
      const rows = await mapConcurrently(everybody, 1, (name) => {
        const uuids = (mayChange(expectedOfWebhooks[route], name) ? webhooks.pop() : webhooks[0]) ?? []
        return row(name, 'webhooks', uuids, () => webhookScodes(callers[name], route, uuids))
      })
      expect(Object.fromEntries(rows)).toEqual(expectedOfWebhooks[route])
    },
    60_000,
  )

  test(createWebhook, async () => {
    const before = await harness.count('webhooks')
    const rows = await mapConcurrently(everybody, 1, async (name) => {
      const create = (tenant_uuid: string) => callers[name].post('/v1/webhook/create', { ...webhook, tenant_uuid })
      const replies = await mapConcurrently(webhookCreationColumns, 1, create)
      return [name, replies.map(({ envelope }) => envelope.scode).join(' ')] as const
    })
    expect(Object.fromEntries(rows)).toEqual(expectedOfWebhooks[createWebhook])
    const allowed = rows.flatMap(([, cells]) => cells.split(' ')).filter((scode) => scode === '0')
    expect((await harness.count('webhooks')) - before).toBe(allowed.length)
  }, 30_000)

  test(`${settings}, where people see and change their own alone`, async () => {
    // A user is the same in all their roles, so the former lead has the lead's settings.
    const languageOf = async (name: Somebody) => Object((await callers[name].get(settings)).envelope.data).language
    expect((await callers.anonymous.get(settings)).envelope.scode).toBe(2001)
    expect((await callers.expired.post(settings, {})).envelope.scode).toBe(2002)
    for (const name of personNames) {
      const [own, before] = [people[name], await mapConcurrently(personNames, 4, languageOf)]
      expect((await callers[name].post(settings, { language: 'en' })).envelope.scode).toBe(0)
      const mine = personNames.map((one) => people[one].user === own.user && people[one].tenant === own.tenant)
      const after = before.map((language, at) => (mine[at] ? 'en' : language))
      expect(await mapConcurrently(personNames, 4, languageOf)).toEqual(after)
    }
  }, 60_000)

  test.each(['save', 'submit'])('%s of a new ticket', async (action) => {
    const write = (name: Somebody) => callers[name].post(`/v1/ticket/${action}`, feedback)
    const scodes = (await mapConcurrently(everybody, 4, write)).map(({ envelope }) => envelope.scode)
    expect(scodes).toEqual([2001, 2002, ...personNames.map(() => 0)])
  })

  test('GET /v1/events, which begin behind the last one of the caller’s own', async () => {
    // A last_event_id from the future is refused, so the stream ends; a caller without the right gets another refusal.
    const answers = await mapConcurrently(everybody, 4, (name) =>
      callers[name].get('/v1/events?last_event_id=999999999999999'),
    )
    expect(answers.map(({ envelope }) => envelope.scode)).toEqual([2001, 2002, ...personNames.map(() => 1002)])
  })

  test('POST /v1/notification/mail/confirm, with a token that is nobody’s', async () => {
    const answers = await mapConcurrently(everybody, 4, (name) => callers[name].post(confirm, { token: 'one.abc' }))
    expect(answers.map(({ envelope }) => envelope.scode)).toEqual([2001, 2002, ...personNames.map(() => 2003)])
  })

  test('GET /v1/ticket/history-keys, the same for every caller who is signed in', async () => {
    const answers = await mapConcurrently(everybody, 4, (name) => callers[name].get('/v1/ticket/history-keys'))
    expect(answers.map(({ envelope }) => envelope.scode)).toEqual([2001, 2002, ...personNames.map(() => 0)])
  })

  test('GET /v1/ticket/count, of what the lists of each show', async () => {
    await mapConcurrently(personNames, 4, async (name) => {
      const { envelope } = await callers[name].get('/v1/ticket/count')
      const counts = Object.entries(TicketCountData.parse(envelope.data))
      const totals = await mapConcurrently(counts, 1, async ([scope]) => {
        const list = await callers[name].get(`/v1/ticket/list?scope=${scope}&page_size=1`)
        return [scope, Math.min(TicketListData.parse(list.envelope.data).total_count, 1_000)]
      })
      expect([name, counts.map(([scope, counted]) => [scope, counted?.count])]).toEqual([name, totals])
    })
    const signedOut = await mapConcurrently(['anonymous', 'expired'] as const, 2, (name) =>
      callers[name].get('/v1/ticket/count'),
    )
    expect(signedOut.map(({ envelope }) => envelope.scode)).toEqual([2001, 2002])
  })

  test('POST /v1/fulfilment/…: a fulfiller takes what is passed of its types and reports on that, nobody else does either', async () => {
    const of = { types: ['VM_SPECIFICATION'] }
    const claimed = tickets[0]?.[columns.indexOf('awaited')] ?? ''
    const unknown = { ticket_uuid: randomUUID(), request: 1, fence: 1 }
    const seen = { ticket_uuid: claimed, request: 9, fence: 1 }
    const scodesOf = async (who: Caller, narrowed = of) => {
      const claim = await who.post('/v1/fulfilment/claim', { ...narrowed, limit: 1, lease: 10 })
      const extended = await who.post('/v1/fulfilment/extend', { list: [unknown, seen] })
      const list = [unknown, seen].map((one) => ({ ...one, state: 'done' }))
      const reported = await who.post('/v1/fulfilment/report', { list })
      const ofItems = (reply: typeof claim) =>
        reply.status === 401 ? [reply.envelope.scode] : resultsOf(reply).map(({ scode }) => scode)
      return [claim.envelope.scode, ...ofItems(extended), ...ofItems(reported)]
    }
    const answers = await mapConcurrently(everybody, 4, async (name) => [name, await scodesOf(callers[name])] as const)
    expect(Object.fromEntries(answers)).toEqual({
      ...Object.fromEntries(personNames.map((name) => [name, [2003, 2003, 2003, 2003, 2003]])),
      anonymous: [2001, 2001, 2001],
      expired: [2002, 2002, 2002],
      fulfiller: [0, 3001, 5005, 3001, 5005],
    })
    // One that is for disks only has no part in machines, whether it asks for its own types or for all it may.
    const forDisks = await harness.signIn({ ...people.fulfiller, fulfils: ['VOLUME_EXPANSION'] })
    expect(await scodesOf(forDisks)).toEqual([2003, 3001, 3001, 3001, 3001])
    const all = await forDisks.post('/v1/fulfilment/claim', { limit: 100 })
    expect(Object(all.envelope.data).list).toEqual([])
    for (const scope of ['all', 'fulfil']) {
      const listed = await forDisks.get(`/v1/ticket/list?scope=${scope}&filter_type=VM_SPECIFICATION`)
      expect(TicketListData.parse(listed.envelope.data).total_count).toBe(0)
    }
    const mine = await callers.fulfiller.get('/v1/ticket/list?scope=fulfil&page_size=100')
    const { list: awaited } = TicketListData.parse(mine.envelope.data)
    expect(awaited.length).toBeGreaterThan(0)
    for (const { fulfilment_state } of awaited) expect(['waiting', 'working']).toContain(fulfilment_state)
    for (const name of personNames.filter((one) => one !== 'fulfiller')) {
      const listed = await callers[name].get('/v1/ticket/list?scope=fulfil')
      expect([name, TicketListData.parse(listed.envelope.data).total_count]).toEqual([name, 0])
    }
  }, 60_000)

  test('POST /v1/ticket/process/simulate: for oneself, and for others of the tenant by its administrators', async () => {
    const ticket = { type: 'FEEDBACK', ticket_name: 'n' }
    const forOthers = { process_uuid: 'system', ticket, applicant: { user_uuid: 'somebody', role_uuids: [] } }
    const asked = async (name: Somebody) => [
      (await callers[name].post(simulate.slice(5), { process_uuid: 'system', ticket })).envelope.scode,
      (await callers[name].post(simulate.slice(5), forOthers)).envelope.scode,
    ]
    // The super administrator is one of the tenant `system`; a role of that name in another tenant gives no right.
    const may = (name: Person): boolean => people[name].roles.some(({ uuid }) => uuid === people[name].tenant)
    const answers = await mapConcurrently(everybody, 4, async (name) => [name, await asked(name)] as const)
    expect(Object.fromEntries(answers)).toEqual({
      anonymous: [2001, 2001],
      expired: [2002, 2002],
      ...Object.fromEntries(personNames.map((name) => [name, [0, may(name) ? 0 : 2003]])),
    })
  })

  test('GET /v1/role/list and /v1/user/list, of the own tenant; a super administrator’s of any', async () => {
    // The lead has that role by one of two tokens.
    const rolesOf = (who: Person) =>
      people[who].roles.map(({ uuid }) => uuid as string).filter((uuid) => uuid !== 'lead')
    const inTenant = (tenant: string) => {
      const members = personNames.filter((name) => people[name].tenant === tenant)
      return {
        users: [...new Set(members.map((name) => people[name].user as string))].sort(),
        held: [...new Set(members.flatMap(rolesOf))].sort(),
      }
    }
    const shown = async (name: Person, tenant_uuid: string) => {
      const ask = (path: string) => callers[name].get(path, { body: { tenant_uuid, page_size: 100 } })
      const { list: users } = UserListData.parse((await ask('/v1/user/list')).envelope.data)
      const { list: roles } = RoleListData.parse((await ask('/v1/role/list')).envelope.data)
      const own = roles.filter((role) => role.tenant_uuid === (tenant_uuid || people[name].tenant))
      return {
        users: users.map(({ user_uuid }) => user_uuid).sort(),
        held: own
          .flatMap((role) => (role.holder_count > 0 ? [role.role_uuid] : []))
          .filter((uuid) => uuid !== 'lead')
          .sort(),
      }
    }
    // Each has shown a token by then.
    await mapConcurrently(personNames, 4, (name) => shown(name, ''))
    await eventually(
      async () => {
        for (const name of personNames) {
          expect(await shown(name, '')).toEqual(inTenant(people[name].tenant))
          for (const tenant of ['acme', 'globex', 'system', 'nowhere']) {
            const may = people[name].tenant === tenant || name === 'superAdministrator'
            expect(await shown(name, tenant)).toEqual(may ? inTenant(tenant) : { users: [], held: [] })
          }
        }
      },
      { withinMs: 20_000 },
    )
    const { data } = (await callers.lead.get('/v1/user/list?role_uuid=keeper')).envelope
    expect(data).toEqual({ total_count: 1, list: [{ tenant_uuid: 'acme', user_uuid: 'kai', user_name: '凯' }] })
    for (const path of ['/v1/user/list', '/v1/role/list']) {
      expect((await callers.anonymous.get(path)).envelope.scode).toBe(2001)
      expect((await callers.expired.get(path)).envelope.scode).toBe(2002)
    }
  }, 60_000)

  test('POST /v1/ticket/comment and GET /v1/ticket/comment/list: by whom sees a ticket, and by nobody else', async () => {
    const uuids = tickets[0] ?? []
    const sight = expected['GET /v1/ticket/inspect']?.grid
    // A draft and what is archived take no comments of those who see them.
    const closed = columns.map((situation) => situation === 'saved' || situation === 'archived')
    for (const name of everybody) {
      const seen = (sight?.[name] ?? '').split(' ').map((cell) => (cell === '=' ? 0 : Number(cell)))
      const comment = async (ticket_uuid: string) =>
        (await callers[name].post('/v1/ticket/comment', { ticket_uuid, text: '看过了' })).envelope.scode
      const read = async (ticket_uuid: string) =>
        (await callers[name].get(`/v1/ticket/comment/list?ticket_uuid=${ticket_uuid}`)).envelope.scode
      const before = await harness.count('comments')
      const made = await mapConcurrently(uuids, 4, comment)
      expect([name, made]).toEqual([name, seen.map((scode, at) => (scode === 0 && closed[at] ? 3002 : scode))])
      expect((await harness.count('comments')) - before).toBe(made.filter((scode) => scode === 0).length)
      expect([name, await mapConcurrently(uuids, 4, read)]).toEqual([name, seen])
    }
    // Whoever cannot see a ticket cannot be mentioned in it.
    await showEverybody(harness)
    const pending = uuids[columns.indexOf('pending')] ?? ''
    const mention = async (who: Person) => {
      const { tenant, user } = people[who]
      const body = { ticket_uuid: pending, text: '请看', mention: [{ tenant_uuid: tenant, user_uuid: user }] }
      return (await callers.applicant.post('/v1/ticket/comment', body)).envelope.scode
    }
    const mentioned = ['keeper', 'administrator', 'applicant', 'colleague', 'foreignAdministrator'] as const
    expect(await mapConcurrently(mentioned, 1, mention)).toEqual([0, 0, 0, 3010, 3010])
  }, 60_000)

  test('POST /v1/delegation/create: for oneself, and for others of the tenant by its administrators', async () => {
    await showEverybody(harness)
    const { administrator, lead, colleague, keeper } = people
    const create = async (name: Somebody, to: string, from?: string) => {
      const body = delegationTo(to, from === undefined ? {} : { from_user_uuid: from })
      return (await callers[name].post('/v1/delegation/create', body)).envelope.scode
    }
    const rows = await mapConcurrently(everybody, 1, async (name) => {
      const own = name in people ? people[name as Person] : lead
      const other = own.user === keeper.user ? colleague.user : keeper.user
      return [
        name,
        [await create(name, other), await create(name, keeper.user, lead.user), await create(name, own.user)],
      ]
    })
    // A user of another tenant is none of this one, and nobody delegates to themselves.
    expect(Object.fromEntries(rows)).toEqual({
      anonymous: [2001, 2001, 2001],
      expired: [2002, 2002, 2002],
      applicant: [0, 2003, 4102],
      colleague: [0, 2003, 4102],
      lead: [0, 0, 4102],
      formerLead: [0, 0, 4102],
      keeper: [0, 2003, 4102],
      administrator: [0, 0, 4102],
      foreignApprover: [4102, 2003, 4102],
      namesake: [4102, 2003, 4102],
      foreignAdministrator: [4102, 4102, 4102],
      superAdministrator: [4102, 4102, 4102],
      fulfiller: [4102, 2003, 4102],
    })
    expect(administrator.tenant).toBe(lead.tenant)
  }, 30_000)

  test('POST /v1/delegation/cancel and GET /v1/delegation/list: by the two, and by administrators of their tenant', async () => {
    const rows = await mapConcurrently(everybody, 1, async (name) => {
      const uuid = await makeDelegation(harness)
      const list = async (scope: string) => {
        const { envelope } = await callers[name].get(`/v1/delegation/list?page_size=100&scope=${scope}`)
        const shown: readonly { readonly delegation_uuid: string }[] = Object(envelope.data).list ?? []
        return envelope.scode === 0 ? shown.some(({ delegation_uuid }) => delegation_uuid === uuid) : envelope.scode
      }
      const lists = [await list('given'), await list('received'), await list('tenant')]
      const cancelled = await callers[name].post('/v1/delegation/cancel', { list: [uuid] })
      const results: readonly { readonly scode: number }[] = Object(cancelled.envelope.data).results ?? []
      const history = (await harness.histories('delegations', [uuid])).get(uuid)
      await callers.lead.post('/v1/delegation/cancel', { list: [uuid] })
      const scode = results[0]?.scode ?? cancelled.envelope.scode
      expect([name, history?.length]).toEqual([name, scode === 0 ? 2 : 1])
      return [name, [...lists, scode]]
    })
    expect(Object.fromEntries(rows)).toEqual({
      anonymous: [2001, 2001, 2001, 2001],
      expired: [2002, 2002, 2002, 2002],
      applicant: [false, false, 2003, 4101],
      colleague: [false, true, 2003, 0],
      lead: [true, false, 2003, 0],
      formerLead: [true, false, 2003, 0],
      keeper: [false, false, 2003, 4101],
      administrator: [false, false, true, 0],
      foreignApprover: [false, false, 2003, 4101],
      namesake: [false, false, 2003, 4101],
      foreignAdministrator: [false, false, false, 4101],
      superAdministrator: [false, false, false, 4101],
      fulfiller: [false, false, 2003, 4101],
    })
  }, 60_000)

  test('GET /v1/batch/inspect of a batch that the applicant made', async () => {
    const list = [randomUUID()]
    const accepted = await callers.applicant.post('/v1/ticket/withdraw', { list }, { prefer: 'respond-async' })
    const { batch_uuid } = z.object({ batch_uuid: z.string() }).parse(accepted.envelope.data)
    const scodes = await mapConcurrently(everybody, 4, async (name) => {
      const { envelope } = await callers[name].get('/v1/batch/inspect', { body: { batch_uuid } })
      // 12 until it is done, then 11, for there is no such ticket.
      return envelope.scode === 12 ? 11 : envelope.scode
    })
    expect(scodes).toEqual([2001, 2002, 11, ...personNames.slice(1).map(() => 6001)])
  })
})
