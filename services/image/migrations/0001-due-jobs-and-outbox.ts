import type { Db } from 'mongodb'

/** Indexes for due jobs by step and time, waiting ones by instance, failed images and the outbox by their flags. */
export const up = async (db: Db): Promise<void> => {
  const jobs = db.collection('image_jobs')
  await jobs.createIndex(
    { step: 1, nextAt: 1 },
    { name: 'due', partialFilterExpression: { step: { $type: 'string' } } },
  )
  await jobs.createIndex(
    { region: 1, instanceId: 1, nextAt: 1 },
    { name: 'waiting', partialFilterExpression: { waiting: true } },
  )
  await jobs.createIndex({ orphanAt: 1 }, { name: 'orphans', partialFilterExpression: { hasOrphan: true } })
  await jobs.createIndex({ region: 1, state: 1, nextAt: 1 }, { name: 'reconciler' })
  await jobs.createIndex({ state: 1 }, { name: 'states' })
  await jobs.createIndex(
    { unrelayedSince: 1 },
    { name: 'outbox', partialFilterExpression: { unrelayedSince: { $exists: true } } },
  )
}
