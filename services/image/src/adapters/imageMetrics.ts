import type { Collection } from 'mongodb'
import { Counter, Gauge, type Registry } from 'prom-client'
import type { JobDocument } from './jobDocument.ts'

export type ImageMetrics = ReturnType<typeof createImageMetrics>

/** The numbers the image worker keeps. `alarms` above 0 call for a person. */
export const createImageMetrics = (registry: Registry, jobs: Collection<JobDocument>) => {
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
        const counted = await jobs
          .aggregate<{ _id: string; count: number }>([{ $group: { _id: '$state', count: { $sum: 1 } } }])
          .toArray()
        this.reset()
        for (const { _id, count } of counted) this.set({ state: _id }, count)
      },
    }),
  }
}
