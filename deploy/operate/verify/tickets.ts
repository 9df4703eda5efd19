import type { Store } from '@gongdan/store'
import { stateAt } from '@gongdan/store'
import { type JobDocument, jobOf, jobsOf } from '../../../services/image/src/adapters/jobDocument.ts'
import type { Job } from '../../../services/image/src/domain/job.ts'
import {
  type Fulfilment,
  type TicketDocument,
  ticketAggregate,
  ticketsOf,
} from '../../../services/ticket/src/public.ts'
import { among, byId, type Check, type Difference, differ, together } from './difference.ts'
import { checkDocument } from './document.ts'
import { walk } from './legalPath.ts'

const imageStates = { DONE: 'created', FAILED: 'failed', NEEDS_OPERATOR: 'needs_operator' } as const

/** What a ticket must know of its image once the job is at rest; a job that works may have told so or not. */
const checkImage = (id: string, document: TicketDocument, wish: Fulfilment, job: Job | undefined) => {
  const requested = document.history.findLast(({ type }) => type === 'ticket.image-requested')
  const hash = requested?.type === 'ticket.image-requested' ? requested.data.detailsHash : ''
  const seen = job === undefined ? 'no job' : `request ${job.request}`
  const heard = differ('image job: has heard of the request', id, `request ${wish.request}`, seen)
  if (job === undefined || heard.length > 0) return heard
  const { state } = job.phase
  const isAtRest = state === 'DONE' || state === 'FAILED' || state === 'NEEDS_OPERATOR'
  return [
    ...differ('image job: works on what was approved', id, hash, job.detailsHash),
    ...(isAtRest ? differ('ticket: state of its image', id, imageStates[state], wish.state) : []),
    ...(state === 'DONE' ? differ('ticket: id of its image', id, job.phase.imageId, wish.imageId) : []),
  ]
}

const checkAlone = (document: TicketDocument): readonly Difference[] => {
  const { _id, history } = document
  const found = checkDocument('ticket', ticketAggregate, document)
  const end = walk(history)
  const path = differ('ticket: way of the history', _id, 'legal', 'illegal' in end ? end.illegal : 'legal')
  return [...found, ...path]
}

/** Tickets by themselves, and the image jobs that the image worker keeps of them. */
export const checkTickets = ({ ticket, image }: Readonly<Record<'ticket' | 'image', Store>>): Check =>
  async function* (ids, quietSince) {
    for await (const batch of together<TicketDocument>(ticketsOf(ticket).find(among(ids)))) {
      yield* batch.flatMap(checkAlone)
      const quiet = batch.filter(({ history }) => (history.at(-1)?.at ?? quietSince) < quietSince)
      const jobs = await jobsOf(image)
        .find({ _id: { $in: quiet.map(({ _id }) => _id) } })
        .toArray()
        .then(byId<JobDocument>)
      for (const document of quiet) {
        const { _id, history } = document
        const { fulfilment = null } = stateAt(ticketAggregate, _id, history) ?? {}
        if (fulfilment !== null) yield* checkImage(_id, document, fulfilment, jobOf(jobs.get(_id) ?? null))
      }
    }
  }
