import { queues } from '@gongdan/contracts'
import { openQueues } from '../faults/queues.ts'
import { startReceiver } from '../integration/receiver.ts'
import { eventually } from '../support/eventually.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { createClient } from './httpClient.ts'
import { createMeter } from './measure.ts'
import type { Pledge } from './report.ts'
import { createWorkload } from './workload.ts'

const ROUNDS = 8
const PASSES = 800
const IN_FLIGHT = 16
const SLOW_MS = 5_000

const states = ['stopped', 'slow', 'running'] as const
type State = (typeof states)[number]

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
const deviation = (numbers: readonly number[]) =>
  Math.sqrt(mean(numbers.map((one) => (one - mean(numbers)) ** 2)) * (numbers.length / (numbers.length - 1)))

/** A webhook of the tenant that approves, and a robot: every pass is told to both. */
const subscribe = async (system: TestSystem, url: string) => {
  const client = createClient(system.url)
  const roles = [{ uuid: 'acme', name: '租户管理员' }]
  const token = await system.token({ user: 'zhao', name: 'Zhao', tenant: 'acme', tenantName: 'Acme', roles })
  for (const kind of ['standard', 'wecom']) {
    const body = { tenant_uuid: 'acme', webhook_name: kind, kind, url }
    const { body: answer } = await client.send({ path: '/v1/webhook/create', token, body })
    if (answer.scode !== 0) throw new Error(`no webhook: ${JSON.stringify(answer)}`)
  }
  client.close()
}

/**
 * Approvals a second with the notification service stopped, running but with receivers that take seconds, and running, in
 * blocks that take turns in one run. What blocks of one state differ by among themselves is noise; the states may not
 * differ by more.
 */
export const measureNotification = async (): Promise<readonly Pledge[]> => {
  let slow = false
  const receiver = await startReceiver(() => ({ status: 200, body: '{"errcode":0}', afterMs: slow ? SLOW_MS : 0 }))
  const system = await startSystem()
  const client = createClient(system.url)
  const work = await createWorkload(system, client)
  const broker = await openQueues(system.amqpUrl)
  let alive = true

  const idle = () =>
    eventually(
      async () => {
        const waiting = (await broker.waiting([queues.notificationEvents])).get(queues.notificationEvents)
        if (waiting !== 0) throw new Error(`${waiting} events are waiting`)
      },
      { withinMs: 60_000, everyMs: 250 },
    )
  const bringTo = async (state: State) => {
    slow = state === 'slow'
    if (state === 'stopped' && alive) await system.kill('notification', 'SIGKILL')
    if (state !== 'stopped' && !alive) await system.start('notification')
    alive = state !== 'stopped'
    const missing = PASSES - work.waiting()
    if (missing > 0) await createMeter().block(missing, 64, work.submit)
    if (alive) await idle()
  }

  try {
    await subscribe(system, receiver.url)
    const measured = new Map<State, number[]>(states.map((state) => [state, []]))
    const block = async (state: State): Promise<number> => {
      await bringTo(state)
      const meter = createMeter()
      await meter.block(PASSES, IN_FLIGHT, work.pass)
      return meter.result().perSecond
    }
    for (const state of states) await block(state)
    for (let round = 0; round < ROUNDS; round++) {
      // Each state comes first, in the middle and last equally often.
      for (let at = 0; at < states.length; at++) {
        const state = states[(round + at) % states.length]!
        measured.get(state)!.push(await block(state))
      }
    }
    console.log(
      `\npasses a second with the notification service …, ${IN_FLIGHT} in flight, ${ROUNDS} blocks of ${PASSES}`,
    )
    for (const [state, blocks] of measured) {
      const shown = blocks.map((one) => one.toFixed(0)).join(' ')
      console.log(
        `${state.padEnd(10)}${mean(blocks).toFixed(0).padStart(6)} ± ${deviation(blocks).toFixed(0)}   ${shown}`,
      )
    }
    console.log(`${receiver.arrived.length} messages were received`)
    const stopped = measured.get('stopped')!
    const noise = (2 * deviation(stopped)) / mean(stopped)
    return (['slow', 'running'] as const).map((state) => ({
      what: `approvals a second, notification service ${state} / stopped (noise ${(100 * noise).toFixed(0)} %)`,
      ratio: mean(measured.get(state)!) / mean(stopped),
      atLeast: 1 - noise,
    }))
  } finally {
    client.close()
    await broker.close()
    await system.stop()
    await receiver.close()
  }
}
