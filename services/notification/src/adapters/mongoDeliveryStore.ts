import type { OwnMac } from '@gongdan/messaging'
import type { Store } from '@gongdan/store'
import type { AnyBulkWriteOperation, Filter } from 'mongodb'
import type { AttemptLog, Delivery, NewDelivery } from '../domain/delivery.ts'
import type { DeliveryFilter, DeliveryStore } from '../domain/ports.ts'
import { coalesceWrites } from './coalesceWrites.ts'

/** `deliveries`: a delivery under its uuid. Times are the database's. */
export interface DeliveryDocument extends Omit<NewDelivery, 'uuid' | 'receiver'> {
  readonly _id: string
  /** The receiver. */
  readonly lane: string
  /** Proves that this service wrote down whom to tell what: nothing else is sent (decision 9). */
  readonly mac: string
  readonly state: Delivery['state']
  readonly createdAt: Date
  /** When the next attempt is due, while pending. */
  readonly dueAt?: Date
  /** Since when it is over; it expires 7 days later. */
  readonly endedAt?: Date
  /** Attempts ever made; each write of an attempt is guarded by it. */
  readonly tries: number
  /** Attempts made before the last replay. */
  readonly triesBefore: number
  readonly log: readonly AttemptLog[]
  readonly answer: string
  /** The last commands that replayed it. */
  readonly replayedBy: readonly string[]
}

export const deliveriesOf = ({ db }: Pick<Store, 'db'>) => db.collection<DeliveryDocument>('deliveries')

/** How many attempts the log keeps. */
const MAX_LOG = 12
const MAX_COUNTED = 10_000
/** What is read at once of a receiver's deliveries ends beyond so many characters: hundreds of receivers are served at once. */
const DUE_CHARACTERS = 256 * 1024
const READ_AT_ONCE = 20

const pending = { dueAt: { $type: 'date' } } as const

const deliveryOf = ({ mac: _, ...document }: DeliveryDocument): Delivery => {
  const { _id: uuid, lane: receiver, tries: attempts, triesBefore: attemptsBefore, ...same } = document
  return { ...same, uuid, receiver, dueAt: document.dueAt, attempts, attemptsBefore }
}

const conditionOf = ({ webhookUuid, state, ticketUuid }: DeliveryFilter) => ({
  target: webhookUuid,
  ...(state === null ? {} : { state }),
  ...(ticketUuid === null ? {} : { 'notice.ticket_uuid': ticketUuid }),
})

/** What a delivery's `mac` covers. */
const toldBy = ({ uuid, receiver, channel, target, role, notice, correlationId }: NewDelivery): string =>
  JSON.stringify([uuid, receiver, channel, target, role, notice, correlationId])

