import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGongdan, type Gongdan, type ItemOutcome } from '@gongdan/sdk'
import { createRaw } from '@gongdan/sdk/raw'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { root } from '../../../deploy/local/localDirectory.ts'
import { type Harness, openHarness } from '../../support/harness.ts'
import { makeFolder } from '../../support/makeFolder.ts'
import { type Person, people, roles, step, tenant } from '../../support/people.ts'
import { startProxy } from '../../support/tcpProxy.ts'
import { runProgram } from './runProgram.ts'

jest.setTimeout(180_000)

let harness: Harness
const clients = new Map<Person, Gongdan>()
beforeAll(async () => {
  harness = await openHarness()
  for (const person of ['administrator', 'applicant', 'firstApprover'] as const) {
    const token = await harness.system.token(people[person])
    clients.set(person, createGongdan({ baseUrl: harness.system.url, token, language: 'zh' }))
  }
})
afterAll(() => harness?.close())

const as = (person: Person): Gongdan => clients.get(person) ?? createGongdan({ baseUrl: harness.system.url })
const draft = { type: 'FEEDBACK', ticket_name: '控制台很慢' } as const

test('the quick start of the README runs', async () => {
  const readme = readFileSync(join(root, 'libs/sdk/README.md'), 'utf8')
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(readme) ?? []
  expect(code.split('\n').length).toBeLessThanOrEqual(11)
  const folder = makeFolder('quick-start')
  writeFileSync(join(folder, 'start.mjs'), code)
  const token = await harness.system.token(people.applicant)
  const env = { GONGDAN_URL: harness.system.url, GONGDAN_TOKEN: token }
  const { stdout, stderr, code: status } = await runProgram(process.execPath, [join(folder, 'start.mjs')], { env })
  rmSync(folder, { recursive: true })
  expect([stderr, status]).toEqual(['', 0])
  expect(stdout).toBe('控制台很慢 待审批 租户管理员\n控制台很慢\n控制台很慢 true 成功\ntrue\n')
})

// The journey of the Python and the Go client, with the types that openapi-typescript makes of the document.
test('the raw client takes a ticket through an approval', async () => {
  const process_uuid = await harness.defineProcess(['first', 'second'])
  const rawAs = async (person: Person) =>
    createRaw({ baseUrl: harness.system.url, token: await harness.system.token(people[person]) })
  const [applicant, first, second] = [
    await rawAs('applicant'),
    await rawAs('firstApprover'),
    await rawAs('secondApprover'),
  ]

  const body = { type: 'VIP', ticket_name: '虚拟IP', process_uuid, network: { vip: { vip_count: 2 } } } as const
  const submitted = await applicant.POST('/v1/ticket/submit', { body })
  const ref = submitted.data?.data
  if (ref === undefined || !('ticket_uuid' in ref)) throw new Error('it was not submitted at once')
  const { ticket_uuid } = ref
  const query = { scope: 'todo', filter_type: ['VIP'], filter_process_uuid: process_uuid } as const
  const todo = await first.GET('/v1/ticket/list', { params: { query } })
  expect(todo.data?.data.list).toMatchObject([{ ticket_uuid }])

  const list = [ticket_uuid]
  const passed = await first.POST('/v1/ticket/pass', { body: { list: [...list, randomUUID()], reason: '同意' } })
  expect(passed.data).toMatchObject({ scode: 10, data: { success: 1, results: [{ scode: 0 }, { scode: 3001 }] } })
  const inspect = async () => {
    const { data } = await applicant.GET('/v1/ticket/inspect', { params: { query: { ticket_uuid } } })
    return data?.data
  }
  const shown = await inspect()
  expect(shown?.network?.vip?.vip_count).toBe(2)
  expect(shown?.history.map(({ type, reason }) => [type, reason])).toEqual([
    ['ticket.submitted', ''],
    ['ticket.step-passed', '同意'],
  ])

  const overruled = await second.POST('/v1/ticket/overrule', { body: { list, reason: '数量过多' } })
  expect(overruled.data?.scode).toBe(0)
  const again = await applicant.POST('/v1/ticket/overruled/submit', { body: { list } })
  expect(again.data?.scode).toBe(0)
  const resubmitted = await inspect()
  expect([resubmitted?.ticket_state_code, resubmitted?.history.at(-1)?.round]).toEqual(['pending', 2])

  const unknown = { params: { query: { ticket_uuid: randomUUID() } } }
  expect((await applicant.GET('/v1/ticket/inspect', unknown)).error?.scode).toBe(3001)
})

