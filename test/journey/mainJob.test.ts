import { randomUUID } from 'node:crypto'
import { ProcessListData, TicketInspectData, TicketListData } from '@gongdan/contracts'
import { brokenAt } from '@gongdan/store'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { batchUuid, type Call, type Reply, ticketUuid } from '../support/caller.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, type Harness, openHarness } from '../support/harness.ts'
import { people, roles } from '../support/people.ts'

jest.setTimeout(180_000)

let harness: Harness
beforeAll(async () => {
  harness = await openHarness()
})
afterAll(() => harness?.close())

const patiently = { withinMs: 60_000, everyMs: 100 }
const inspect = async (uuid: string) => {
  const { data } = await harness.as('applicant').get('ticket/inspect', { query: { ticket_uuid: uuid } })
  return TicketInspectData.parse(data)
}
const result = (uuid: string, name: string, scode = 0) =>
  expect.objectContaining({ scode, data: { ticket_uuid: uuid, ticket_name: name } })

describe('three image tickets on a process of two steps', () => {
  const unknown = randomUUID()
  const names = ['web server', '数据库', 'build machine']
  let process: string
  let tickets: [string, string, string]
  let firstPass: Reply
  let secondPass: Reply

  const submit = async (name: string, index: number) => {
    const image = {
      region: 'ap-guangzhou',
      instance_id: `ins-demo000${index + 1}`,
      image_name: `golden-${index + 1}`,
      image_description: `每周备份 ${name}`,
      data_disk_ids: [`disk-demo000${index + 1}`],
    }
    const ticket = { ticket_name: name, type: 'TENCENT_IMAGE_CREATE', process_uuid: process, tencent: { image } }
    return ticketUuid(await harness.as('applicant').post('ticket/submit', ticket))
  }
  const created = (uuid: string) =>
    eventually(async () => {
      const ticket = await inspect(uuid)
      expect(ticket.fulfilment).toMatchObject({ image_state: 'created' })
      return ticket
    }, patiently)

  beforeAll(async () => {
    process = await harness.defineProcess(['first', 'second'])
    // The first of them comes the moment the process exists.
    tickets = [await submit('web server', 0), await submit('数据库', 1), await submit('build machine', 2)]
    const [a, b, c] = tickets
    firstPass = await harness.as('firstApprover').post('ticket/pass', { list: [a, b, a, unknown, c] })
    secondPass = await harness.as('secondApprover').post('ticket/pass', { list: tickets })
  })

  test('are passed in one call, which answers each place of its list, in order', () => {
    const [a, b, c] = tickets
    expect(firstPass).toMatchObject({ status: 200, scode: 10 })
    expect(firstPass.data).toEqual({
      success: 4,
      fail: 1,
      results: [
        result(a, 'web server'),
        result(b, '数据库'),
        result(a, 'web server'),
        result(unknown, '', 3001),
        result(c, 'build machine'),
      ],
    })
    expect(secondPass).toMatchObject({ status: 200, scode: 0, data: { success: 3, fail: 0 } })
  })

  test('become three images, made once each and bearing the names that were wanted', async () => {
    for (const [index, uuid] of tickets.entries()) {
      const ticket = await created(uuid)
      const [image, ...others] = await harness.ledger.imagesOf(uuid)
      expect(others).toEqual([])
      expect(image).toEqual({ id: expect.stringMatching(/^img-/), name: `golden-${index + 1}` })
      expect(await harness.ledger.imagesMade(uuid)).toBe(1)
      expect(ticket).toMatchObject({
        ticket_name: names[index],
        ticket_state: '已通过',
        ticket_is_over: true,
        is_confirm: '未确认',
        tencent: {
          image: {
            image_name: `golden-${index + 1}`,
            image_state: 'created',
            image_id: image?.id,
            apply_count: 1,
            success_count: 1,
            failed_count: 0,
            faild_info: [],
          },
        },
      })
    }
  })

  test('show who passed which step, and a whole history whose entries are chained', async () => {
    const [uuid] = tickets
    const { processers, history } = await created(uuid)
    expect(processers).toMatchObject([
      { owner_uuid: roles.first.uuid, processer_name: people.firstApprover.name, processer_action: '通过' },
      { owner_uuid: roles.second.uuid, processer_name: people.secondApprover.name, processer_action: '通过' },
    ])
    expect(history.map(({ seq, type, actor }) => [seq, type, actor?.user_uuid])).toEqual([
      [1, 'ticket.submitted', people.applicant.user],
      [2, 'ticket.step-passed', people.firstApprover.user],
      [3, 'ticket.passed', people.secondApprover.user],
      [4, 'ticket.image-requested', people.secondApprover.user],
      [5, 'ticket.image-creating', undefined],
      [6, 'ticket.image-created', undefined],
    ])
    const [record] = await harness.ledger.tickets('web server')
    expect(record?.history.map(({ hash }) => hash)).toEqual(history.map(({ hash }) => hash))
    expect(brokenAt(record?.history ?? [])).toBeNull()
  })

  test('gain nothing, and lose nothing, when their images are asked for again', async () => {
    const [uuid] = tickets
    const { version } = await created(uuid)
    const again = await harness.as('applicant').post('tencent/image/create', { list: [uuid] })
    expect(again).toMatchObject({ scode: 0, data: { success: 1, fail: 0, results: [result(uuid, 'web server')] } })
    expect((await inspect(uuid)).version).toBe(version)
    expect(await harness.ledger.imagesMade(uuid)).toBe(1)
  })
})