/** Deliveries in MongoDB, one document each; `own` proves which of them this service wrote. */
export const createMongoDeliveryStore = (store: Pick<Store, 'db'>, own: OwnMac): DeliveryStore => {
  const deliveries = deliveriesOf(store)
  // Many receivers are served at once: the results of their attempts go into one write.
  const write = coalesceWrites<AnyBulkWriteOperation<DeliveryDocument>>((updates) =>
    deliveries.bulkWrite(updates, { ordered: false }),
  )

  /** A pipeline that fills a new document and leaves an existing one alone; only a pipeline has the database's time. */
  const fill = (added: NewDelivery) => {
    const { uuid: _id, receiver: lane, ...same } = added
    const fields = {
      _id,
      lane,
      ...same,
      mac: own.make(toldBy(added)),
      state: 'pending',
      tries: 0,
      triesBefore: 0,
      log: [],
      answer: '',
      replayedBy: [],
    }
    const filled = { $mergeObjects: [{ $literal: fields }, { createdAt: '$$NOW', dueAt: '$$NOW' }] }
    return [{ $replaceWith: { $cond: [{ $ne: [{ $type: '$createdAt' }, 'missing'] }, '$$ROOT', filled] } }]
  }

  /** Ends pending deliveries without an attempt. */
  const fail = async (which: Filter<DeliveryDocument>, reason: string): Promise<void> => {
    const attempt = { at: { $toDouble: '$$NOW' }, status: 0, ms: 0, error: { $literal: reason } }
    const log = { $slice: [{ $concatArrays: [{ $ifNull: ['$log', []] }, [attempt]] }, -MAX_LOG] }
    const tries = { $add: [{ $ifNull: ['$tries', 0] }, 1] }
    await deliveries.updateMany({ ...which, ...pending }, [
      { $set: { tries, log, state: 'failed', endedAt: '$$NOW', dueAt: '$$REMOVE' } },
    ])
  }

  return {
    add: async (added) => {
      if (added.length === 0) return
      await deliveries.bulkWrite(
        added.map((one) => ({ updateOne: { filter: { _id: one.uuid }, update: fill(one), upsert: true } })),
        { ordered: false },
      )
    },
    due: async (lane, at, limit) => {
      const found = deliveries
        .find({ lane, dueAt: { $type: 'date', $lte: at } })
        .sort({ dueAt: 1, 'notice.seq': 1 })
        .limit(limit)
        .batchSize(READ_AT_ONCE)
      const due: Delivery[] = []
      const planted: string[] = []
      let characters = 0
      for await (const document of found) {
        const delivery = deliveryOf(document)
        const told = toldBy(delivery)
        if (own.verify(told, document.mac)) due.push(delivery)
        else planted.push(delivery.uuid)
        characters += told.length
        if (characters > DUE_CHARACTERS) break
      }
      if (planted.length > 0) await fail({ _id: { $in: planted } }, 'this service did not write it')
      return due
    },
    nextDue: async (lane) => {
      const next = await deliveries.findOne({ lane, ...pending }, { sort: { dueAt: 1 }, projection: { dueAt: 1 } })
      return next?.dueAt ?? null
    },
    recordAttempt: ({ uuid: _id, attempts: tries, replayedBy }, attempt, next, answer) => {
      const [dueAt, endedAt] =
        next.state === 'pending' ? [{ $add: ['$$NOW', next.waitMs] }, '$$REMOVE'] : ['$$REMOVE', '$$NOW']
      // What was asked for during an attempt that came to nothing is still asked for.
      const isAskedFor = next.state !== 'delivered' && { $ne: ['$replayedBy', { $literal: replayedBy }] }
      const outcome = {
        state: { $cond: [isAskedFor, 'pending', next.state] },
        dueAt: { $cond: [isAskedFor, '$$NOW', dueAt] },
        endedAt: { $cond: [isAskedFor, '$$REMOVE', endedAt] },
      }
      const log = { $slice: [{ $concatArrays: ['$log', [{ $literal: attempt }]] }, -MAX_LOG] }
      const update = [{ $set: { tries: tries + 1, log, answer: { $literal: answer }, ...outcome } }]
      return write({ updateOne: { filter: { _id, tries, ...pending }, update } })
    },
    giveUp: (lane, reason) => fail({ lane }, reason),
    replay: async (target, _id, commandId) => {
      const again = {
        state: 'pending',
        dueAt: '$$NOW',
        endedAt: '$$REMOVE',
        triesBefore: '$tries',
        replayedBy: { $concatArrays: [{ $slice: ['$replayedBy', -19] }, [commandId]] },
      }
      await deliveries.updateOne({ _id, target, replayedBy: { $ne: commandId } }, [{ $set: again }])
      const found = await deliveries.findOne({ _id, target }, { projection: { lane: 1 } })
      return found && { receiver: found.lane }
    },
    list: async (filter, skip, limit) => {
      const newestFirst = { createdAt: -1, _id: -1 } as const
      const found = await deliveries.find(conditionOf(filter)).sort(newestFirst).skip(skip).limit(limit).toArray()
      return found.map(deliveryOf)
    },
    count: async (filter) => {
      const count = (state: Delivery['state']) =>
        deliveries.countDocuments(conditionOf({ ...filter, state }), { limit: MAX_COUNTED })
      const [pending, delivered, failed] = await Promise.all([count('pending'), count('delivered'), count('failed')])
      return { pending, delivered, failed }
    },
    find: async (target, _id) => {
      const found = await deliveries.findOne({ _id, target })
      return found && deliveryOf(found)
    },
  }
}
