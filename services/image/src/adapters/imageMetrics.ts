import { Counter, Gauge, type Registry } from 'prom-client'
import { alarms } from '../domain/decision.ts'
import { orphanKinds } from '../domain/orphans.ts'

/** How many jobs are in each state; rejects when the database does not answer soon. */
export type CountJobs = () => Promise<readonly { readonly state: string; readonly count: number }[]>

/** The image service's metrics. `alarms` and `orphans` above 0 call for an operator. */
export const createImageMetrics = (registry: Registry, countJobs: CountJobs) => {
  const registers = [registry]
  const metrics = {
    answers: new Counter({
      name: 'cvm_answers_total',
      help: 'Answers of Tencent, by action and outcome: ok, unknown, or the error code',
      labelNames: ['action', 'outcome'],
      registers,
    }),
    alarms: new Counter({
      name: 'image_alarms_total',
      help: 'What needs a person at once, by reason',
      labelNames: ['alarm'],
      registers,
    }),
    orphans: new Counter({
      name: 'image_findings_total',
      help: 'Orphans that the reconciler reported, by kind: failed, surplus, without-job, missing',
      labelNames: ['kind'],
      registers,
    }),
    jobs: new Gauge({
      name: 'image_jobs',
      help: 'Jobs by state, of all workers together',
      labelNames: ['state'],
      registers,
      async collect() {
        // The other metrics must be served while the database is away.
        const counted = await countJobs().catch(() => [])
        this.reset()
        for (const { state, count } of counted) this.set({ state }, count)
      },
    }),
  }
  // Prometheus sees no increase in what appears as 1.
  for (const alarm of alarms) metrics.alarms.inc({ alarm }, 0)
  for (const kind of orphanKinds) metrics.orphans.inc({ kind }, 0)
  return metrics
}
