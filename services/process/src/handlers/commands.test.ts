import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { administrator, caller, colleague, step, stranger, superAdministrator } from '../domain/people.fixture.ts'
import { processService } from '../service.fixture.ts'

describe('process.create', () => {
  test('makes a process that is shown as it was given, with names from the caller’s own token', async () => {
    const service = processService()
    const { uuid, ...outcome } = await service.create(administrator, {
      steps: [step('t1', 't1'), step('system', 'system')],
    })
    expect(outcome).toMatchObject({ scode: 0, name: 'two eyes' })
    expect(await service.inspect(colleague, uuid)).toMatchObject({
      scode: 0,
      data: {
        process_uuid: uuid,
        tenant_name: 'name of t1',
        creator_uuid: 'user-of-t1',
        creator_role: 'name of t1',
        process_list: [
          { tenant_uuid: 't1', tenant_name: 'name of t1', role_uuid: 't1', role_name: 'name of t1' },
          { tenant_uuid: 'system', tenant_name: '', role_uuid: 'system', role_name: '' },
        ],
      },
    })
  })

  test('keeps the names that others’ tokens have shown before', async () => {
    const service = processService()
    await service.see(caller('t1', 'auditor'))
    const { uuid } = await service.create(superAdministrator)
    await service.see({ ...caller('t1'), tenantName: 'renamed' }, 2)
    expect(await service.inspect(colleague, uuid)).toMatchObject({
      data: { tenant_name: 'name of t1', process_list: [{ role_name: 'name of auditor' }] },
    })
  })

  test('is refused in a tenant that has 1,000, until one of them is deleted; a refused one takes no place', async () => {
    const service = processService()
    const { uuid: first } = await service.create(administrator)
    for (let made = 1; made < 999; made += 1) await service.create(administrator)
    for (const principal of [colleague, administrator]) await service.create(principal, { name: 'the last one' })
    const refused = await service.create(administrator, { name: 'one too many' })
    expect(refused).toMatchObject({
      ...{ scode: 4005, name: 'one too many' },
      desc: {
        en: expect.stringContaining('the tenant has 1000 processes'),
        cn: expect.stringContaining('租户已有 1000 个流程'),
      },
    })
    expect(await service.create(stranger, { tenantUuid: 't2', steps: [step('t2', 't2')] })).toMatchObject({ scode: 0 })
    expect(await service.update(administrator, { processUuid: first, name: 'renamed' })).toMatchObject({ scode: 0 })
    await service.remove(administrator, first)
    expect(await service.create(administrator)).toMatchObject({ scode: 0 })
    expect(await service.create(administrator)).toMatchObject({ scode: 4005 })
  })

  test('repeated gives the same answer and makes nothing new', async () => {
    const service = processService()
    const said = { commandId: randomUUID(), processUuid: randomUUID() }
    const first = await service.create(administrator, said)
    await service.update(administrator, { processUuid: said.processUuid, name: 'renamed since' })
    expect(await service.create(administrator, said)).toEqual(first)
    expect((await service.list(administrator)).total_count).toBe(2)
  })

  test('refused stays refused when it is repeated, and leaves nothing to see', async () => {
    const service = processService()
    const said = { commandId: randomUUID(), processUuid: randomUUID() }
    expect(await service.create(colleague, said)).toMatchObject({
      scode: 2003,
      uuid: said.processUuid,
      name: 'two eyes',
    })
    expect(await service.create(administrator, said)).toMatchObject({ scode: 2003 })
    expect((await service.list(administrator)).total_count).toBe(1)
  })
})

describe('process.update', () => {
  test('is what everybody sees from then on, and what new plans are made of', async () => {
    const service = processService()
    const { uuid } = await service.create(administrator)
    expect(await service.plan(uuid)).toMatchObject([{ seq: 1, name: 'two eyes' }])
    expect(await service.update(administrator, { processUuid: uuid, name: 'four eyes' })).toMatchObject({
      scode: 0,
      uuid,
      name: 'four eyes',
    })
    expect(await service.plan(uuid)).toMatchObject([{ seq: 2, name: 'four eyes' }])
  })

  test('leaves what it does not give as it is, and is another version only if it changes something', async () => {
    const service = processService()
    const { uuid } = await service.create(administrator, { description: 'as it was' })
    const before = (await service.inspect(administrator, uuid)).data
    expect(before).toMatchObject({ version: 1, create_time: before?.update_time })
    expect(await service.change(administrator, uuid, { name: 'two eyes' })).toMatchObject({
      scode: 0,
      name: 'two eyes',
    })
    expect((await service.inspect(administrator, uuid)).data).toEqual(before)
    expect(await service.change(administrator, uuid, { name: 'four eyes' })).toMatchObject({ name: 'four eyes' })
    const after = (await service.inspect(administrator, uuid)).data
    expect(after).toEqual({ ...before, process_name: 'four eyes', version: 2, update_time: after?.update_time })
    expect(after?.update_time).toBeGreaterThan(before?.update_time ?? 0)
  })

  test('of a process that does not exist is 4001, also when one comes into being afterwards', async () => {
    const service = processService()
    const said = { commandId: randomUUID(), processUuid: randomUUID() }
    expect(await service.update(administrator, said)).toMatchObject({ scode: 4001, uuid: said.processUuid, name: '' })
    await service.create(administrator, { processUuid: said.processUuid })
    expect(await service.update(administrator, said)).toMatchObject({ scode: 4001 })
  })
})

describe('process.delete', () => {
  test('answers each item for itself, in the order given', async () => {
    const service = processService()
    const mine = await service.create(administrator)
    const theirs = await service.create(stranger, { tenantUuid: 't2', steps: [step('t2', 't2')] })
    const outcomes = await service.remove(administrator, 'system', mine.uuid, theirs.uuid)
    expect(outcomes.map(({ uuid, scode, name }) => [uuid, scode, name])).toEqual([
      ['system', 4003, '默认审批流程'],
      [mine.uuid, 0, 'two eyes'],
      [theirs.uuid, 4001, ''],
    ])
    expect(await service.inspect(administrator, mine.uuid)).toEqual({ scode: 4001, data: null })
    expect(await service.plan(mine.uuid, theirs.uuid)).toMatchObject([{ processUuid: theirs.uuid }])
  })

  test('is refused while a pending ticket follows the process, and done when none does any more', async () => {
    const service = processService()
    const { uuid } = await service.create(administrator)
    service.follow([uuid])
    expect(await service.remove(administrator, uuid)).toMatchObject([{ scode: 4002, name: 'two eyes' }])
    service.follow([])
    expect(await service.remove(administrator, uuid)).toMatchObject([{ scode: 0 }])
  })

  test('waits while the ticket service does not say whether the process is in use', async () => {
    const service = processService()
    const { uuid } = await service.create(administrator)
    service.follow(null)
    expect(await service.removeLater(administrator, uuid)).toBe('retry')
    expect(await service.inspect(administrator, uuid)).toMatchObject({ scode: 0 })
  })
})
