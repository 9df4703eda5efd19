import { ProcessRef, SimulateData, TicketInspectData, TicketListData } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Caller, createCaller, ticketUuid } from '../../support/caller.ts'
import { mapConcurrently } from '../../support/concurrency.ts'
import { eventually } from '../../support/eventually.ts'
import { patient } from '../../support/harness.ts'
import { people, tenant } from '../../support/people.ts'
import type { TestSystem } from '../../support/system.ts'
import { openRightsHarness, type RightsHarness } from '../rights/rightsHarness.ts'
import { testRaces } from '../rights/rightsRace.ts'

// Processes with several approvers, on the running system: votes that meet, and what everybody sees of them afterwards.

jest.setTimeout(120_000)

const VOTERS = 16
const RACES = 40
const board = { tenant_uuid: tenant.tenant, role_uuid: 'acme-board', role_name: '委员' }
const member = (at: number) => ({
  // As identity providers name people.
  user: `auth0|member-${at}@corp.example`,
  name: `委员${at}`,
  ...tenant,
  roles: [{ uuid: board.role_uuid, name: board.role_name }],
})

let harness: RightsHarness
let system: TestSystem
let administrator: Caller
let applicant: Caller
let members: readonly Caller[]
beforeAll(async () => {
  harness = await openRightsHarness({ scale: { image: 0, notification: 0, ticket: 2 } })
  system = harness.system
  const signIn = async (who: Parameters<TestSystem['token']>[0]) =>
    createCaller(system.url, await system.token(who), { headers: patient.headers })
  ;[administrator, applicant] = [await signIn(people.administrator), await signIn(people.applicant)]
  members = await Promise.all(Array.from({ length: VOTERS }, (_, at) => signIn(member(at))))
})
afterAll(() => harness?.close())

const define = async (...approval_list: readonly object[]): Promise<string> => {
  const body = { tenant_uuid: tenant.tenant, process_name: '会签', approval_list }
  return ProcessRef.parse((await administrator.post('/v1/ticket/process/create', body)).data).process_uuid
}
const ticket = (process_uuid: string) => ({ ticket_name: '采购', type: 'FEEDBACK', process_uuid })
const submit = async (process_uuid: string): Promise<string> =>
  ticketUuid(await applicant.post('/v1/ticket/submit', ticket(process_uuid)))
const inspect = async (who: Caller, uuid: string) =>
  TicketInspectData.parse((await who.get(`/v1/ticket/inspect?ticket_uuid=${uuid}`)).data)
const waitsFor = async (who: Caller) => {
  const list = TicketListData.parse((await who.get('/v1/ticket/list?scope=todo&page_size=100')).data)
  expect(list.total_count).toBe(list.list.length)
  for (const item of list.list) expect(item.can).toContain('pass')
  return list.list.map(({ ticket_uuid }) => ticket_uuid)
}
/** The scode of the only item. */
const outcome = async (who: Caller, action: 'pass' | 'overrule', uuid: string): Promise<number> => {
  const { data } = await who.post(`/v1/ticket/${action}`, {
    list: [uuid],
    ...(action === 'overrule' && { reason: '不同意' }),
  })
  return (data as { results: { scode: number }[] }).results[0]?.scode ?? -1
}

test('sixteen people who vote at once all count, and afterwards no list asks any of them again', async () => {
  const uuid = await submit(
    await define({ approvers: [10, VOTERS - 10].map((count) => ({ ...board, count })), need: 'all' }),
  )
  expect(await waitsFor(members[0] as Caller)).toContain(uuid)
  const scodes = await Promise.all(members.map((who) => outcome(who, 'pass', uuid)))
  expect(scodes).toEqual(members.map(() => 0))
  const { ticket_state_code, steps, can } = await inspect(members[3] as Caller, uuid)
  expect([ticket_state_code, steps[0]?.votes.length, can.includes('pass')]).toEqual(['passed', VOTERS, false])
  expect(new Set(steps[0]?.seats.map(({ filled_by }) => filled_by?.user_uuid)).size).toBe(VOTERS)
  for (const who of members) expect(await waitsFor(who)).not.toContain(uuid)
})

test('who has voted is not asked again, the others are', async () => {
  const uuid = await submit(await define({ approvers: [{ ...board, count: 3 }], need: '2' }))
  const [first, second] = members as [Caller, Caller]
  expect(await outcome(first, 'pass', uuid)).toBe(0)
  expect([(await waitsFor(first)).includes(uuid), (await waitsFor(second)).includes(uuid)]).toEqual([false, true])
  expect([await outcome(first, 'pass', uuid), await outcome(second, 'pass', uuid)]).toEqual([3009, 0])
})

test('of two who approve at once where one is enough, one gets 0 and the other hears that it is decided', async () => {
  const process = await define({ approvers: [{ ...board, count: 2 }], need: 'any' })
  const [first, second] = members as [Caller, Caller]
  for (let race = 0; race < RACES; race += 1) {
    const uuid = await submit(process)
    const scodes = await Promise.all([outcome(first, 'pass', uuid), outcome(second, 'pass', uuid)])
    expect(scodes.toSorted()).toEqual([0, 3002])
    expect((await inspect(applicant, uuid)).history.map(({ type }) => type)).toEqual([
      'ticket.submitted',
      'ticket.passed',
    ])
  }
})

