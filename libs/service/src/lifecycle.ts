import process from 'node:process'
import { exportSpans } from '@gongdan/tracing'
import closeWithGrace from 'close-with-grace'
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import { startAdmin } from './admin.ts'
import type { Logger } from './log.ts'
import type { Part } from './part.ts'
import { checkReadiness, type Readiness } from './readiness.ts'

export interface ServiceOptions {
  readonly name: string
  readonly log: Logger
  readonly adminPort: number
  readonly registry: Registry
  /** `OTEL_EXPORTER_OTLP_ENDPOINT`: the collector that gets the traces; empty for none. */
  readonly tracesTo?: string
  /** Brings the parts up, in the order in which they need each other, and gives them back in that order. */
  readonly start: () => Promise<readonly Part[]>
}

/** A probe asks every second or so; a part that is slower than this is as good as away. */
const readinessLimitMs = 1_000
/** Kubernetes kills after 30 s; what is in hand has to be finished a little earlier (messaging §3). */
export const stopLimitMs = 25_000

type Life =
  | { readonly phase: 'starting' }
  | { readonly phase: 'running'; readonly parts: readonly Part[] }
  | { readonly phase: 'stopping' }

const readinessIn = async (life: Life): Promise<Readiness> =>
  life.phase === 'running'
    ? checkReadiness(life.parts, readinessLimitMs)
    : { ready: false, notReady: { service: life.phase }, troubles: {} }

/** Keeps `part_ready`: what `/readyz` says of each part that can be asked, for those who look at numbers. */
const keepPartReady = (registry: Registry, partsNow: () => readonly Part[]): void => {
  new Gauge({
    name: 'part_ready',
    help: '1 while a part of the service, its database or broker for one, can do its work',
    labelNames: ['part'],
    registers: [registry],
    async collect() {
      const asked = partsNow().filter((part) => part.ready !== undefined)
      const { notReady } = await checkReadiness(asked, readinessLimitMs)
      this.reset()
      for (const { name } of asked) this.set({ part: name }, name in notReady ? 0 : 1)
    },
  })
}

/** Stops the last part first; one that cannot stop does not keep the others from it. Gives what went wrong. */
const stopParts = async (parts: readonly Part[], log: Logger): Promise<readonly unknown[]> => {
  const faults: unknown[] = []
  for (const part of parts.toReversed()) {
    try {
      await part.stop?.()
    } catch (err) {
      log.error({ err, part: part.name }, 'a part did not stop')
      faults.push(err)
    }
  }
  return faults
}

/**
 * The life of a service's process. The admin server answers first; the service is ready once `start` is done and each
 * part says so. Resolves then; the process goes on until it is told to end:
 *
 * - SIGTERM, SIGINT: not ready any more, parts stopped in reverse order, exit 0, or 1 if one could not stop or 25 s were
 *   not enough. During the start there is nothing in hand yet: exit 0 at once. A second signal forces exit 1.
 * - an uncaught exception or unhandled rejection: logged, the same stop is tried, exit 1.
 * - a `start` that rejects, or an admin port that is taken: logged, exit 1.
 */
export const runService = async ({
  name,
  log,
  adminPort,
  registry,
  tracesTo = '',
  start,
}: ServiceOptions): Promise<void> => {
  let life: Life = { phase: 'starting' }

  closeWithGrace(
    {
      delay: stopLimitMs,
      logger: false,
      onSecondSignal: (signal) => log.fatal({ signal }, 'told to stop again: not waiting any longer'),
      onSecondError: (err) => log.fatal({ err }, 'crashed while stopping'),
      onTimeout: (ms) => log.fatal({ ms }, 'could not stop in time'),
    },
    async ({ signal, err }) => {
      if (signal === undefined) log.fatal({ err }, 'crashed')
      else log.info({ signal }, 'stopping')
      const parts = life.phase === 'running' ? life.parts : []
      life = { phase: 'stopping' }
      const faults = await stopParts(parts, log)
      // close-with-grace exits 0 unless this callback rejects, even after a rejection without a reason.
      if (signal === undefined || faults.length > 0) throw new AggregateError(faults, 'not an orderly end')
      log.info('stopped')
    },
  )

  try {
    registry.setDefaultLabels({ service: name })
    collectDefaultMetrics({ register: registry })
    keepPartReady(registry, () => (life.phase === 'running' ? life.parts : []))
    const admin = await startAdmin(adminPort, registry, () => readinessIn(life))
    log.info({ adminPort: admin.port }, 'starting')
    const stopTracing = tracesTo === '' ? undefined : await exportSpans(name, tracesTo)
    const parts = await start()
    const traces = stopTracing === undefined ? [] : [{ name: 'traces', stop: stopTracing }]
    life = { phase: 'running', parts: [{ name: 'admin server', stop: admin.close }, ...traces, ...parts] }
    log.info('started')
  } catch (err) {
    log.fatal({ err }, 'could not start')
    process.exit(1)
  }
}
