import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { queues } from '@gongdan/contracts'
import { connect } from '@gongdan/store'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { median } from '../bench/blocks.ts'
import { createMeter, type Measured } from '../bench/measure.ts'
import { type Caller, createCaller } from '../support/caller.ts'
import { eventually } from '../support/eventually.ts'
import { openQueues } from '../support/queues.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import type { Attack } from './batchAttack.ts'
import { type Figure, isLong, recordFigure } from './figures.ts'

jest.setTimeout(600_000)

const attackMs = 4_000
const blocks = 5
const quotaBytes = 32 * 1_048_576
const mallory = { user: 'mallory', name: 'Mallory', tenant: 'globex', tenantName: 'Globex', roles: [] }
const lin = { user: 'lin', name: '林', tenant: 'acme', tenantName: '顶点公司', roles: [] }

let system: TestSystem
let malice: string
let victims: readonly Caller[]
beforeAll(async () => {
  // Twenty times what a caller may do: what holds beyond the rate is to be seen, so it must not be the rate that holds.
  const limits = { RATE_LIMIT: '1000', RATE_BURST: '4000', STORED_BYTES_A_DAY: isLong ? '0' : String(quotaBytes) }
  // What a service has not prefetched waits in its queue, where it can be counted.
  const env = isLong ? limits : { ...limits, COMMAND_PREFETCH: '2' }
  system = await startSystem({ scale: { gateway: 2, image: 0, notification: 0 }, env })
  malice = await system.token(mallory)
  const trust = await system.token(lin)
  victims = system.urls.map((url) => createCaller(url, trust, { headers: { prefer: 'wait=30' } }))
})
afterAll(() => system?.stop())

/** Begins an attack, and gives what ends it and counts the answers by scode. */
const startAttack = () => {
  const attack: Attack = { urls: system.urls, token: malice }
  const thread = new Worker(new URL('batchAttack.ts', import.meta.url), { workerData: attack })
  const answered = once(thread, 'message')
  return async (): Promise<ReadonlyMap<number, number>> => {
    thread.postMessage('stop')
    return (await answered)[0]
  }
}

/** Submits as somebody else, on both gateways. */
const watch = async (ms: number) => {
  const until = performance.now() + ms
  const meter = createMeter()
  const refused: number[] = []
  const submit = (victim: Caller) => async () => {
    const { scode } = await victim.post('ticket/submit', {
      ticket_name: 'slow',
      type: 'FEEDBACK',
      process_uuid: 'system',
    })
    if (scode !== 0) refused.push(scode)
  }
  const submits = async (victim: Caller) => {
    for (; performance.now() < until; await pause(20)) await meter.block(1, 1, submit(victim))
  }
  await Promise.all(victims.map(submits))
  return { ...meter.result(), refused }
}

/** Looks at the queue of commands until it is stopped; gives the most messages that waited in it. */
const startCounting = async () => {
  const broker = await openQueues(system.amqpUrl)
  let most = 0
  let goesOn = true
  const count = async () => {
    for (; goesOn; await pause(25)) {
      most = Math.max(most, (await broker.waiting([queues.ticketCommands])).get(queues.ticketCommands) ?? 0)
    }
  }
  const ended = count()
  return async () => {
    goesOn = false
    await ended
    await broker.close()
    return most
  }
}

/** What the databases hold of data, in bytes, without indexes. */
const storedBytes = async (): Promise<number> => {
  let all = 0
  for (const service of ['gateway', 'ticket']) {
    const store = await connect(system.mongodbUrl, service)
    all += Number((await store.db.stats()).dataSize)
    await store.close()
  }
  return all
}

/** Resolves once no batch waits for an outcome, in the database or in the memory of a gateway. */
const settled = (withinMs: number) =>
  eventually(
    async () => {
      const store = await connect(system.mongodbUrl, 'gateway')
      const unfinished = await store.db.collection('batches').countDocuments({ nextAt: { $exists: true } })
      await store.close()
      expect(unfinished).toBe(0)
      for (const name of ['gateway', 'gateway-2']) {
        const metrics = await (await fetch(`${system.adminUrl(name)}/metrics`)).text()
        expect(/^http_requests_in_hand.* (\d+)$/m.exec(metrics)?.[1]).toBe('0')
      }
    },
    { withinMs },
  )

const expectBound = (figure: Figure) => {
  recordFigure(figure)
  expect(figure.value).toBeLessThanOrEqual(figure.most)
}

describe('while one caller sends batches of 10,000 without pause to two gateways', () => {
  if (!isLong)
    test('nobody else is refused, what is stored is bounded, and nothing hangs afterwards', async () => {
      const before = await storedBytes()
      const stopCounting = await startCounting()
      const stop = startAttack()
      const { refused, perSecond } = await watch(attackMs)
      // Four messages of the attacker's, or eight while each gateway has not yet heard of the other, and one of the other's from
      // each, and a few of batches that are no longer waited for; without turns there would be hundreds.
      const mostWaiting = await stopCounting()
      const answered = await stop()
      expect({ refused, isCrowded: mostWaiting > 30 ? mostWaiting : false }).toEqual({ refused: [], isCrowded: false })
      expect(perSecond).toBeGreaterThan(0)
      // Some was taken, and what was too much for the memory or for the day was refused: how soon depends on the machine, and
      // the unit tests of waitingRoom and storedBytes hold both bounds.
      const { 1007: tooMuch = 0, ...taken } = Object.fromEntries(answered)
      expect([0, 10, 11, 12].map(String)).toEqual(expect.arrayContaining(Object.keys(taken)))
      expect(Object.values(taken).reduce((all, count) => all + count, 0)).toBeGreaterThan(0)
      console.info({ taken, tooMuch })
      await settled(300_000)
      // The sums of the two gateways are 5 s apart at most: until then each may take a quota in.
      expect((await storedBytes()) - before).toBeLessThan(2.5 * quotaBytes)
      expect((await victims[0]!.get('ticket/list')).scode).toBe(0)
      expect((await createCaller(system.url, malice).get('ticket/list')).scode).toBe(0)
    })

  if (isLong)
    test('another’s submit takes hardly longer', async () => {
      const quiet: Measured[] = []
      const attacked: (Measured & { refused: readonly number[] })[] = []
      for (let block = 0; block < blocks; block += 1) {
        quiet.push(await watch(attackMs))
        const stop = startAttack()
        attacked.push(await watch(attackMs))
        await stop()
        await settled(120_000)
      }
      const attack = 'batches'
      const [before, during] = [quiet, attacked].map((all) => median(all.map(({ p99 }) => p99)))
      expectBound({
        attack,
        figure: 'submits refused',
        value: attacked.flatMap(({ refused }) => refused).length,
        most: 0,
      })
      expectBound({ attack, figure: 'submit p99, ms', value: during!, most: Math.max(2 * before!, before! + 50) })
    })
})
