import { type Store, stateAt } from '@gongdan/store'
import { type Job, type JobDocument, jobOf, jobsOf } from '../../../services/image/src/public.ts'
import {
  type Fulfilment,
  type TicketDocument,
  ticketAggregate,
  ticketsOf,
} from '../../../services/ticket/src/public.ts'
import { byId, type Check, compare, type Difference, filterByIds, inBatches } from './difference.ts'
import { checkDocument } from './document.ts'
import { walk } from './legalPath.ts'

const imageStates = { DONE: 'created', FAILED: 'failed', NEEDS_OPERATOR: 'needs_operator' } as const

/** Compares a ticket's fulfilment with its image job; the state only once the job is at rest, as its events may be on their way. */
const checkImage = (id: string, document: TicketDocument, wish: Fulfilment, job: Job | undefined) => {
  const requested = document.history.findLast(({ type }) => type === 'ticket.image-requested')
  const hash = requested?.type === 'ticket.image-requested' ? requested.data.detailsHash : ''
  const seen = job === undefined ? 'no job' : `request ${job.request}`
  const heard = compare('image job: has the request', id, `request ${wish.request}`, seen)
  if (job === undefined || heard.length > 0) return heard
  const { state } = job.phase
  const isAtRest = state === 'DONE' || state === 'FAILED' || state === 'NEEDS_OPERATOR'
  return [
    ...compare('image job: works on what was approved', id, hash, job.detailsHash),
    ...(isAtRest ? compare('ticket: state of its image', id, imageStates[state], wish.state) : []),
    ...(state === 'DONE' ? compare('ticket: id of its image', id, job.phase.imageId, wish.imageId) : []),
  ]
}

const checkAlone = (document: TicketDocument): readonly Difference[] => {
  const { _id, history } = document
  const found = checkDocument('ticket', ticketAggregate, document)
  const end = walk(history)
  const path = compare('ticket: way of the history', _id, 'legal', 'illegal' in end ? end.illegal : 'legal')
  return [...found, ...path]
}

/** Checks tickets, and the image jobs that the image service stores of them. */
export const checkTickets = ({ ticket, image }: Readonly<Record<'ticket' | 'image', Store>>): Check =>
  async function* (ids, quietSince) {
    for await (const batch of inBatches<TicketDocument>(ticketsOf(ticket).find(filterByIds(ids)))) {
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
