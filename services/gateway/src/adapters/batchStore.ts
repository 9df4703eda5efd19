import { CommandOutcome } from '@gongdan/contracts'
import type { OwnMac } from '@gongdan/messaging'
import type { Db } from 'mongodb'
import type { Logger } from 'pino'
import { z } from 'zod'
import { Batch, type BatchSize, type BatchStore, isComplete, type Outcomes, type StoredBatch } from '../batch/batch.ts'
import { atOnce, type InTurn, isLargeList } from '../batch/largeWork.ts'

/** How long a batch can be asked for, after the last time that anything was done for it (contract §5). */
const expireAfterMs = 7 * 24 * 3_600_000
const outcomesAStatement = 2_000

/** The batch is JSON text, so nothing from a request becomes a key or an operator. */
interface BatchDocument {
  readonly _id: string
  readonly caller: string
  readonly correlationId: string
  readonly type: string
  readonly work: string
  /** How many items were listed; release 1 did not say. */
  readonly listed?: number
  /** Proves that a gateway wrote `work`: what anything else puts here is not carried out (decision 9). */
  readonly mac: string
  /**
   * In the order in which they came. A list: the database looks for the place of each field among all the others, and appends
   * to a list at once. Two gateways may have added the same one.
   */
  readonly outcomes: readonly CommandOutcome[]
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
  mac: z.unknown(),
  outcomes: z.array(CommandOutcome),
  attempts: z.number(),
  parked: z.number().default(0),
  acceptedAt: z.date(),
  ended: z.boolean().default(false),
})

/** Null for a document that no gateway wrote. */
const readIn = (own: OwnMac, document: unknown): StoredBatch | null => {
  const read = ReadDocument.safeParse(document)
  if (!read.success) return null
  const { work, mac, outcomes, ...state } = read.data
  if (!own.verify(work, mac)) return null
  return {
    ...state,
    batch: Batch.parse(JSON.parse(work)),
    outcomes: new Map(outcomes.map((one) => [one.commandId, one])),
  }
}

/** The collection `batches` of the gateway's database; any gateway may take up what another left (decision 4). */
export const mongoBatchStore = (
  db: Db,
  own: OwnMac,
  log: Pick<Logger, 'error'>,
  inTurn: InTurn = atOnce,
): BatchStore => {
  const batches = db.collection<BatchDocument>('batches')
  const read = (document: BatchDocument) => inTurn(isLargeList(document.listed ?? 0), () => readIn(own, document))
  /** Thousands of outcomes in one statement would hold up the event loop. Nothing happens where there is no record. */
  const append = async (batchUuid: string, outcomes: Outcomes) => {
    const all = [...outcomes.values()]
    for (let at = 0; at < all.length; at += outcomesAStatement)
      await batches.updateOne(
        { _id: batchUuid },
        { $push: { outcomes: { $each: all.slice(at, at + outcomesAStatement) } } },
      )
  }
  /** Adds those that the record lacks; false where there is none. */
  const complete = async (batchUuid: string, outcomes: Outcomes): Promise<boolean> => {
    const found = await batches.findOne({ _id: batchUuid }, { projection: { 'outcomes.commandId': 1 } })
    if (found === null) return false
    const known = new Set(found.outcomes.map(({ commandId }) => commandId))
    await append(batchUuid, new Map([...outcomes].filter(([commandId]) => !known.has(commandId))))
    return true
  }
  const insert = async (batch: Batch, nextAt: Date) => {
    const { batchUuid: _id, caller, correlationId, type } = batch
    const work = JSON.stringify(batch)
    const [acceptedAt, expireAt] = [new Date(), new Date(Date.now() + expireAfterMs)]
    const listed = batch.order.length
    const mac = own.make(work)
    const record = { caller, correlationId, type, work, listed, mac, outcomes: [], attempts: 0, acceptedAt }
    await batches.updateOne({ _id }, { $setOnInsert: { ...record, expireAt, nextAt } }, { upsert: true })
  }

  return {
    save: async (batch, outcomes, nextAt) => {
      const { batchUuid } = batch
      if (!(await complete(batchUuid, outcomes))) {
        await insert(batch, nextAt)
        await append(batchUuid, outcomes)
      }
      if (isComplete(batch, outcomes)) await batches.updateOne({ _id: batchUuid }, { $unset: { nextAt: '' } })
    },
    update: async (batch, outcomes, nextAt) => {
      await complete(batch.batchUuid, outcomes)
      const expireAt = new Date(Date.now() + expireAfterMs)
      await batches.updateOne(
        { _id: batch.batchUuid },
        isComplete(batch, outcomes) ? { $set: { expireAt }, $unset: { nextAt: '' } } : { $set: { expireAt, nextAt } },
      )
    },
    append,
    sizeOf: async (batchUuid, caller) => {
      const projection = { listed: 1, settled: { $size: '$outcomes' } }
      const found = await batches.findOne<Partial<BatchSize>>({ _id: batchUuid, caller }, { projection })
      return found && { listed: found.listed ?? 0, settled: found.settled ?? 0 }
    },
    find: async (batchUuid, caller) => {
      const found = await batches.findOne({ _id: batchUuid, caller })
      const stored = found === null ? null : await read(found)
      return stored?.batch.caller === caller ? stored : null
    },
    claim: async (now, leaseUntil, except) => {
      for (;;) {
        const taken = await batches.findOneAndUpdate(
          { nextAt: { $lte: now }, caller: { $nin: [...except] } },
          { $set: { nextAt: leaseUntil }, $inc: { attempts: 1 } },
          { sort: { nextAt: 1 }, returnDocument: 'after' },
        )
        if (taken === null) return null
        const stored = await read(taken)
        if (stored !== null && stored.batch.batchUuid === taken._id) return stored
        log.error({ batchUuid: taken._id }, 'batch refused: no gateway wrote it')
        await batches.updateOne({ _id: taken._id }, { $unset: { nextAt: '' } })
      }
    },
    noteParked: async (correlationId, type) => {
      await batches.updateOne({ correlationId, type, nextAt: { $exists: true } }, { $inc: { parked: 1 } })
    },
    end: async (batchUuid) => {
      await batches.updateOne({ _id: batchUuid }, { $set: { ended: true }, $unset: { nextAt: '' } })
    },
  }
}
