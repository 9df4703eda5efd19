import { type AggregateDocument, connect } from '@gongdan/store'
import type { Collection } from 'mongodb'
import { jobsOf } from '../../../services/image/src/public.ts'
import { processesOf } from '../../../services/process/src/public.ts'
import { ticketsOf } from '../../../services/ticket/src/public.ts'
import { inBatches } from '../verify/difference.ts'

const again = async (documents: Collection<AggregateDocument>, from: number, at: Date): Promise<number> => {
  let count = 0
  const late = documents
    .find({ 'history.at': { $gte: from } } as never)
    .project<Pick<AggregateDocument, '_id' | 'relayed' | 'history'>>({ relayed: 1, 'history.seq': 1, 'history.at': 1 })
  for await (const batch of inBatches(late)) {
    const operations = batch.map(({ _id, relayed, history }) => {
      const first = history.find((entry) => entry.at >= from)?.seq ?? relayed + 1
      const update = { $set: { relayed: Math.min(relayed, first - 1) }, $min: { unrelayedSince: at } }
      return { updateOne: { filter: { _id }, update } }
    })
    await documents.bulkWrite(operations as never, { ordered: false })
    count += batch.length
  }
  return count
}

/**
 * Marks the events of the last hours before `at` as unpublished: they had been published when the backup was made, but perhaps
 * not consumed. The services' relays find them when they start. Gives the number of documents with such events.
 */
export const sendAgain = async (mongodbUrl: string, at: Date, hours: number): Promise<number> => {
  const from = at.getTime() - hours * 3_600_000
  const [ticket, process, image] = await Promise.all(
    ['ticket', 'process', 'image'].map((service) => connect(mongodbUrl, service)),
  )
  if (!ticket || !process || !image) throw new TypeError('three stores were opened')
  const outboxes = [
    ticketsOf(ticket),
    processesOf(process),
    jobsOf(image),
  ] as unknown as Collection<AggregateDocument>[]
  try {
    let count = 0
    for (const documents of outboxes) count += await again(documents, from, at)
    return count
  } finally {
    await Promise.all([ticket.close(), process.close(), image.close()])
  }
}
