import { execFileSync } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { LAG_SAMPLED_EVERY_MS } from '@gongdan/service'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { z } from 'zod'
import { hostileBodies } from '../../libs/contracts/src/hostileBodies.fixture.ts'
import { median } from '../bench/blocks.ts'
import { createMeter, type Measured } from '../bench/measure.ts'
import { type Caller, createCaller } from '../support/caller.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { type Figure, isLong, recordFigure } from './figures.ts'

jest.setTimeout(300_000)

const connections = 8
const attackMs = 5_000
const blocks = 5
/** What a probe waits for; without times to be kept, what tells a gateway that hangs from a slow machine. */
const probeMs = isLong ? 1_000 : 15_000
const mallory = { user: 'mallory', name: 'Mallory', tenant: 'globex', tenantName: 'Globex', roles: [] }
const lin = { user: 'lin', name: '林', tenant: 'acme', tenantName: '顶点公司', roles: [] }

let system: TestSystem
let victim: Caller
let token: string
let bodies: readonly Buffer[]
beforeAll(async () => {
  system = await startSystem({ scale: { image: 0, notification: 0 } })
  victim = createCaller(system.url, await system.token(lin))
  token = await system.token(mallory)
  bodies = Object.values(hostileBodies).map((make) => Buffer.from(make()))
})
afterAll(() => system?.stop())

const expectBounds = (figures: readonly Figure[]) => {
  for (const figure of figures) recordFigure(figure)
  expect(figures.filter(({ value, most }) => value > most)).toEqual([])
}

/** Gives the status of the answer; 0 when the connection breaks instead. */
const send = (
  url: string,
  { agent, body, timeoutMs }: { agent?: Agent; body?: Buffer | undefined; timeoutMs: number },
) =>
  new Promise<number>((resolve) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const method = body === undefined ? 'GET' : 'POST'
    const sent = request(
      url,
      { method, agent: agent ?? false, headers: body === undefined ? {} : headers },
      (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    sent.setTimeout(timeoutMs, () => sent.destroy(new Error('too late'))).on('error', () => resolve(0))
    sent.end(body)
  })

/** Sends hostile bodies on eight connections until it is stopped; gives how many were sent, by the status they were answered with. */
const startAttack = () => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const answered = new Map<number, number>()
  let next = 0
  let goesOn = true
  const attacker = async () => {
    while (goesOn) {
      const body = bodies[next++ % bodies.length]
      const status = await send(`${system.url}/v1/ticket/pass`, { agent, body, timeoutMs: 30_000 })
      answered.set(status, (answered.get(status) ?? 0) + 1)
    }
  }
  const ended = Promise.all(Array.from({ length: connections }, attacker))
  return async () => {
    goesOn = false
    await ended
    agent.destroy()
    return answered
  }
}

/** Lists tickets as somebody else, and asks `/livez` as a probe does; gives the times, the refusals, and the misses. */
const watch = async (ms: number) => {
  const until = performance.now() + ms
  const meter = createMeter()
  const probes = [`${system.url}/livez`, `${system.adminUrl('gateway')}/livez`]
  let refused = 0
  let missed = 0
  const probe = async () => {
    for (; performance.now() < until; await pause(200)) {
      for (const url of probes) if ((await send(url, { timeoutMs: probeMs })) !== 200) missed += 1
    }
  }
  const list = async () => {
    const { scode } = await victim.get('ticket/list')
    if (scode !== 0) refused += 1
  }
  const lists = async () => {
    for (; performance.now() < until; await pause(20)) await meter.block(1, 1, list)
  }
  await Promise.all([probe(), lists(), lists()])
  return { ...meter.result(), refused, missed }
}

const ParseTimes = z.array(z.object({ name: z.string(), honestMs: z.number(), ms: z.number() }))

const total = (counts: ReadonlyMap<number, number>): number => [...counts.values()].reduce((sum, one) => sum + one, 0)

describe('while one caller sends bodies that are hard to read, on eight connections', () => {
  test('nobody else is refused, and the gateway answers its probes', async () => {
    const stop = startAttack()
    const { refused, missed } = await watch(attackMs)
    const answered = await stop()
    expect({ refused, missed }).toEqual({ refused: 0, missed: 0 })
    // All of them are refused, or too many, and none breaks anything.
    expect([400, 413, 429]).toEqual(expect.arrayContaining([...answered.keys()]))
    expect(total(answered)).toBeGreaterThan(connections)
  })

  const lagMs = async (): Promise<number> => {
    const metrics = await (await fetch(`${system.adminUrl('gateway')}/metrics`)).text()
    const [, seconds] = /^nodejs_eventloop_lag_p99_seconds(?:\{.*\})? (\S+)$/m.exec(metrics) ?? []
    if (seconds === undefined) throw new Error('the gateway does not say how late its event loop is')
    return Number(seconds) * 1_000 - LAG_SAMPLED_EVERY_MS
  }

  if (isLong)
    test('another list takes hardly longer, and the event loop is never late', async () => {
      const quiet: Measured[] = []
      const attacked: (Measured & { lag: number; refused: number; missed: number })[] = []
      for (let block = 0; block < blocks; block += 1) {
        quiet.push(await watch(attackMs))
        await lagMs()
        const stop = startAttack()
        const watched = await watch(attackMs)
        attacked.push({ ...watched, lag: await lagMs() })
        await stop()
      }
      const attack = 'bodies'
      const before = median(quiet.map(({ p99 }) => p99))
      const during = median(attacked.map(({ p99 }) => p99))
      const sum = (of: 'refused' | 'missed') => attacked.reduce((count, block) => count + block[of], 0)
      expectBounds([
        { attack, figure: 'lists refused', value: sum('refused'), most: 0 },
        { attack, figure: 'probes missed', value: sum('missed'), most: 0 },
        { attack, figure: 'event loop lag p99, ms', value: median(attacked.map(({ lag }) => lag)), most: 50 },
        { attack, figure: 'list p99, ms', value: during, most: Math.max(2 * before, before + 50) },
      ])
    })

  if (isLong)
    test('each is read, or refused, in four times what an honest body of a mebibyte takes', () => {
      const said = execFileSync(process.execPath, [join(import.meta.dirname, 'parseTimes.ts')], { encoding: 'utf8' })
      const times = ParseTimes.parse(JSON.parse(said)).map(({ name, honestMs, ms }) => ({
        attack: 'bodies',
        figure: `${name}, ms`,
        value: ms,
        most: 4 * honestMs,
      }))
      expectBounds(times)
    })
})
