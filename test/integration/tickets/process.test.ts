import { randomUUID } from 'node:crypto'
import { PlannedProcesses, ProcessListData, QueryReply } from '@gongdan/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { v5 } from 'uuid'
import { administrator, step } from '../../../services/process/src/domain/people.fixture.ts'
import { eventually } from '../../support/eventually.ts'
import { openProcessHarness, type ProcessHarness } from './processHarness.ts'

let harness: ProcessHarness
beforeAll(async () => {
  harness = await openProcessHarness()
}, 60_000)
afterAll(() => harness?.close(), 30_000)

const creation = () => ({
  commandId: randomUUID(),
  processUuid: randomUUID(),
  tenantUuid: 't1',
  name: 'two eyes',
  description: '',
  steps: [step('t1', 't1')],
})

const plan = async (processUuid: string) =>
  PlannedProcesses.parse(await harness.ask('process.plan', { processUuids: [processUuid] })).processes

const isInUse = async (processUuid: string): Promise<boolean | undefined> => {
  const query = { principal: administrator, tenantUuid: null, processUuid, pageNum: 1, pageSize: 20 }
  const { data } = QueryReply.parse(await harness.ask('process.list', query))
  return ProcessListData.parse(data).list[0]?.is_in_using
}

test('a process that was created can be planned with at once, and the ticket service hears of it', async () => {
  const item = creation()
  const { processUuid, commandId } = item
  expect(await harness.send('process.create', administrator, item)).toMatchObject({ scode: 0, uuid: processUuid })
  expect(await plan(processUuid)).toMatchObject([{ processUuid, seq: 1, name: 'two eyes' }])
  await eventually(
    () =>
      expect(harness.events).toContainEqual(
        expect.objectContaining({
          type: 'process.defined',
          processUuid,
          seq: 1,
          id: v5('1', processUuid),
          causationId: commandId,
        }),
      ),
    { withinMs: 20_000 },
  )
}, 30_000)

test('a process that a pending ticket follows cannot be deleted until the ticket is over', async () => {
  const item = creation()
  const { processUuid } = item
  const deletion = () => harness.send('process.delete', administrator, { commandId: randomUUID(), processUuid })
  await harness.send('process.create', administrator, item)
  harness.follow([processUuid])
  expect(await isInUse(processUuid)).toBe(true)
  expect(await deletion()).toMatchObject({ scode: 4002, name: 'two eyes' })
  harness.follow([])
  expect(await isInUse(processUuid)).toBe(false)
  expect(await deletion()).toMatchObject({ scode: 0 })
}, 30_000)

test('a command that is sent again after a crash takes effect once', async () => {
  const item = creation()
  const first = await harness.send('process.create', administrator, item)
  await harness.end('SIGKILL')
  harness.start()
  expect(await harness.send('process.create', administrator, item)).toEqual(first)
  expect(await plan(item.processUuid)).toMatchObject([{ seq: 1 }])
}, 30_000)

test('told to end, the service exits with 0', async () => {
  expect(await harness.end('SIGTERM')).toBe(0)
}, 30_000)
