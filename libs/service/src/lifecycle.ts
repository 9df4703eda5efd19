import process from 'node:process'
import { exportSpans } from '@gongdan/tracing'
import closeWithGrace from 'close-with-grace'
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import { startAdmin } from './admin.ts'
import type { Component } from './component.ts'
import { type Logger, written } from './log.ts'
import { checkReadiness, findNotReady, type Readiness } from './readiness.ts'

export interface RunOptions {
  readonly name: string
  readonly log: Logger
  readonly adminHost: string
  readonly adminPort: number
  readonly registry: Registry
  /** `OTEL_EXPORTER_OTLP_ENDPOINT`: the collector that gets the traces; empty for none. */
  readonly tracesTo?: string
  /** Brings the components up, in the order in which they need each other, and gives them back in that order. */
  readonly start: () => Promise<readonly Component[]>
}

/** A probe asks every second or so; a component that is slower than this counts as unavailable. */
const readinessLimitMs = 1_000
/**
 * How often the lateness of the event loop is sampled. Every 10 ms, as is usual, would be most of what an idle service does. The
 * metrics `nodejs_eventloop_lag_*` count from one sample to the next, so this is in them.
 */
export const LAG_SAMPLED_EVERY_MS = 500
/** Kubernetes kills after 30 s; what is in flight has to be finished a little earlier (guarantees §3). */
export const stopLimitMs = 25_000

type Life =
  | { readonly phase: 'starting' }
  | { readonly phase: 'running'; readonly components: readonly Component[] }
  | { readonly phase: 'stopping' }

const readinessIn = async (life: Life): Promise<Readiness> =>
  life.phase === 'running'
    ? checkReadiness(life.components, readinessLimitMs)
    : { ready: false, notReady: { service: life.phase }, warnings: {} }

/** Keeps `component_ready`: what `/readyz` says of each component that can be asked. */
const keepComponentReady = (registry: Registry, componentsNow: () => readonly Component[]): void => {
  new Gauge({
    name: 'component_ready',
    help: '1 while a component of the service, its database or broker for one, can do its work',
    labelNames: ['component'],
    registers: [registry],
    async collect() {
      const asked = componentsNow().filter((component) => component.ready !== undefined)
      const notReady = await findNotReady(asked, readinessLimitMs)
      this.reset()
      for (const { name } of asked) this.set({ component: name }, name in notReady ? 0 : 1)
    },
  })
}

/** Stops the last component first; one that cannot stop does not keep the others from it. Gives what went wrong. */
const stopComponents = async (components: readonly Component[], log: Logger): Promise<readonly unknown[]> => {
  const faults: unknown[] = []
  for (const component of components.toReversed()) {
    try {
      await component.stop?.()
    } catch (err) {
      log.error({ err, component: component.name }, 'component did not stop')
      faults.push(err)
    }
  }
  return faults
}

/**
 * The life of a service's process. The admin server answers first; the service is ready once `start` is done and each
 * component says so. Resolves then; the process runs until one of these:
 *
 * - SIGTERM, SIGINT: not ready any more, components stopped in reverse order, exit 0, or 1 if one could not stop or 25
 * s were not enough. During the start nothing is in flight yet: exit 0 at once. A second signal forces exit 1.
 * - an uncaught exception or unhandled rejection: logged, the same stop is tried, exit 1.
 * - a `start` that rejects, or an admin port that is taken: logged, exit 1.
 */
export const runService = async ({
  name,
  log,
  adminHost,
  adminPort,
  registry,
  tracesTo = '',
  start,
}: RunOptions): Promise<void> => {
  let life: Life = { phase: 'starting' }
  let wasReady = false
  const hasStarted = async (): Promise<boolean> => {
    // Only ever set: a slower look that began before must not undo it.
    if (!wasReady && (await readinessIn(life)).ready) wasReady = true
    return wasReady && life.phase === 'running'
  }

  closeWithGrace(
    {
      delay: stopLimitMs,
      logger: false,
      onSecondSignal: (signal) => log.fatal({ signal }, 'second stop signal, exiting at once'),
      onSecondError: (err) => log.fatal({ err }, 'crashed while stopping'),
      onTimeout: (ms) => log.fatal({ ms }, 'could not stop in time'),
    },
    async ({ signal, err }) => {
      if (signal === undefined) log.fatal({ err }, 'crashed')
      else log.info({ signal }, 'stopping')
      const components = life.phase === 'running' ? life.components : []
      life = { phase: 'stopping' }
      const faults = await stopComponents(components, log)
      const isWell = signal !== undefined && faults.length === 0
      if (isWell) log.info('stopped')
      await written(log)
      // close-with-grace exits 0 unless this callback rejects, even after a rejection without a reason.
      if (!isWell) throw new AggregateError(faults, 'stopped with errors')
    },
  )

  try {
    registry.setDefaultLabels({ service: name })
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_SAMPLED_EVERY_MS })
    keepComponentReady(registry, () => (life.phase === 'running' ? life.components : []))
    const at = { host: adminHost, port: adminPort }
    const admin = await startAdmin(at, registry, () => readinessIn(life), hasStarted)
    log.info({ adminPort: admin.port }, 'starting')
    const stopTracing = tracesTo === '' ? undefined : await exportSpans(name, tracesTo)
    const components = await start()
    const traces = stopTracing === undefined ? [] : [{ name: 'traces', stop: stopTracing }]
    life = { phase: 'running', components: [{ name: 'admin server', stop: admin.close }, ...traces, ...components] }
    log.info('started')
  } catch (err) {
    log.fatal({ err }, 'could not start')
    await written(log)
    process.exit(1)
  }
}
