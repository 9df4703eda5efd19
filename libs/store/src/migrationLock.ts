import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { isDuplicateKey } from './duplicateKey.ts'

interface Lock {
  readonly _id: 'migration'
  readonly until: Date
}

const leaseMs = 30_000
const lookEveryMs = 200

/**
 * Does the work under the database's migration lock, waiting for its present owner. The lock is a lease by the database's
 * clock that is renewed meanwhile, so a process that died does not keep the next from it.
 */
export const withMigrationLock = async <T>(db: Db, work: () => Promise<T>): Promise<T> => {
  const locks = db.collection<Lock>('migrations_lock')
  const until = { $add: ['$$NOW', leaseMs] }
  const lease = [{ $set: { until } }]
  const take = async (): Promise<boolean> => {
    const overdue = await locks.updateOne({ _id: 'migration', $expr: { $lt: ['$until', '$$NOW'] } }, lease)
    if (overdue.matchedCount === 1) return true
    try {
      const kept = [{ $set: { until: { $ifNull: ['$until', until] } } }]
      return (await locks.updateOne({ _id: 'migration' }, kept, { upsert: true })).upsertedCount === 1
    } catch (fault) {
      // Two looked at once, and both found nothing.
      if (isDuplicateKey(fault)) return false
      throw fault
    }
  }
  while (!(await take())) await sleep(lookEveryMs)
  const renewing = setInterval(() => void locks.updateOne({ _id: 'migration' }, lease).catch(() => {}), leaseMs / 3)
  try {
    return await work()
  } finally {
    clearInterval(renewing)
    await locks.deleteOne({ _id: 'migration' })
  }
}
