import { ProcessRef } from '@gongdan/contracts'
import { beforeAll, expect, test } from '@jest/globals'
import type { Caller, Reply } from '../../support/caller.ts'
import { eventually } from '../../support/eventually.ts'
import { type ContractHarness, imageTicket } from './contractHarness.ts'
import { deviations } from './deviations.ts'
import { type Shape, shapes } from './originalApi.ts'
import { namedSteps, type OriginalHarness, openOriginalHarness, roles, steps, tenant } from './originalHarness.ts'

/** The requests of the original document are answered as it shows. */
export const testGolden = (open: () => Promise<ContractHarness>): void => {
  let harness: OriginalHarness
  let admin: Caller
  let lts: Caller
  let approver: Caller
  beforeAll(async () => {
    harness = await openOriginalHarness(await open())
    ;({ admin, lts, approver } = harness)
  })

  /** The document's answer: its fields, types and order, and the success that all of its examples show. */
  const expectGolden = (reply: Reply, shape: Shape, data: object) => {
    expect(deviations(shape, JSON.parse(reply.text))).toEqual([])
    expect(reply.envelope).toMatchObject({
      scode: 0,
      desc: '',
      message: 'success',
      message_cn: '成功',
      stack: null,
      data,
    })
  }
  const one = (data: object) => ({ success: 1, fail: 0, results: [{ scode: 0, desc: '', data }] })

  test('save and submit answer with the uuid and the name', async () => {
    expectGolden(await lts.post('/v1/ticket/save', harness.feedback('反馈')), shapes.ticketRef, { ticket_name: '反馈' })
    expectGolden(await lts.post('/v1/ticket/submit', harness.feedback('测试')), shapes.ticketRef, {
      ticket_name: '测试',
    })
  })

  test.each([
    ['saved/submit', 'saved', '反馈'],
    ['overruled/submit', 'overruled', '测试'],
    ['withdraw', 'pending', '测试'],
    ['archive', 'overruled', '测试'],
    ['delete', 'saved', '反馈'],
    ['confirm', 'passed', '测试'],
  ] as const)('%s answers with a result for each ticket', async (action, state, name) => {
    const uuid = await harness[state]()
    const reply = await lts.post(`/v1/ticket/${action}`, { list: [uuid] })
    expectGolden(reply, shapes.ticketBatch, one({ ticket_uuid: uuid, ticket_name: name }))
  })

  test('what the applicant confirmed is shown as confirmed, and its state stays', async () => {
    const list = [await harness.passed()]
    const shown = async () => (await lts.get('/v1/ticket/inspect', { body: { ticket_uuid: list[0] } })).envelope.data
    expect(await shown()).toMatchObject({ is_confirm: '未确认', ticket_state: '已通过' })
    await lts.post('/v1/ticket/confirm', { list })
    expect(await shown()).toMatchObject({ is_confirm: '已确认', ticket_state: '已通过' })
  })

  test('pass takes the configuration of a container, under the spelling of old clients', async () => {
    const container = { auto_container: { apply_container_info: { image: 'nginx' }, apply_count: 1 } }
    const uuid = await harness.pending({ ticket_name: 'aaa', type: 'AUTO_CONTAINER', contianer: container })
    const labels = [{ must: true, selector: 'bbbbb', key: 'ccccccccccc', value: ['111111111111', '222222222222'] }]
    const config = { contianer: { auto_container: { host_uuid: 'host_uuid_aaaaaaaaaaaaaa', labels } } }
    const reply = await approver.post('/v1/ticket/pass', { list: [uuid], config })
    expectGolden(reply, shapes.ticketBatch, one({ ticket_uuid: uuid, ticket_name: 'aaa' }))
    const { envelope } = await lts.get(`/v1/ticket/inspect?ticket_uuid=${uuid}`)
    expect(envelope.data).toMatchObject({ history: [{ config: null }, { type: 'ticket.step-passed', config }] })
  })

  test('overrule answers old clients, who send a body by GET, and tells them that it is on the way out', async () => {
    const uuid = await harness.pending()
    const reply = await approver.get('/v1/ticket/overrule', { body: { list: [uuid], reason: '测试' } })
    expectGolden(reply, shapes.ticketBatch, one({ ticket_uuid: uuid, ticket_name: '测试' }))
    expect(reply.headers).toMatchObject({ deprecation: 'true', 'cache-control': 'no-store' })
  })

  test('tencent/image/create answers as its page shows', async () => {
    const uuid = await harness.passed(imageTicket)
    const reply = await lts.post('/v1/tencent/image/create', { list: [uuid] })
    expectGolden(reply, shapes.ticketBatch, one({ ticket_uuid: uuid, ticket_name: '镜像' }))
  })

  test('list shows the tickets on a GET with a body', async () => {
    const uuid = await harness.pending()
    const reply = await lts.get('/v1/ticket/list', { body: { tenant_uuid: '' } })
    const first = {
      ticket_uuid: uuid,
      ticket_type: '问题反馈',
      ticket_state: '待审批',
      ticket_is_over: false,
      is_confirm: '未确认',
      applyer_role: '租户',
      user_name: 'aaa',
      user_uuid: roles[0]?.uuid,
      user_tenant_uuid: tenant.tenant,
      process_uuid: harness.processUuid,
      process_name: '111',
      processers: roles.map(({ uuid: owner_uuid, name }) => ({
        processer_tenant_uuid: tenant.tenant,
        processer_tenant_name: 'lts',
        owner_uuid,
        owner_name: name,
        processer_uuid: '',
        processer_name: '',
        processer_role: '',
        processer_action: '',
        processer_approval_time: 0,
        reason: '',
      })),
    }
    expectGolden(reply, shapes.ticketList, { list: expect.arrayContaining([expect.objectContaining(first)]) })
  })

  test('inspect shows the whole group of the type, its unused sections empty', async () => {
    const more = { type: 'VOLUME_EXPANSION', storage: { volume_expansion: { volume_uuid: 'v', capacity: 1 } } }
    const uuid = await harness.passed(more)
    const reply = await lts.get('/v1/ticket/inspect', { body: { ticket_uuid: uuid } })
    const third = {
      processer_uuid: 'b',
      processer_name: 'b',
      processer_role: 'ccc',
      processer_action: '通过',
      reason: '',
    }
    expectGolden(reply, shapes.ticketInspect, {
      ticket_state: '已通过',
      ticket_is_over: true,
      is_confirm: '',
      user_name: 'lts',
      processers: [{}, {}, { ...third, processer_approval_time: expect.any(Number) }],
      storage: {
        volume_specification: { specification_info: null },
        volume_expantion: { volume_uuid: 'v', capacity: 1 },
      },
    })
  })

  test('a process is created, changed, inspected, listed and deleted as the document shows', async () => {
    const created = await harness.createProcess(steps)
    expectGolden(created, shapes.processRef, { process_name: '111' })
    const { process_uuid } = ProcessRef.parse(created.envelope.data)
    const process_name = '啊啊啊啊啊啊啊啊啊啊啊'
    const description = '评论-随便的一个评论'

    const change = { tenant_uuid: tenant.tenant, process_uuid, process_name, description, approval_list: namedSteps }
    const updated = await admin.post('/v1/ticket/process/update', change)
    expectGolden(updated, shapes.processRef, { process_uuid, process_name })

    const asDocumented = {
      process_uuid,
      process_name,
      tenant_uuid: tenant.tenant,
      tenant_name: 'lts',
      description,
      creator_uuid: 'admin-1234567890987654321',
      creator_name: 'admin',
      creator_role: '超级管理员',
      creator_tenant_uuid: 'system',
      creator_tenant_name: 'system',
      process_list: namedSteps,
    }
    // The tenant's name comes from tokens, by an event.
    await eventually(
      async () => {
        const inspected = await lts.get('/v1/ticket/process/inspect', {
          body: { tenant_uuid: tenant.tenant, process_uuid },
        })
        expectGolden(inspected, shapes.processInspect, asDocumented)
      },
      { withinMs: 15_000 },
    )
    const listed = await lts.get('/v1/ticket/process/list', { body: { tenant_uuid: tenant.tenant } })
    expectGolden(listed, shapes.processList, {
      total_count: 3,
      list: [
        { process_uuid: 'system' },
        { ...asDocumented, is_in_using: false },
        { process_uuid: harness.processUuid },
      ],
    })

    // The document's own request says the tenant twice.
    const twice = `"tenant_uuid": "${tenant.tenant}"`
    const body = `{ ${twice}, ${twice}, "list": [ { "process_uuid": "${process_uuid}" } ] }`
    const deleted = await admin.post('/v1/ticket/process/delete', body)
    expectGolden(deleted, shapes.processBatch, one({ process_uuid, process_name }))
  })

  test('the list of processes of any tenant begins with the built-in one', async () => {
    const reply = await admin.get('/v1/ticket/process/list', { body: { tenant_uuid: 'tenant_uuid' } })
    expectGolden(reply, shapes.processList, {
      total_count: 1,
      list: [
        {
          process_uuid: 'system',
          process_name: '默认审批流程',
          tenant_uuid: 'system',
          description: '默认审批流程',
          process_list: [
            { tenant_uuid: 'tenant_uuid', role_uuid: 'tenant_uuid', role_name: '租户管理员' },
            { tenant_uuid: 'system', role_uuid: 'system', role_name: '超级管理员' },
          ],
        },
      ],
    })
  })
}
