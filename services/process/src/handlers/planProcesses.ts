import { type PlannedProcesses, type PlanProcesses, plainSettings } from '@gongdan/contracts'
import { done, type Outcome, type Received } from '@gongdan/messaging'
import type { ProcessStore } from '../domain/ports.ts'

/** process.plan: the ticket service asks for definitions that its replica lacks; those that do not exist are left out. */
export const planProcesses =
  (processes: Pick<ProcessStore, 'find'>) =>
  async (batch: readonly Received<PlanProcesses>[]): Promise<readonly Outcome[]> => {
    const known = await processes.find(batch.flatMap(({ body }) => body.processUuids))
    return batch.map(({ body }) => {
      const planned = known.filter(({ uuid }) => body.processUuids.includes(uuid))
      const reply: PlannedProcesses = {
        processes: planned.map(({ uuid, process: { version, tenantUuid, name, steps, settings } }) => ({
          processUuid: uuid,
          seq: version,
          tenantUuid,
          name,
          steps: [...steps],
          settings: settings ?? plainSettings,
        })),
      }
      return done(reply)
    })
  }
