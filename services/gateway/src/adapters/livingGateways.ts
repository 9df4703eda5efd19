import type { Db } from 'mongodb'
import type { LivingGateways } from '../batch/heartbeat.ts'

/** A gateway that was not seen for so long is gone: two of its beats were missed. */
const livesMs = 15_000

/** The collection `gateways` of the gateway's database, on the database's clock. `id` is this process's own. */
export const mongoLivingGateways = (db: Db, id: string): LivingGateways => {
  const gateways = db.collection<{ _id: string; seenAt: Date }>('gateways')
  return {
    beat: async () => {
      await gateways.updateOne({ _id: id }, [{ $set: { seenAt: '$$NOW' } }], { upsert: true })
      return gateways.countDocuments({ $expr: { $gt: ['$seenAt', { $subtract: ['$$NOW', livesMs] }] } })
    },
    leave: async () => {
      await gateways.deleteOne({ _id: id })
    },
  }
}
