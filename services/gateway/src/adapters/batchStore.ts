import { CommandOutcome } from '@gongdan/contracts'
import type { Db } from 'mongodb'
import { z } from 'zod'
import { Batch, type BatchStore, isComplete, type Outcomes, type StoredBatch } from '../batch/batch.ts'

/** How long a batch can be asked for, after the last time that anything was done for it (contract §5). */
const expireAfterMs = 7 * 24 * 3_600_000

/** The batch is JSON text and outcomes stand under command ids, so nothing from a request becomes a key or an operator. */
interface BatchDocument {
  readonly _id: string
  readonly caller: string
  readonly correlationId: string
  readonly work: string
  readonly outcomes: Record<string, CommandOutcome>
  readonly attempts: number
  /** Messages of it that were parked. */
  readonly parked?: number
  readonly acceptedAt: Date
  /** When to ask again; a batch that is finished or was ended has none. */
  readonly nextAt?: Date
  readonly ended?: boolean
  readonly expireAt: Date
}

const ReadDocument = z.object({
  work: z.string(),
  outcomes: z.record(z.string(), CommandOutcome).default({}),
  attempts: z.number(),
  parked: z.number().default(0),
  acceptedAt: z.date(),
  ended: z.boolean().default(false),
})

const read = (document: unknown): StoredBatch => {
  const { work, outcomes, ...state } = ReadDocument.parse(document)
  return { ...state, batch: Batch.parse(JSON.parse(work)), outcomes: new Map(Object.entries(outcomes)) }
}

/** The collection `batches` of the gateway's database; any gateway may take up what another left (decision 4). */
export const mongoBatchStore = (db: Db): BatchStore => {
  const batches = db.collection<BatchDocument>('batches')
  const fields = (outcomes: Outcomes) =>
    Object.fromEntries([...outcomes].map(([commandId, outcome]) => [`outcomes.${commandId}`, outcome]))

  return {
    save: async (batch, outcomes, nextAt) => {
      const finished = isComplete(batch, outcomes)
      await batches.updateOne(
        { _id: batch.batchUuid },
        {
          $setOnInsert: {
            caller: batch.caller,
            correlationId: batch.correlationId,
            work: JSON.stringify(batch),
            attempts: 0,
            acceptedAt: new Date(),
            expireAt: new Date(Date.now() + expireAfterMs),
            ...(finished ? {} : { nextAt }),
          },
          ...(outcomes.size > 0 ? { $set: fields(outcomes) } : {}),
          ...(finished ? { $unset: { nextAt: '' } } : {}),
        },
        { upsert: true },
      )
    },
    update: async (batch, outcomes, nextAt) => {
      const expireAt = new Date(Date.now() + expireAfterMs)
      await batches.updateOne(
        { _id: batch.batchUuid },
        isComplete(batch, outcomes)
          ? { $set: { ...fields(outcomes), expireAt }, $unset: { nextAt: '' } }
          : { $set: { ...fields(outcomes), expireAt, nextAt } },
      )
    },
    find: async (batchUuid, caller) => {
      const found = await batches.findOne({ _id: batchUuid, caller })
      return found === null ? null : read(found)
    },
    claim: async (now, leaseUntil, except) => {
      const taken = await batches.findOneAndUpdate(
        { nextAt: { $lte: now }, caller: { $nin: [...except] } },
        { $set: { nextAt: leaseUntil }, $inc: { attempts: 1 } },
        { sort: { nextAt: 1 }, returnDocument: 'after' },
      )
      return taken === null ? null : read(taken)
    },
    noteParked: async (correlationId) => {
      await batches.updateOne({ correlationId, nextAt: { $exists: true } }, { $inc: { parked: 1 } })
    },
    end: async (batchUuid) => {
      await batches.updateOne({ _id: batchUuid }, { $set: { ended: true }, $unset: { nextAt: '' } })
    },
  }
}
