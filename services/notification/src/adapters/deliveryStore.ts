import type { Store } from '@gongdan/store'
import type { AnyBulkWriteOperation } from 'mongodb'
import type { Next } from '../domain/schedule.ts'
import { type Attempt, type DeliveryDocument, deliveriesOf, MAX_LOG, type NewDelivery } from './deliveryDocument.ts'
import { inGroups } from './inGroups.ts'

export interface DeliveryStore {
  /** Keeps what is to be delivered, due at once; what is there already stays as it is. */
  add(deliveries: readonly NewDelivery[]): Promise<void>
  /** What a lane has to deliver at a time, what has been due for longest first. */
  due(lane: string, at: Date, limit: number): Promise<readonly DeliveryDocument[]>
  /** When the next of a lane is due; null: nothing is pending. */
  nextDue(lane: string): Promise<Date | null>
  /** Writes down what a try came to, unless somebody else has written one down meanwhile. */
  record(delivery: DeliveryDocument, attempt: Attempt, next: Next): Promise<void>
  /** Gives up all that is pending in a lane, without trying. */
  giveUp(lane: string, why: string): Promise<void>
  /** Asks for a delivery of a webhook anew, once a command. Gives null when there is none. */
  replay(webhookUuid: string, deliveryUuid: string, commandId: string): Promise<{ readonly lane: string } | null>
  list(filter: LogFilter, skip: number, limit: number): Promise<{ total: number; found: readonly DeliveryDocument[] }>
}

export interface LogFilter {
  readonly webhookUuid: string
  readonly state: DeliveryDocument['state'] | null
  readonly ticketUuid: string | null
}

const pending = { dueAt: { $type: 'date' } } as const

/** Deliveries in MongoDB, one document each; due times are by the database's clock. */
export const createDeliveryStore = (store: Pick<Store, 'db'>): DeliveryStore => {
  const deliveries = deliveriesOf(store)
  // Many receivers are served at once: what came of their tries goes into one write.
  const writeTogether = inGroups<AnyBulkWriteOperation<DeliveryDocument>>((group) =>
    deliveries.bulkWrite(group, { ordered: false }),
  )

  /** A pipeline that fills a new document and leaves one that is there alone; only so has it the database's time. */
  const fill = (delivery: NewDelivery) => {
    const made = { ...delivery, state: 'pending', tries: 0, triesBefore: 0, log: [], replayedBy: [] }
    const timed = { createdAt: '$$NOW', dueAt: '$$NOW' }
    const filled = { $mergeObjects: [{ $literal: made }, timed] }
    return [{ $replaceWith: { $cond: [{ $ne: [{ $type: '$createdAt' }, 'missing'] }, '$$ROOT', filled] } }]
  }

  return {
    add: async (added) => {
      if (added.length === 0) return
      await deliveries.bulkWrite(
        added.map((one) => ({ updateOne: { filter: { _id: one._id }, update: fill(one), upsert: true } })),
        { ordered: false },
      )
    },
    due: (lane, at, limit) =>
      deliveries
        .find({ lane, dueAt: { $type: 'date', $lte: at } })
        .sort({ dueAt: 1, 'notice.seq': 1 })
        .limit(limit)
        .toArray(),
    nextDue: async (lane) => {
      const next = await deliveries.findOne({ lane, ...pending }, { sort: { dueAt: 1 }, projection: { dueAt: 1 } })
      return next?.dueAt ?? null
    },
    record: ({ _id, tries }, attempt, next) => {
      const over = { endedAt: '$$NOW', dueAt: '$$REMOVE' }
      const again = next.state === 'pending' ? { dueAt: { $add: ['$$NOW', next.waitMs] } } : over
      const log = { $slice: [{ $concatArrays: ['$log', [{ $literal: attempt }]] }, -MAX_LOG] }
      const update = [{ $set: { tries: tries + 1, log, state: next.state, ...again } }]
      return writeTogether({ updateOne: { filter: { _id, tries, ...pending }, update } })
    },
    giveUp: async (lane, why) => {
      const attempt = { at: { $toDouble: '$$NOW' }, status: 0, ms: 0, error: { $literal: why } }
      const log = { $slice: [{ $concatArrays: ['$log', [attempt]] }, -MAX_LOG] }
      const tries = { $add: ['$tries', 1] }
      await deliveries.updateMany({ lane, ...pending }, [
        { $set: { tries, log, state: 'failed', endedAt: '$$NOW', dueAt: '$$REMOVE' } },
      ])
    },
    replay: async (target, _id, commandId) => {
      const anew = {
        state: 'pending',
        dueAt: '$$NOW',
        endedAt: '$$REMOVE',
        triesBefore: '$tries',
        replayedBy: { $concatArrays: [{ $slice: ['$replayedBy', -19] }, [commandId]] },
      }
      await deliveries.updateOne({ _id, target, state: { $ne: 'pending' }, replayedBy: { $ne: commandId } }, [
        { $set: anew },
      ])
      return deliveries.findOne({ _id, target }, { projection: { lane: 1 } })
    },
    list: async ({ webhookUuid, state, ticketUuid }, skip, limit) => {
      const filter = {
        target: webhookUuid,
        ...(state === null ? {} : { state }),
        ...(ticketUuid === null ? {} : { 'notice.ticket_uuid': ticketUuid }),
      }
      const newestFirst = { createdAt: -1, _id: -1 } as const
      const [total, found] = await Promise.all([
        deliveries.countDocuments(filter, { limit: 10_000 }),
        deliveries.find(filter).sort(newestFirst).skip(skip).limit(limit).toArray(),
      ])
      return { total, found }
    },
  }
}
