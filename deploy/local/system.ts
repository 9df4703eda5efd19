import { join } from 'node:path'
import { type ServiceName, serviceNames } from '@gongdan/contracts'
import { migrateAll } from '../jobs/migrateAll.ts'
import { root } from './localDirectory.ts'
import { freePorts } from './ports.ts'
import type { Run } from './run.ts'
import {
  compiledEnvironment,
  environmentOf,
  environmentOfEmulator,
  heapOptions,
  type SystemConfig,
} from './services.ts'
import type { Scale } from './startArguments.ts'
import { StartFault } from './startFault.ts'
import type { Program, Supervised } from './supervise.ts'

/** The running services and emulator. */
export interface System {
  /** The gateways' addresses, the first one's first. */
  readonly gatewayUrls: readonly [string, ...string[]]
  readonly emulatorUrl: string
  /** Gives where a process answers `/readyz` and `/metrics`. */
  adminUrl(name: string): string
  /** Gives a process by its name: `ticket` is the first ticket service, `ticket-2` the second, `emulator` the emulator. */
  process(name: string): Supervised
  /** Stops the services, then the emulator, which the image worker calls until it has stopped. */
  stop(): Promise<void>
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    async (response) => {
      await response.body?.cancel()
      return response.ok
    },
    () => false,
  )

const nodeProgram = (run: Run, name: string, main: string, env: Record<string, string>, readyUrl: string): Program => ({
  name,
  command: process.execPath,
  args: [join(root, main)],
  env: { ...compiledEnvironment(), NODE_OPTIONS: `${heapOptions} ${process.env.NODE_OPTIONS ?? ''}`, ...env },
  log: run.logFile(name),
  isReady: () => answers(readyUrl),
  // A start of all of them is work for minutes on a slow machine; one that ends is noticed at once.
  readyWithinMs: 90_000,
  // A service takes up to 25 s to finish its work in flight.
  stopWithinMs: 28_000,
})

/** How this machine reaches what listens on an address of its own, as a URL has it. */
const reachable = (host = '127.0.0.1'): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

const instancesOf = (scale: Scale): readonly { service: ServiceName; name: string }[] =>
  serviceNames.flatMap((service) =>
    Array.from({ length: scale[service] ?? 1 }, (_, index) => ({
      service,
      name: index === 0 ? service : `${service}-${index + 1}`,
    })),
  )

/**
 * Migrates the databases, then starts the emulator and the services, and resolves when every one is ready.
 * @param gatewayPort of the first gateway; further ones take free ports
 * @param extra environment for every service, over its own
 */
export const startSystem = async (
  run: Run,
  config: Omit<SystemConfig, 'emulatorPort' | 'publicUrl'>,
  { gatewayPort, scale, extra }: { gatewayPort: number; scale: Scale; extra: Readonly<Record<string, string>> },
): Promise<System> => {
  const instances = instancesOf(scale)
  const [emulatorPort = 0, ...ports] = await freePorts(1 + 2 * instances.length)
  const emulatorUrl = `http://127.0.0.1:${emulatorPort}`
  const gatewayHost = reachable(config.gatewayHost)
  const gatewayUrl = `http://${gatewayHost}:${gatewayPort}`
  const systemConfig = { ...config, emulatorPort, publicUrl: process.env.PUBLIC_URL || gatewayUrl }

  const furtherGateways: string[] = []
  const adminUrls = new Map<string, string>()
  const services = instances.map(({ service, name }, index) => {
    const port = name === 'gateway' ? gatewayPort : (ports[2 * index] ?? 0)
    const url = `http://${gatewayHost}:${port}`
    const adminPort = ports[2 * index + 1]
    const adminUrl = `http://127.0.0.1:${adminPort}`
    adminUrls.set(name, adminUrl)
    run.addAddresses({ [`${name} admin`]: adminUrl, ...(service === 'gateway' && { [name]: url }) })
    if (service === 'gateway' && name !== 'gateway') furtherGateways.push(url)
    const env = { ...environmentOf(service, systemConfig, port), ADMIN_PORT: String(adminPort), ...extra }
    return nodeProgram(run, name, `services/${service}/src/main.ts`, env, `${adminUrl}/readyz`)
  })
  const emulator = nodeProgram(
    run,
    'emulator',
    'libs/cvm-emulator/src/main.ts',
    environmentOfEmulator(emulatorPort, join(run.directory, 'data', 'emulator.json')),
    `${emulatorUrl}/_emulator/state`,
  )
  run.addAddresses({ emulator: emulatorUrl })

  await migrateAll(config.mongodbUrl)
  const started = await Promise.all([emulator, ...services].map((program) => run.start(program)))
  const [first, ...rest] = started
  return {
    gatewayUrls: [gatewayUrl, ...furtherGateways],
    emulatorUrl,
    adminUrl: (name) => adminUrls.get(name) ?? '',
    process: (name) => {
      const found = started.find((one) => one.name === name)
      if (found === undefined) throw new StartFault('bad-arguments', `no process ${name} was started`)
      return found
    },
    stop: async () => {
      await Promise.all(rest.map((service) => service.stop()))
      await first?.stop()
    },
  }
}
