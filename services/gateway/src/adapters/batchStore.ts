import { CommandOutcome } from '@gongdan/contracts'
import type { Db } from 'mongodb'
import { z } from 'zod'
import { isComplete, type Outcomes, Work } from '../work/work.ts'

/** A batch that was answered with 202, as it stands. */
export interface Batch {
  readonly work: Work
  readonly outcomes: Outcomes
  /** Rounds of asking again that were begun. */
  readonly attempts: number
}

export interface BatchStore {
  /** Records the batch, or adds these outcomes to its record. Safe to repeat. The first round is due at `nextAt`. */
  keep(work: Work, outcomes: Outcomes, nextAt: Date): Promise<void>
  /** Adds outcomes; without any missing the batch is finished, else its next round is due at `nextAt`. */
  put(work: Work, outcomes: Outcomes, nextAt: Date): Promise<void>
  /** The caller's own batch of that uuid. */
  find(batchUuid: string, caller: string): Promise<Batch | null>
  /** Takes the batch that has been due longest, if any, for as long as the lease. */
  claim(now: Date, leaseUntil: Date): Promise<Batch | null>
}

/** How long a batch can be asked for, after the last time that anything was done for it (contract §5). */
const keptMs = 7 * 24 * 3_600_000

/** `work` is JSON text and outcomes stand under command ids, so nothing from a request becomes a key or an operator. */
interface BatchDocument {
  readonly _id: string
  readonly caller: string
  readonly work: string
  readonly outcomes: Record<string, CommandOutcome>
  readonly attempts: number
  /** When to ask again; a finished batch has none. */
  readonly nextAt?: Date
  readonly expireAt: Date
}

const StoredBatch = z.object({
  work: z.string(),
  outcomes: z.record(z.string(), CommandOutcome).default({}),
  attempts: z.number(),
})

const read = (document: unknown): Batch => {
  const { work, outcomes, attempts } = StoredBatch.parse(document)
  return { work: Work.parse(JSON.parse(work)), outcomes: new Map(Object.entries(outcomes)), attempts }
}

/** The collection `batches` of the gateway's database; any gateway may take up what another left (design decision 4). */
export const mongoBatchStore = (db: Db): BatchStore => {
  const batches = db.collection<BatchDocument>('batches')
  const fields = (outcomes: Outcomes) =>
    Object.fromEntries([...outcomes].map(([commandId, outcome]) => [`outcomes.${commandId}`, outcome]))

  return {
    keep: async (work, outcomes, nextAt) => {
      const finished = isComplete(work, outcomes)
      await batches.updateOne(
        { _id: work.batchUuid },
        {
          $setOnInsert: {
            caller: work.caller,
            work: JSON.stringify(work),
            attempts: 0,
            expireAt: new Date(Date.now() + keptMs),
            ...(finished ? {} : { nextAt }),
          },
          ...(outcomes.size > 0 ? { $set: fields(outcomes) } : {}),
          ...(finished ? { $unset: { nextAt: '' } } : {}),
        },
        { upsert: true },
      )
    },
    put: async (work, outcomes, nextAt) => {
      const expireAt = new Date(Date.now() + keptMs)
      await batches.updateOne(
        { _id: work.batchUuid },
        isComplete(work, outcomes)
          ? { $set: { ...fields(outcomes), expireAt }, $unset: { nextAt: '' } }
          : { $set: { ...fields(outcomes), expireAt, nextAt } },
      )
    },
    find: async (batchUuid, caller) => {
      const found = await batches.findOne({ _id: batchUuid, caller })
      return found === null ? null : read(found)
    },
    claim: async (now, leaseUntil) => {
      const taken = await batches.findOneAndUpdate(
        { nextAt: { $lte: now } },
        { $set: { nextAt: leaseUntil }, $inc: { attempts: 1 } },
        { sort: { nextAt: 1 }, returnDocument: 'after' },
      )
      return taken === null ? null : read(taken)
    },
  }
}
