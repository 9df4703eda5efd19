import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, MongoServerError } from 'mongodb'

interface Lock {
  readonly _id: 'migration'
  readonly until: Date
}

const leaseMs = 30_000
const lookEveryMs = 200
const duplicateKey = 11_000

/**
 * Does the work while nobody else does any under this lock of the database; waits for whoever has it. The lock is a lease
 * that is renewed meanwhile, so that one who died does not keep the next from it. By the database's clock.
 */
export const migrateAlone = async <T>(db: Db, work: () => Promise<T>): Promise<T> => {
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
      if (fault instanceof MongoServerError && fault.code === duplicateKey) return false
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
