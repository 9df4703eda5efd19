import type { Collection } from 'mongodb'
import type { Timers } from '../domain/ports.ts'
import { type DueTimer, timerOf } from '../domain/timers.ts'
import { listedFields, readListed, type TicketDocument } from './ticketDocument.ts'

/** The index of the tickets that time changes: those with a moment, which is why `$gt: 0` stands in each query. */
const INDEX = 'timers'

/** Timers are no records of their own: the next one of each ticket follows from its state. */
export const createTimers = (documents: Collection<TicketDocument>): Timers => ({
  look: async () => {
    const [first] = await documents
      .aggregate<{ readonly nextAt: number; readonly now: Date }>(
        [
          { $match: { nextAt: { $gt: 0 } } },
          { $sort: { nextAt: 1 } },
          { $limit: 1 },
          { $project: { _id: 0, nextAt: 1, now: '$$NOW' } },
        ],
        { hint: INDEX },
      )
      .toArray()
    return first === undefined ? null : { nextAt: first.nextAt, now: first.now.getTime() }
  },
  due: async (now, most, isWanted) => {
    const cursor = documents.find<Parameters<typeof readListed>[0]>(
      { nextAt: { $gt: 0, $lte: now } },
      { hint: INDEX, sort: { nextAt: 1 }, projection: listedFields, batchSize: most },
    )
    const due: DueTimer[] = []
    for await (const document of cursor) {
      const timer = timerOf(readListed(document).ticket)
      if (timer === null || timer.at > now || !isWanted({ ...timer, ticketUuid: document._id })) continue
      due.push({ ...timer, ticketUuid: document._id })
      if (due.length === most) break
    }
    return due
  },
})