describe('a list', () => {
  let process: string
  let waiting: string
  let withdrawn: string
  beforeAll(async () => {
    process = await harness.defineProcess(['first', 'second'])
    withdrawn = await harness.submit('first thought', process)
    waiting = await harness.submit('second thought', process)
    await harness.as('applicant').post('ticket/withdraw', { list: [withdrawn] })
  })
  const onProcess = (more: object) => ({ filter_process_uuid: process, page_size: '100', ...more })

  test.each([
    ['the applicant what he applied for, newest first', 'applicant', { scope: 'applied' }, () => [waiting, withdrawn]],
    ['the approver whose turn it is what he has to do', 'firstApprover', { scope: 'todo' }, () => [waiting]],
    ['the approver of a later step nothing yet', 'secondApprover', { scope: 'todo' }, () => []],
    ['the administrator all of his tenant', 'administrator', { tenant_uuid: '' }, () => [waiting, withdrawn]],
    ['the administrator one state only', 'administrator', { filter_state: 'withdrawn' }, () => [withdrawn]],
    ['somebody of another tenant nothing', 'stranger', {}, () => []],
  ] as const)('shows %s, by query string and by JSON body alike', async (_, person, filters, expected) => {
    const asked = onProcess(filters)
    const uuids = async (way: Pick<Call, 'query' | 'body'>) => {
      const { scode, data } = await harness.as(person).get('ticket/list', way)
      expect(scode).toBe(0)
      const { list, total_count } = TicketListData.parse(data)
      expect(total_count).toBe(expected().length)
      return list.map(({ ticket_uuid }) => ticket_uuid)
    }
    expect(await uuids({ query: asked })).toEqual(expected())
    expect(await uuids({ body: asked })).toEqual(expected())
  })

  test('of processes holds the built-in one and the tenant’s own, and says which is in use', async () => {
    await eventually(async () => {
      const { data } = await harness.as('administrator').get('ticket/process/list', { body: { tenant_uuid: 'acme' } })
      const { list } = ProcessListData.parse(data)
      expect(list[0]).toMatchObject({ process_uuid: 'system', process_name: '默认审批流程' })
      const own = list.find(({ process_uuid }) => process_uuid === process)
      expect(own).toMatchObject({
        is_in_using: true,
        creator_name: people.administrator.name,
        process_list: [{ role_name: roles.first.name }, { role_name: roles.second.name }],
      })
    }, patiently)
  })
})

describe('an approver', () => {
  test('overrules with a reason, by POST and, as old clients do, by GET with a body', async () => {
    const byPost = await harness.submit('overruled by POST', 'system')
    const byGet = await harness.submit('overruled by GET', 'system')
    const answers = [
      await harness.as('administrator').post('ticket/overrule', { list: [byPost], reason: '理由不足' }),
      await harness.as('administrator').get('ticket/overrule', { body: { list: [byGet], reason: '理由不足' } }),
    ]
    expect(answers.map(({ scode }) => scode)).toEqual([0, 0])
    expect(answers[1]?.headers).toMatchObject({ deprecation: 'true', 'cache-control': 'no-store' })
    for (const uuid of [byPost, byGet]) {
      const ticket = await inspect(uuid)
      expect(ticket).toMatchObject({ ticket_state: '已驳回', user_uuid: people.applicant.user })
      expect(ticket.processers[0]).toMatchObject({ processer_action: '驳回', reason: '理由不足' })
    }
  })

  test('a request that does not wait can be inspected later, item by item', async () => {
    const [one, other] = [await harness.submit('one', 'system'), await harness.submit('other', 'system')]
    const unknown = randomUUID()
    const list = [one, unknown, other, one]
    const accepted = await harness.as('administrator').post('ticket/pass', { list }, { prefer: 'respond-async' })
    const batch_uuid = batchUuid(accepted)
    expect(accepted).toMatchObject({ status: 202, scode: 12 })
    expect(accepted.headers.location).toBe(`/v1/batch/inspect?batch_uuid=${batch_uuid}`)

    const query = { batch_uuid }
    await eventually(async () => {
      const { scode, data } = await harness.as('administrator').get('batch/inspect', { query })
      expect(scode).toBe(10)
      const results = [result(one, 'one'), result(unknown, '', 3001), result(other, 'other'), result(one, 'one')]
      expect(data).toEqual({ success: 3, fail: 1, results, settled: 3, total: 3 })
    }, patiently)
    expect(await harness.as('applicant').get('batch/inspect', { query })).toMatchObject({ status: 404, scode: 6001 })
  })
})

describe('the gateway', () => {
  test.each(['/livez', '/readyz'])('says at %s that all is well, to anybody', async (path) => {
    const response = await fetch(`${harness.system.url}${path}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ scode: 0, message: 'success' })
  })

  test('describes itself in OpenAPI 3.1', async () => {
    const document = await (await fetch(`${harness.system.url}/openapi.json`)).json()
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\./),
      paths: { '/v1/ticket/overrule': { post: {} }, '/v1/tencent/image/create': {} },
    })
  })

  test('asks for a token before anything else', async () => {
    const response = await fetch(`${harness.system.url}/v1/ticket/submit`, { method: 'POST', body: 'no JSON' })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ scode: 2001, data: null })
    expect((await harness.as('applicant').post('ticket/submit', feedback('', 'system'))).scode).toBe(1002)
  })
})
