import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '@gongdan/store'
import { eventually } from '../support/eventually.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { controlSays } from '../support/virtualHost.ts'
import { openAudience } from './openAudience.ts'
import { between, openProcessTimes, type Times } from './processTimes.ts'
import type { Pledge } from './report.ts'

const LISTENERS = 1_000
/** Feeds are looked into every 30 s: a whole number of rounds. */
const SECONDS = 60
const SETTLE_SECONDS = 15
const services = ['gateway', 'notification']

const counted = ['queues', 'bindings', 'consumers', 'channels'] as const

/** What there is at the broker and in the database, and what these two have been asked for so far. */
const openCounts = async ({ amqpUrl, mongodbUrl }: TestSystem) => {
  const store = await connect(mongodbUrl, 'bench')
  const vhost = new URL(amqpUrl).pathname.slice(1)
  const lines = async (what: (typeof counted)[number]): Promise<number> => {
    const where = what === 'channels' ? ['pid'] : ['-p', vhost]
    return (await controlSays([`list_${what}`, '--silent', ...where])).split('\n').filter((line) => line !== '').length
  }
  const messages = async (): Promise<number> => {
    const sum = 'fun(_, Of, Sum) -> Sum + maps:get(messages_received_total, Of, 0) end'
    const said = await controlSays(['eval', `maps:fold(${sum}, 0, rabbit_global_counters:overview()).`])
    return Number(said.trim())
  }
  return {
    read: async (): Promise<ReadonlyMap<string, number>> => {
      const { opcounters, connections } = await store.db.command({ serverStatus: 1 })
      const there = new Map<string, number>()
      for (const what of counted) there.set(`broker: ${what}`, await lines(what))
      there.set('broker: messages', await messages())
      there.set('database: connections', connections.current)
      for (const kind of ['query', 'insert', 'update', 'getmore', 'command']) {
        there.set(`database: ${kind}`, opcounters[kind])
      }
      return there
    },
    close: store.close,
  }
}

interface Watched {
  /** What was taken in the time, by process, and how much of the counts came about in it. */
  readonly taken: Times
  readonly memory: Times
  readonly before: ReadonlyMap<string, number>
  readonly after: ReadonlyMap<string, number>
}

const openHarness = async () => {
  const system = await startSystem({ scale: { image: 0 }, env: { LOG_LEVEL: 'warn' } })
  const times = await openProcessTimes(system)
  const counts = await openCounts(system)
  return {
    system,
    watch: async (): Promise<Watched> => {
      await sleep(SETTLE_SECONDS * 1_000)
      const before = await counts.read()
      const since = await times.read(services)
      await sleep(SECONDS * 1_000)
      const memory = await times.read(services)
      return { taken: between(since, memory), memory, before, after: await counts.read() }
    },
    close: async () => {
      await times.close()
      await counts.close()
      await system.stop()
    },
  }
}

const listen = async (system: TestSystem) => {
  const tokens: string[] = []
  for (let index = 0; index < LISTENERS; index++) {
    const roles = [{ uuid: 'listener', name: '' }]
    tokens.push(
      await system.token({ user: `listener-${index}`, name: 'L', tenant: 'acme', tenantName: 'Acme', roles }, 7_200),
    )
  }
  const audience = await openAudience(system.url, tokens)
  await eventually(
    async () => {
      const { listening } = await audience.answerAfter(0)
      if (listening < LISTENERS) throw new Error(`${listening} are listening`)
    },
    { withinMs: 120_000, everyMs: 500 },
  )
  return audience
}

const isRunning = (name: string) => /messages|query|insert|update|getmore|command/.test(name)
const shown = ({ before, after }: Watched, name: string): number => {
  const [was = 0, is = 0] = [before.get(name), after.get(name)]
  return isRunning(name) ? (is - was) / SECONDS : is
}

/** What a thousand idle listeners cost, compared to none: processes, broker and database. */
export const measureListeners = async (): Promise<readonly Pledge[]> => {
  const harness = await openHarness()
  try {
    const none = await harness.watch()
    const audience = await listen(harness.system)
    const all = await harness.watch()
    await audience.close()

    console.log(`\n${LISTENERS} idle listeners for ${SECONDS} s, against none`)
    const row = (name: string, unit: string, ...values: readonly number[]) =>
      console.log(
        `${name.padEnd(24)}${values.map((value) => value.toFixed(unit === 'cores' ? 4 : 2).padStart(10)).join('')}  ${unit}`,
      )
    const cores = (of: Watched, name: string) => (of.taken.get(name)?.cpu ?? 0) / SECONDS
    const mib = (of: Watched, name: string) => (of.memory.get(name)?.memory ?? 0) / 1_048_576
    const names = [...all.taken.keys()]
    for (const name of names) row(name, 'cores', cores(none, name), cores(all, name))
    for (const name of names) row(name, 'MiB', mib(none, name), mib(all, name))
    for (const name of all.after.keys())
      row(name, isRunning(name) ? 'a second' : '', shown(none, name), shown(all, name))

    const more = (count: (of: Watched) => number) => count(all) - count(none)
    const sum = (of: Watched) => names.reduce((total, name) => total + cores(of, name), 0)
    return [
      { what: 'queues that 1,000 listeners add', ratio: more((of) => shown(of, 'broker: queues')), atMost: 0 },
      { what: 'cores that 1,000 idle listeners take, of all processes together', ratio: more(sum), atMost: 0.1 },
    ]
  } finally {
    await harness.close()
  }
}