test('an administrator gives the 1,000 tickets of somebody who left to somebody else in one call', async () => {
  const [gone, heir] = [member(0), member(1)]
  const process = await define({ approvers: [{ tenant_uuid: tenant.tenant, user_uuid: gone.user }] })
  const uuids = await mapConcurrently(Array.from({ length: 1_000 }), 32, () => submit(process))
  const waiting = async (owner: string, who = administrator) => {
    const found: string[] = []
    for (let cursor = '', page = 0; page === 0 || cursor !== ''; page += 1) {
      const { data } = await who.get(
        `/v1/ticket/list?filter_owner_uuid=${owner}&page_size=100&cursor=${encodeURIComponent(cursor)}`,
      )
      const { list, next_cursor } = TicketListData.parse(data)
      found.push(...list.map(({ ticket_uuid }) => ticket_uuid))
      cursor = next_cursor
    }
    return found
  }
  expect((await applicant.get(`/v1/ticket/list?filter_owner_uuid=${gone.user}`)).scode).toBe(2003)
  const list = await waiting(gone.user)
  expect(list.toSorted()).toEqual(uuids.toSorted())
  const body = { list, to: { user_uuid: heir.user }, reason: '原处理人已离职' }
  const { data } = await administrator.post('/v1/ticket/transfer', body)
  const { results } = data as { results: { scode: number; data: { ticket_uuid: string } }[] }
  expect(results.map(({ scode, data }) => [scode, data.ticket_uuid])).toEqual(list.map((uuid) => [0, uuid]))
  expect([await waiting(gone.user), (await waiting(heir.user)).toSorted()]).toEqual([[], uuids.toSorted()])
})

test('while somebody is away their delegate decides what waits already, and no longer at its end', async () => {
  const [ann, bo, cy] = members as [Caller, Caller, Caller]
  const [annSays, boSays, cySays] = [member(0), member(1), member(2)]
  const named = (who: { readonly user: string }) => ({
    approvers: [{ tenant_uuid: tenant.tenant, user_uuid: who.user }],
  })
  const process_uuid = await define(named(annSays), { ...named(cySays), step_key: 'second' })
  const uuid = await submit(process_uuid)
  const delegated = async () =>
    TicketListData.parse((await bo.get('/v1/ticket/list?scope=delegated')).data).list.map((item) => {
      expect(item.can).toContain('pass')
      return item.ticket_uuid
    })
  const now = Math.floor(Date.now() / 1_000)
  const away = { to: { user_uuid: boSays.user }, process_uuids: [process_uuid] }
  const give = async (who: Caller, end: number) =>
    (await who.post('/v1/delegation/create', { ...away, start: now, end })).scode
  expect([await outcome(bo, 'pass', uuid), await delegated()]).toEqual([3001, []])
  // Who there is must have become known by their tokens.
  await eventually(async () => expect(await give(ann, now + 600)).toBe(0), { withinMs: 20_000 })
  // For a second each process may remember that the delegate acts for nobody.
  const given = Date.now()
  await eventually(async () => expect(Date.now()).toBeGreaterThan(given + 1_000), { withinMs: 5_000 })
  expect(await delegated()).toEqual([uuid])
  expect((await inspect(bo, uuid)).can).toEqual(['pass', 'overrule', 'return', 'add-approvers'])
  expect(await outcome(bo, 'pass', uuid)).toBe(0)
  expect(await delegated()).toEqual([])
  const { steps, history } = await inspect(ann, uuid)
  expect(steps[0]?.votes).toMatchObject([{ user_uuid: boSays.user, on_behalf_of: { user_uuid: annSays.user } }])
  expect(history.at(-1)).toMatchObject({
    actor: { user_uuid: boSays.user },
    on_behalf_of: { user_uuid: annSays.user },
    detail: { delegation_uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  })
  const end = Math.floor(Date.now() / 1_000) + 20
  expect(await give(cy, end)).toBe(0)
  await eventually(async () => expect(await delegated()).toEqual([uuid]), { withinMs: end * 1_000 - Date.now() })
  await eventually(async () => expect(await delegated()).toEqual([]), { withinMs: 60_000 })
  expect(Date.now()).toBeGreaterThanOrEqual(end * 1_000)
  expect([await outcome(bo, 'pass', uuid), await outcome(cy, 'pass', uuid)]).toEqual([3003, 0])
})

test('a simulation shows the steps that the submission then pins', async () => {
  const process_uuid = await define(
    {
      approvers: [
        { ...board, count: 2 },
        { tenant_uuid: tenant.tenant, user_uuid: people.applicant.user },
      ],
      need: 'all',
    },
    { tenant_uuid: tenant.tenant, role_uuid: 'acme-audit', after: [], when: 'ticket.type == "VIP"' },
    { tenant_uuid: tenant.tenant, role_uuid: tenant.tenant, step_key: 'last' },
  )
  const body = { process_uuid, ticket: ticket(process_uuid) }
  const { steps } = SimulateData.parse((await applicant.post('/v1/ticket/process/simulate', body)).data)
  const pinned = await inspect(applicant, await submit(process_uuid))
  const simulated = steps.map(({ why: _, why_cn: __, seats, ...step }) => ({
    ...step,
    seats: seats.map(({ known: ___, people: ____, ...seat }) => seat),
  }))
  expect(simulated).toEqual(pinned.steps)
  expect(pinned.steps.map(({ need, skipped_by }) => [need, skipped_by])).toEqual([
    [2, ''],
    [1, 'condition'],
    [1, ''],
  ])
})

describe('races', () => testRaces(() => harness))
