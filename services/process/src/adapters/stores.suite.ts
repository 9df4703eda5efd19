import { randomUUID } from 'node:crypto'
import type { Item } from '@gongdan/store'
import { describe, expect, test } from '@jest/globals'
import { MAX_PROCESSES } from '../domain/decide.ts'
import { administrator, caller, step } from '../domain/people.fixture.ts'
import type { NameStore, ProcessStore } from '../domain/ports.ts'
import type { Process, ProcessEvent } from '../domain/process.ts'

export interface Stores {
  readonly processes: ProcessStore
  readonly names: NameStore
}

const defined = (tenantUuid: string, name: string): ProcessEvent => ({
  type: 'process.defined',
  data: {
    tenantUuid,
    tenantName: '',
    name,
    description: '$set: {"a.b": 1}',
    steps: [step(tenantUuid, tenantUuid)],
    creator: { userUuid: 'u', userName: '', role: '', tenantUuid, tenantName: '' },
  },
})
const removed: ProcessEvent = { type: 'process.removed', data: {} }

const item = (id: string, ...events: readonly ProcessEvent[]): Item<Process, ProcessEvent> => ({
  id,
  commandId: randomUUID(),
  correlationId: 'c',
  by: administrator,
  creates: true,
  decide: () => events,
})

/** What every set of stores does, the real one and the one in memory, beginning empty. `open` gives it the clock. */
export const storesSuite = (where: string, open: (now: () => number) => Promise<Stores>) => {
  let time = 0
  const now = () => {
    time += 1_000
    return time
  }

  describe(`processes ${where}`, () => {
    test('are found as they were defined last, until they are removed', async () => {
      const { processes } = await open(now)
      const uuid = randomUUID()
      await processes.execute([item(uuid, defined('t1', 'first'))])
      await processes.execute([item(uuid, defined('t1', 'second'))])
      expect(await processes.find([uuid, randomUUID()])).toMatchObject([
        { uuid, process: { name: 'second', version: 2, description: '$set: {"a.b": 1}' } },
      ])
      await processes.execute([item(uuid, removed)])
      expect(await processes.find([uuid])).toEqual([])
    })

    test('are listed by tenant, newest first, in stretches', async () => {
      const { processes } = await open(now)
      const names = async (tenantUuid: string | null, skip: number, limit: number, name: string | null = null) => {
        const { total, found } = await processes.list({ tenantUuid, name }, skip, limit)
        return [total, ...found.map(({ process }) => process.name)]
      }
      for (const name of ['a', 'b', 'c']) await processes.execute([item(randomUUID(), defined('t1', name))])
      await processes.execute([item(randomUUID(), defined('t2', 'd'))])
      await processes.execute([item(randomUUID(), defined('t1', 'gone'), removed)])
      expect(await names('t1', 0, 2)).toEqual([3, 'c', 'b'])
      expect(await names('t1', 2, 2)).toEqual([3, 'a'])
      expect(await names('t1', 0, 0)).toEqual([3])
      expect(await names(null, 0, 9)).toEqual([4, 'd', 'c', 'b', 'a'])
      await processes.execute([item(randomUUID(), defined('t1', '三级审批 $a.*'))])
      expect(await names(null, 0, 9, 'a')).toEqual([2, '三级审批 $a.*', 'a'])
      expect(await names('t1', 0, 9, '级审')).toEqual([1, '三级审批 $a.*'])
      expect(await names('t1', 0, 9, '$a.*')).toEqual([1, '三级审批 $a.*'])
      expect(await names('t2', 0, 9, '.')).toEqual([0])
    })

    test('have as many places in a tenant as it may have, those that there were before included; the removed give theirs back', async () => {
      const { processes } = await open(now)
      const uuids = Array.from({ length: MAX_PROCESSES }, () => randomUUID())
      const [first = '', ...others] = uuids
      await processes.execute([item(first, defined('t1', 'before places were counted'))])
      const taken: boolean[] = []
      for (const uuid of others) taken.push(await processes.takePlace('t1', uuid))
      expect(new Set(taken)).toEqual(new Set([true]))
      const late = randomUUID()
      expect(await Promise.all([late, first].map((uuid) => processes.takePlace('t1', uuid)))).toEqual([false, true])
      expect(await processes.takePlace('t2', late)).toBe(true)
      await processes.freePlaces([first])
      expect(await processes.takePlace('t1', late)).toBe(false)
      await processes.execute([item(first, removed)])
      await processes.freePlaces([first])
      expect(await processes.takePlace('t1', late)).toBe(true)
    })

    test('answer a command once, also when its copies come side by side and again', async () => {
      const { processes } = await open(now)
      const uuid = randomUUID()
      const command = item(uuid, defined('t1', 'once'))
      await Promise.all([processes.execute([command, command]), processes.execute([command])])
      const { results } = await processes.execute([command])
      expect(results).toMatchObject([{ id: uuid, commandId: command.commandId, scode: 0, name: 'once' }])
      expect(await processes.find([uuid])).toMatchObject([{ process: { version: 1 } }])
    })
  })

  describe(`names ${where}`, () => {
    test('are the newest that were shown, in whatever order they come', async () => {
      const { names } = await open(now)
      const { tenantUuid: key } = caller('t1')
      const news = [3, 1, 2].map((at) => ({ key, name: `name ${at}`, at }))
      await Promise.all(news.map((one) => names.record([one])))
      expect(await names.find([key, key, 'unknown'])).toEqual(new Map([[key, 'name 3']]))
    })
  })
}
