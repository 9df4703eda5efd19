import { Counter, Gauge, type Registry } from 'prom-client'

export type ImageMetrics = ReturnType<typeof createImageMetrics>

/** How many jobs are in each state; rejects when the database cannot say so soon. */
export type CountJobs = () => Promise<readonly { readonly state: string; readonly count: number }[]>

/** The numbers the image worker keeps. `alarms` above 0 call for a person. */
export const createImageMetrics = (registry: Registry, countJobs: CountJobs) => {
  const registers = [registry]
  return {
    answers: new Counter({
      name: 'cvm_answers_total',
      help: 'Answers of Tencent, by action and outcome: ok, unknown, or the error code',
      labelNames: ['action', 'outcome'],
      registers,
    }),
    alarms: new Counter({
      name: 'image_alarms_total',
      help: 'Things a person must hear of',
      labelNames: ['alarm'],
      registers,
    }),
    findings: new Counter({
      name: 'image_findings_total',
      help: 'What the reaper found: images without a job, surplus and stray ones, jobs whose image is gone',
      labelNames: ['kind'],
      registers,
    }),
    jobs: new Gauge({
      name: 'image_jobs',
      help: 'Jobs by state, of all workers together',
      labelNames: ['state'],
      registers,
      async collect() {
        // A database that is away must not hide the numbers that tell so.
        const counted = await countJobs().catch(() => [])
        this.reset()
        for (const { state, count } of counted) this.set({ state }, count)
      },
    }),
  }
}
