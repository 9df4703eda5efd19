import type { Store } from '@gongdan/store'
import { MongoBulkWriteError } from 'mongodb'
import type { Usage } from '../domain/usage.ts'
import type { UsageStore } from './usageStore.ts'

/** A document a ticket, which stays as a tombstone: `processUuid` only while the ticket is pending (design decision 6). */
interface UsageDocument {
  readonly _id: string
  readonly seq: number
  readonly processUuid?: string
}

const DUPLICATE_KEY = 11_000

export const createMongoUsageStore = ({ db }: Store): UsageStore => {
  const usages = db.collection<UsageDocument>('usages')

  const write = (news: readonly Usage[], upsert: boolean) =>
    usages.bulkWrite(
      news.map(({ ticketUuid, seq, processUuid, pending }) => ({
        updateOne: {
          filter: { _id: ticketUuid, seq: { $lt: seq } },
          update: pending ? { $set: { seq, processUuid } } : { $set: { seq }, $unset: { processUuid: true } },
          upsert,
        },
      })),
      { ordered: false },
    )

  return {
    record: async (news) => {
      if (news.length === 0) return
      try {
        await write(news, true)
      } catch (fault) {
        // What is newer is not found under the guard, and its key is taken; it may also have been made just now, by what is older.
        const errors = fault instanceof MongoBulkWriteError ? [fault.writeErrors].flat() : []
        if (errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE_KEY)) throw fault
        await write(
          errors.flatMap(({ index }) => news[index] ?? []),
          false,
        )
      }
    },
    inUse: async (processUuids) => {
      const found = await usages.distinct('processUuid', { processUuid: { $in: [...processUuids] } })
      return new Set(found.filter((uuid) => uuid !== undefined))
    },
  }
}