describe('the client', () => {
  test('takes tickets through an approval', async () => {
    const { process_uuid } = await as('administrator').processes.create({
      tenant_uuid: tenant.tenant,
      process_name: '一级审批',
      approval_list: [step(roles.first)],
    })
    const capacity = 2n ** 53n + 1n
    const { ticket_uuid } = await as('applicant').tickets.submit({
      type: 'VOLUME_EXPANSION',
      ticket_name: '扩容',
      process_uuid,
      storage: { volume_expantion: { volume_uuid: 'v', capacity } },
    })
    const todo = await as('firstApprover').tickets.list({ scope: 'todo', type: 'VOLUME_EXPANSION', process_uuid })
    expect(todo.list).toMatchObject([{ ticket_uuid, can: expect.arrayContaining(['pass']) }])
    const unknown = randomUUID()
    const outcomes = await as('firstApprover').tickets.overrule([ticket_uuid, unknown], { reason: '太大' }).all()
    expect(outcomes).toMatchObject([
      { uuid: ticket_uuid, name: '扩容', ok: true, text: '成功' },
      { uuid: unknown, ok: false, scode: 3001, messageCn: '工单不存在' },
    ])
    await as('applicant').tickets.submitOverruled(ticket_uuid).one()
    await as('firstApprover').tickets.pass(ticket_uuid, { reason: '同意' }).one()
    const ticket = await as('applicant').tickets.inspect(ticket_uuid)
    expect(ticket).toMatchObject({ ticket_state_code: 'passed', storage: { volume_expantion: { capacity } } })
    const late = as('firstApprover').tickets.pass(ticket_uuid).one()
    await expect(late).rejects.toMatchObject({ scode: 3002, data: { current: { ticket_state_code: 'passed' } } })
    const verified = await as('applicant').tickets.verify(ticket_uuid)
    expect(verified).toMatchObject({ whole: true, brokenAt: null, entries: ticket.history.length })
    expect(verified.signatures).toBeGreaterThan(0)
  })

  test('hears what happens', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const heard: string[] = []
    for await (const event of as('applicant').events({ signal })) {
      if (event.type === 'listening') {
        const { ticket_uuid } = await as('applicant').tickets.submit(draft)
        await as('applicant').tickets.withdraw(ticket_uuid).one()
      }
      if (event.type === 'changed') heard.push(event.ticket.ticket_state_code)
      if (heard.includes('withdrawn')) controller.abort()
    }
    expect(heard.at(-1)).toBe('withdrawn')
  })

  test('does everything once over a connection that keeps breaking', async () => {
    const { hostname, port } = new URL(harness.system.url)
    const wire = await startProxy({ host: hostname, port: Number(port) })
    try {
      const token = await harness.system.token(people.applicant)
      const gd = createGongdan({ baseUrl: `http://127.0.0.1:${wire.port}`, token })
      // Before the answer, within its head, within its body.
      wire.cutAfter([0, 20, 400])
      const name = `once ${randomUUID()}`
      const { ticket_uuid } = await gd.tickets.submit({ ...draft, ticket_name: name })
      const { list } = await gd.tickets.list({ scope: 'applied', name })
      expect(list.map((ticket) => ticket.ticket_uuid)).toEqual([ticket_uuid])
    } finally {
      await wire.close()
    }
  })

  test('follows what was accepted, and has each outcome once', async () => {
    const uuids: string[] = []
    for (let index = 0; index < 20; index += 1) uuids.push((await as('applicant').tickets.submit(draft)).ticket_uuid)
    const hasty = createGongdan({
      baseUrl: harness.system.url,
      token: await harness.system.token(people.applicant),
      fetch: (request) => {
        if (request.method === 'POST') request.headers.set('Prefer', 'respond-async')
        return fetch(request)
      },
    })
    const found: ItemOutcome[] = []
    for await (const one of hasty.tickets.withdraw(uuids, { pieces: 7 })) found.push(one)
    expect(found.map(({ uuid }) => uuid).toSorted()).toEqual(uuids.toSorted())
    expect(found.every(({ ok, known }) => ok && known)).toBe(true)
  })
})
