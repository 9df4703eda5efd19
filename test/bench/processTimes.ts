import { connect } from '@gongdan/store'
import type { TestSystem } from '../support/system.ts'
import { controlSays } from '../support/virtualHost.ts'

/** What a process has taken so far: processor time in seconds, memory in bytes. */
export interface Taken {
  readonly cpu: number
  readonly memory: number
}

/** What each process of a system has taken so far, by its name. */
export type Times = ReadonlyMap<string, Taken>

const numberOf = (metrics: string, name: string): number =>
  Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)`, 'm').exec(metrics)?.[1] ?? Number.NaN)

const ofService = async (adminUrl: string): Promise<Taken> => {
  const metrics = await (await fetch(`${adminUrl}/metrics`)).text()
  return {
    cpu: numberOf(metrics, 'process_cpu_seconds_total'),
    memory: numberOf(metrics, 'process_resident_memory_bytes'),
  }
}

const ofBroker = async (): Promise<Taken> => {
  const said = await controlSays(['eval', '[element(1, erlang:statistics(runtime)), erlang:memory(total)].'])
  const [, ms = '', memory = ''] = /\[(\d+),(\d+)\]/.exec(said) ?? []
  return { cpu: Number(ms) / 1_000, memory: Number(memory) }
}

/** Reads what the services named, the broker and the database have taken. Broker and database are this run's own. */
export const openProcessTimes = async (system: TestSystem) => {
  const store = await connect(system.mongodbUrl, 'bench')
  const ofDatabase = async (): Promise<Taken> => {
    const { extra_info: info, mem } = await store.db.command({ serverStatus: 1 })
    return { cpu: (info.user_time_us + info.system_time_us) / 1_000_000, memory: mem.resident * 1_048_576 }
  }
  return {
    read: async (services: readonly string[]): Promise<Times> =>
      new Map([
        ...(await Promise.all(
          services.map(async (name): Promise<[string, Taken]> => [name, await ofService(system.adminUrl(name))]),
        )),
        ['rabbitmq', await ofBroker()],
        ['mongodb', await ofDatabase()],
      ]),
    close: store.close,
  }
}

/** What each process has taken between two readings. */
export const between = (before: Times, after: Times): Times =>
  new Map(
    [...after].map(([name, { cpu, memory }]) => {
      const was = before.get(name)
      return [name, { cpu: cpu - (was?.cpu ?? 0), memory: memory - (was?.memory ?? 0) }]
    }),
  )
