import { createHash } from 'node:crypto'
import type { Store } from '@gongdan/store'
import { type JobDocument, jobAggregate, jobOf, jobsOf } from '../../../services/image/src/public.ts'
import { ticketsOf } from '../../../services/ticket/src/public.ts'
import { type Check, compare, filterByIds, inBatches } from './difference.ts'
import { checkDocument } from './document.ts'

/** Checks image jobs, and that a ticket requested each of them. */
export const checkJobs = ({ ticket, image }: Readonly<Record<'ticket' | 'image', Store>>): Check =>
  async function* (ids) {
    for await (const batch of inBatches<JobDocument>(jobsOf(image).find(filterByIds(ids)))) {
      const asked = await ticketsOf(ticket)
        .find({ _id: { $in: batch.map(({ _id }) => _id) }, 'history.type': 'ticket.image-requested' })
        .project<{ readonly _id: string }>({ _id: 1 })
        .toArray()
      const askers = new Set(asked.map(({ _id }) => _id))
      for (const document of batch) {
        const { _id } = document
        yield* checkDocument('image job', jobAggregate, document, false)
        yield* compare('image job: a ticket requested it', _id, true, askers.has(_id))
        const job = jobOf(document)
        const hash = createHash('sha256')
          .update(job?.details ?? '')
          .digest('hex')
        yield* compare('image job: details are those of the seal', _id, job?.detailsHash, hash)
      }
    }
  }
