import type { Principal, Step } from '@gongdan/contracts'
import { MAX_DEFINITION_BYTES, sizeOf } from '@gongdan/flow'
import { describe, expect, test } from '@jest/globals'
import { administrator, caller, colleague, step, stranger, superAdministrator } from '../domain/people.fixture.ts'
import { processService } from '../service.fixture.ts'

const uuids = (data: { readonly list: readonly { readonly process_uuid: string }[] }) =>
  data.list.map((process) => process.process_uuid)

const populated = async () => {
  const service = processService()
  const older = await service.create(administrator, { name: 'older' })
  const newer = await service.create(administrator, { name: 'newer' })
  const foreign = await service.create(stranger, { tenantUuid: 't2', steps: [step('t2', 't2')] })
  return { service, older: older.uuid, newer: newer.uuid, foreign: foreign.uuid }
}

describe('process.list', () => {
  test('shows the built-in process first, then those of the own tenant, newest first', async () => {
    const { service, older, newer } = await populated()
    const data = await service.list(colleague)
    expect(uuids(data)).toEqual(['system', newer, older])
    expect(data.total_count).toBe(3)
    expect(data.list[0]?.process_list).toEqual([
      { tenant_uuid: 't1', tenant_name: 'name of t1', role_uuid: 't1', role_name: '租户管理员' },
      { tenant_uuid: 'system', tenant_name: 'system', role_uuid: 'system', role_name: '超级管理员' },
    ])
  })

  test('shows a super administrator all tenants, or the one they ask for with its own built-in process', async () => {
    const { service, older, newer, foreign } = await populated()
    await service.see(caller('t1'))
    expect(uuids(await service.list(superAdministrator))).toEqual(['system', foreign, newer, older])
    const data = await service.list(superAdministrator, { tenantUuid: 't1' })
    expect(uuids(data)).toEqual(['system', newer, older])
    expect(data.list[0]?.process_list[0]).toMatchObject({ tenant_uuid: 't1', tenant_name: 'name of t1' })
  })

  test('shows nothing of another tenant but the built-in process', async () => {
    const { service } = await populated()
    expect(await service.list(stranger, { tenantUuid: 't1' })).toMatchObject({
      total_count: 1,
      list: [{ process_uuid: 'system' }],
    })
  })

  test('comes in pages that leave nothing out', async () => {
    const { service, older, newer } = await populated()
    const pages = await Promise.all([1, 2, 3, 4].map((pageNum) => service.list(colleague, { pageNum, pageSize: 1 })))
    expect(pages.map(uuids)).toEqual([['system'], [newer], [older], []])
    expect(pages.map((page) => page.total_count)).toEqual([3, 3, 3, 3])
  })

  test('narrows to one process, if the caller may see it', async () => {
    const { service, older, foreign } = await populated()
    expect(uuids(await service.list(colleague, { processUuid: older }))).toEqual([older])
    expect(await service.list(colleague, { processUuid: foreign })).toEqual({ total_count: 0, list: [] })
  })

  test('narrows to a part of the name, the built-in process included', async () => {
    const { service, older, newer } = await populated()
    expect(await service.list(colleague, { name: 'old' })).toMatchObject({
      total_count: 1,
      list: [{ process_uuid: older }],
    })
    expect(uuids(await service.list(colleague, { name: 'er' }))).toEqual([newer, older])
    expect(uuids(await service.list(colleague, { name: '默认' }))).toEqual(['system'])
    expect(await service.list(colleague, { name: '默认', pageNum: 2 })).toEqual({ total_count: 1, list: [] })
    expect(await service.list(colleague, { name: 'old', processUuid: newer })).toEqual({ total_count: 0, list: [] })
  })

  test('says which processes pending tickets follow', async () => {
    const { service, older } = await populated()
    service.follow([older, 'system'])
    const { list } = await service.list(colleague)
    expect(list.map((process) => process.is_in_using)).toEqual([true, false, true])
  })

  test('says of every process that it is in use while the ticket service does not answer', async () => {
    const { service } = await populated()
    service.follow(null)
    const { list } = await service.list(colleague)
    expect(list.map((process) => process.is_in_using)).toEqual([true, true, true])
  })
})

describe('process.inspect', () => {
  test('shows a process to its tenant and to super administrators, to others it does not exist', async () => {
    const { service, older } = await populated()
    expect(await service.inspect(colleague, older)).toMatchObject({ scode: 0, data: { process_name: 'older' } })
    expect(await service.inspect(superAdministrator, older, 't1')).toMatchObject({ scode: 0 })
    expect(await service.inspect(superAdministrator, older, 't2')).toEqual({ scode: 4001, data: null })
    expect(await service.inspect(stranger, older)).toEqual({ scode: 4001, data: null })
  })

  test('shows everybody the built-in process as it is for their tenant', async () => {
    const { service } = await populated()
    expect((await service.inspect(stranger, 'system', 'system')).data?.process_list[0]).toMatchObject({
      role_uuid: 't2',
    })
  })

  test('fills in a name that a token shows only later', async () => {
    const { service, older } = await populated()
    const roleName = async () => (await service.inspect(administrator, older)).data?.process_list[0]?.role_name
    expect(await roleName()).toBe('')
    await service.see(caller('t1', 'auditor'))
    expect(await roleName()).toBe('name of auditor')
  })
})

test('a page of 100 processes as large as they may be can be answered, whatever names tokens show', async () => {
  const service = processService()
  const nameless = (roleUuid: string) => ({
    kind: 'role' as const,
    tenantUuid: 't1',
    tenantName: '',
    roleUuid,
    roleName: '',
  })
  const owners = (of: string, many: number) => Array.from({ length: many }, (_, at) => nameless(`${of}-${at}`))
  const defined = (key: string, when: string | null): Step => ({
    ...{ tenantUuid: 't1', tenantName: '', roleUuid: `${key}-0`, roleName: '' },
    settings: {
      ...{ key, name: '步'.repeat(64), need: 'any', veto: true, after: null, when },
      approvers: owners(key, 3).map((owner) => ({ owner, count: 1 })),
      due: { in: 60, remindIn: [60, 60, 60], action: 'escalate', escalateTo: nameless('deputy') },
    },
  })
  const steps = Array.from({ length: 20 }, (_, at) => defined(`${at}`, `ticket.name != "${'名'.repeat(200)}"`))
  const settings = { autoPass: null, cc: owners('cc', 20), forbid: [] }
  const large = (characters: number) => ({
    name: '名'.repeat(128),
    description: '述'.repeat(characters),
    steps,
    settings,
  })
  const empty = { tenantUuid: 't1', tenantName: 'name of t1', ...large(0) }
  const { definition } = sizeOf(empty)
  const longest = Math.floor((MAX_DEFINITION_BYTES - definition) / 3) - 1_000
  for (let made = 0; made < 99; made += 1)
    expect(await service.create(administrator, large(longest))).toMatchObject({ scode: 0 })
  const bytes = async (principal: Principal) => {
    const page = await service.list(principal, { pageSize: 100 })
    expect(page.list).toHaveLength(100)
    return Buffer.byteLength(JSON.stringify(page))
  }
  expect(await bytes(administrator)).toBeLessThan(7 * 2 ** 20)
  const long = '长'.repeat(256)
  const roles = Array.from({ length: 60 }, (_, at) => ({ uuid: `${Math.floor(at / 3)}-${at % 3}`, name: long }))
  const renamed = { ...administrator, tenantName: long, roles: [...administrator.roles, ...roles] }
  await service.see(renamed, 2)
  expect(await bytes(renamed)).toBeLessThan(7.1 * 2 ** 20)
})
