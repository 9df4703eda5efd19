import { randomUUID } from 'node:crypto'
import type { Store } from '@gongdan/store'
import { afterRestore } from '../domain/request.ts'
import { jobsOf } from './jobDocument.ts'
import { createJobStore } from './jobStore.ts'

const restoresOf = ({ db }: Pick<Store, 'db'>) => db.collection<{ readonly _id: string; readonly at: Date }>('restores')

/** Whether the database was ever restored from a backup. */
export const wasRestored = (store: Pick<Store, 'db'>) => async (): Promise<boolean> =>
  (await restoresOf(store).findOne({}, { projection: { _id: 1 } })) !== null

/** To be called on a restored database while no worker runs. Gives the number of jobs that will look up before they send. */
export const noteRestore = async (store: Pick<Store, 'db'>): Promise<number> => {
  const jobs = jobsOf(store)
  const none = () => {}
  const { change } = createJobStore({
    db: store.db,
    jobs,
    leaseMs: 0,
    own: null,
    committed: none,
    nudge: none,
    alarm: none,
  })
  await restoresOf(store).insertOne({ _id: randomUUID(), at: new Date() })
  let count = 0
  for await (const { _id } of jobs.find({ step: 'SEND' }).project<{ readonly _id: string }>({ _id: 1 })) {
    const cause = { commandId: randomUUID(), correlationId: randomUUID(), by: null }
    await change(_id, cause, afterRestore)
    count += 1
  }
  return count
}
