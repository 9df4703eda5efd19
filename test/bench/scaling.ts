import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRetryingClient } from '../faults/retryingClient.ts'
import { mapConcurrently } from '../support/concurrency.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, type Harness, openHarness } from '../support/harness.ts'
import { startSystem } from '../support/system.ts'
import { createClient } from './httpClient.ts'
import { createMeter, type Measured } from './measure.ts'
import { type Pledge, printRows } from './report.ts'
import { type SlowStore, slowDownStore } from './slowStore.ts'
import { createWorkload } from './workload.ts'

/** How late the store is. Where there are too few cores for 20 ms, a later one shows whether they are all that is missing. */
const LATE_MS = Number(process.env.STORE_LATE_MS ?? 20)
const IN_FLIGHT = 32
/** So many for each ticket service, so that every measurement takes about as long. */
const SUBMITS_EACH = Math.ceil(8_000 / LATE_MS)
/** So many before, with a store that is in time: a process that has just started spends its time on compiling. */
const WARM_UP_EACH = 300
/** A command at a time, decided alone: what is measured is more processes, not more in one. */
const alone = { COMMAND_PREFETCH: '1', COMMAND_BATCH: '1' }

interface Scaled {
  readonly measured: Measured
  /** How much of the machine's cores was in use meanwhile, in percent: near 100, they were the limit after all. */
  readonly busy: number
}

/** Time that the cores of this machine spent on anything, and on nothing, since it started. */
const coreTimes = () => {
  const times = cpus().map(({ times: { idle, ...used } }) => ({ idle, used: Object.values(used) }))
  return {
    idle: times.reduce((sum, { idle }) => sum + idle, 0),
    used: times.flatMap(({ used }) => used).reduce((sum, one) => sum + one, 0),
  }
}

const measureWith = async (services: number, store: SlowStore): Promise<Scaled> => {
  store.late(0)
  const system = await startSystem({ scale: { ticket: services }, env: alone })
  const client = createClient(system.url)
  try {
    const { submit } = await createWorkload(system, client)
    await createMeter().block(WARM_UP_EACH * services, IN_FLIGHT, submit)
    store.late(LATE_MS)
    await createMeter().block(Math.ceil(400 / LATE_MS) * services, IN_FLIGHT, submit)
    const meter = createMeter()
    const before = coreTimes()
    await meter.block(SUBMITS_EACH * services, IN_FLIGHT, submit)
    const after = coreTimes()
    const used = after.used - before.used
    return { measured: meter.result(), busy: (100 * used) / (used + after.idle - before.idle) }
  } finally {
    client.close()
    store.late(0)
    await system.stop()
  }
}

/** Submits without a pause, each repeated until it is answered, while something is done to the services. */
const underLoad = async (harness: Harness, prefix: string, meanwhile: () => Promise<void>) => {
  const client = createRetryingClient(harness, () => {})
  const asked: string[] = []
  const answered = new Map<string, string>()
  let loading = true
  const hand = async (number: number) => {
    for (let turn = 0; loading; turn += 1) {
      const name = `${prefix} ${number} ${turn}`
      asked.push(name)
      const [ticket] = (await client.ask('applicant', 'ticket/submit', feedback(name, 'system'))).tickets
      if (ticket === undefined) return
      answered.set(name, ticket)
    }
  }
  const hands = Promise.all(Array.from({ length: 16 }, (_, number) => hand(number)))
  await meanwhile().finally(() => {
    loading = false
    client.lastCall()
  })
  await hands
  return { asked, answered, gaveUp: asked.length - answered.size, retried: [...client.refused.keys()] }
}

/** Tickets that are not there, or not exactly once and as they were answered. */
const notAsAnswered = async (harness: Harness, asked: readonly string[], answered: ReadonlyMap<string, string>) => {
  await eventually(
    async () => {
      if ((await harness.ledger.unrelayed()) > 0) throw new Error('events are still on their way')
    },
    { withinMs: 60_000 },
  )
  const found = Map.groupBy(await harness.ledger.tickets('SIG'), ({ name }) => name)
  return asked.filter((name) => {
    const [ticket, ...others] = found.get(name) ?? []
    const isOnce = ticket?.history.length === 1 && others.length === 0
    return !isOnce || (answered.has(name) && answered.get(name) !== ticket._id)
  })
}

const restart = async (harness: Harness, name: string, signal: NodeJS.Signals) => {
  await harness.system.kill(name, signal)
  await harness.system.start(name)
  await sleep(500)
}
const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => (index === 0 ? name : `${name}-${index + 1}`))

const measureLoss = async (store: SlowStore): Promise<readonly Pledge[]> => {
  const harness = await openHarness({ gateway: 2, ticket: 8 }, alone)
  store.late(LATE_MS)
  try {
    const tickets = numbered('ticket', 8)
    const everything = [...numbered('gateway', 2), ...tickets, 'process', 'image', 'notification']
    const through = async (names: readonly string[], signal: NodeJS.Signals) => {
      const result = await underLoad(harness, signal, () =>
        mapConcurrently(names, 1, (name) => restart(harness, name, signal)).then(() => {}),
      )
      const wrong = await notAsAnswered(harness, result.asked, result.answered)
      console.log(
        `${signal} of ${names.length} processes, one after the other: ${result.asked.length} submits, ${wrong.length} lost or ` +
          `doubled, ${result.gaveUp} given up; repeated after ${result.retried.join(', ') || 'nothing'}`,
      )
      return wrong.length + result.gaveUp
    }
    return [
      { what: 'submits lost while each of 8 is killed', ratio: await through(tickets, 'SIGKILL'), atMost: 0 },
      { what: 'submits failed while all are restarted', ratio: await through(everything, 'SIGTERM'), atMost: 0 },
    ]
  } finally {
    store.late(0)
    await harness.close()
  }
}

/**
 * 1, 2, 4 and 8 ticket services on a store that is late, so that waiting is the limit and not the cores. Then each of
 * the 8 is killed under load, and every process of the system is restarted in turn.
 */
export const measureScaling = async (): Promise<readonly Pledge[]> => {
  const store = await slowDownStore()
  try {
    const measured = new Map<number, Scaled>()
    for (const services of [1, 2, 4, 8]) measured.set(services, await measureWith(services, store))
    const perSecond = (services: number) => measured.get(services)?.measured.perSecond ?? 0
    printRows(
      `submits, the store ${LATE_MS} ms late; how busy the machine's cores were`,
      [...measured].map(([services, { measured: of, busy }]) => ({
        name: `${services} service${services === 1 ? '' : 's'}, cores ${busy.toFixed(0)} %`,
        inFlight: IN_FLIGHT,
        measured: of,
        against: { what: 'one service', ratio: of.perSecond / perSecond(1) },
      })),
    )
    const growth = perSecond(8) / perSecond(1)
    return [
      { what: 'submits with 8 ticket services / with 1', ratio: growth, atLeast: 7 },
      ...(await measureLoss(store)),
    ]
  } finally {
    await store.close()
  }
}
