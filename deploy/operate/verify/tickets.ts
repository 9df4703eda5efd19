import { createHash } from 'node:crypto'
import { brokenAt, type HistoryKey, isSignedBy, type Store, stateAt } from '@gongdan/store'
import { type Job, type JobDocument, jobOf, jobsOf } from '../../../services/image/src/public.ts'
import {
  type ClaimDocument,
  type CommentDocument,
  claimsOf,
  commentAggregate,
  commentsOf,
  type DelegationDocument,
  delegationAggregate,
  delegationsOf,
  type ImageFulfilment,
  type TicketDocument,
  ticketAggregate,
  ticketsOf,
} from '../../../services/ticket/src/public.ts'
import { byId, type Check, compare, type Difference, filterByIds, inBatches } from './difference.ts'
import { checkDocument } from './document.ts'
import { walk } from './legalPath.ts'

const imageStates = { DONE: 'created', FAILED: 'failed', NEEDS_OPERATOR: 'needs_operator' } as const

/** Compares a ticket's image with its image job; the state only once the job is at rest, as its events may be on their way. */
const checkImage = (id: string, document: TicketDocument, wish: ImageFulfilment, job: Job | undefined) => {
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

/** What signatures are checked with, and what is counted beside. */
export interface Seals {
  readonly keys: readonly HistoryKey[]
  /** Told of entries from before the first key. */
  unsigned(entries: number): void
}

/**
 * The signatures of a history: each must verify, and from the first key on the last entry of each write must have one. The
 * entries of a write have one time, and the hash that is signed follows from all of them.
 */
const checkSignatures = ({ _id, history }: TicketDocument, { keys, unsigned }: Seals): readonly Difference[] => {
  if (keys.length === 0) return []
  const sinceMs = Math.min(...keys.map(({ since }) => since)) * 1_000
  let old = 0
  const wrong = history.flatMap(({ seq, at, hash, signature }, index) => {
    if (signature !== undefined) return isSignedBy(keys, hash, signature) ? [] : [`entry ${seq} is signed wrongly`]
    if (at < sinceMs) {
      old += 1
      return []
    }
    return history[index + 1]?.at === at ? [] : [`entry ${seq} is not signed`]
  })
  unsigned(old)
  return compare('ticket: signatures of the history', _id, [], wrong)
}

/** The last event that the notification service heard of a ticket. */
interface Head {
  readonly _id: string
  readonly seq: number
  readonly hash: string
}

const headsOf = ({ db }: Store) => db.collection<Head>('heads')

/** Compares a history with its head: its last entry is the last that was told of. Older ones than the first key need not be. */
const checkHead = (
  { _id, history }: TicketDocument,
  head: Head | undefined,
  { keys }: Seals,
): readonly Difference[] => {
  const last = history.at(-1)
  const sinceMs = Math.min(...keys.map(({ since }) => since)) * 1_000
  if (head === undefined && (last === undefined || last.at < sinceMs)) return []
  const told = head && { seq: head.seq, hash: head.hash }
  return compare('ticket: head of the history', _id, told, last && { seq: last.seq, hash: last.hash })
}

/** Checks that the tickets that were told of are there. */
export const checkHeads = ({ ticket, notification }: Readonly<Record<'ticket' | 'notification', Store>>): Check =>
  async function* (ids) {
    for await (const batch of inBatches<Head>(headsOf(notification).find(filterByIds(ids)))) {
      const there = await ticketsOf(ticket)
        .find({ _id: { $in: batch.map(({ _id }) => _id) } })
        .project<{ readonly _id: string }>({ _id: 1 })
        .toArray()
      const found = new Set(there.map(({ _id }) => _id))
      for (const { _id } of batch) yield* compare('ticket: is there', _id, true, found.has(_id))
    }
  }

/** The seal of each request to fulfillers is of the details that were approved. */
const checkSeals = (document: TicketDocument): readonly Difference[] => {
  const approved = approvedIn(document)
  return document.history.flatMap(({ type, data }) =>
    type === 'ticket.fulfilment-requested'
      ? compare('ticket: seal of its fulfilment', document._id, approved.get(data.request), data.detailsHash)
      : [],
  )
}

const checkAlone = (document: TicketDocument, seals: Seals): readonly Difference[] => {
  const { _id, history } = document
  const found = checkDocument('ticket', ticketAggregate, document)
  const end = walk(history)
  const path = compare('ticket: way of the history', _id, 'legal', 'illegal' in end ? end.illegal : 'legal')
  const sealed = brokenAt(history) === null ? checkSeals(document) : []
  return [...found, ...path, ...sealed, ...checkSignatures(document, seals)]
}

/** Checks tickets, the image jobs that the image service stores of them, and what the notification service was told of them. */
export const checkTickets = (
  { ticket, image, notification }: Readonly<Record<'ticket' | 'image' | 'notification', Store>>,
  seals: Seals,
): Check =>
  async function* (ids, quietSince) {
    // A ticket has up to 1 MiB, and a batch of them is in memory at once.
    for await (const batch of inBatches<TicketDocument>(ticketsOf(ticket).find(filterByIds(ids)), 100)) {
      yield* batch.flatMap((document) => checkAlone(document, seals))
      const quiet = batch.filter(({ history }) => (history.at(-1)?.at ?? 0) < quietSince)
      const jobs = await jobsOf(image)
        .find({ _id: { $in: quiet.map(({ _id }) => _id) } })
        .toArray()
        .then(byId<JobDocument>)
      const heads = await headsOf(notification)
        .find({ _id: { $in: quiet.map(({ _id }) => _id) } })
        .toArray()
        .then(byId<Head>)
      for (const document of quiet) {
        const { _id, history } = document
        yield* checkHead(document, heads.get(_id), seals)
        const { image = null } = stateAt(ticketAggregate, _id, history) ?? {}
        if (image !== null) yield* checkImage(_id, document, image, jobOf(jobs.get(_id) ?? null))
      }
    }
  }

/** SHA-256 of the details of each request to fulfillers, as they were when it was made. */
const approvedIn = ({ _id, history }: TicketDocument): ReadonlyMap<number, string> =>
  new Map(
    history.flatMap(({ type, data, seq }) => {
      if (type !== 'ticket.fulfilment-requested') return []
      const details = stateAt(ticketAggregate, _id, history, seq)?.info.details ?? ''
      return [[data.request, createHash('sha256').update(details).digest('hex')] as const]
    }),
  )

/** Checks that fulfillers were handed what was approved, for as long as claims are kept. */
export const checkClaims = ({ ticket }: Readonly<Record<'ticket', Store>>): Check =>
  async function* (ids) {
    for await (const batch of inBatches<ClaimDocument>(claimsOf(ticket).find(filterByIds(ids)), 20)) {
      const uuids = [...new Set(batch.flatMap(({ tickets }) => tickets.map(({ ticketUuid }) => ticketUuid)))]
      const found = await ticketsOf(ticket)
        .find({ _id: { $in: uuids } })
        .toArray()
        .then(byId<TicketDocument>)
      for (const { _id, tickets } of batch) {
        for (const { ticketUuid, request, detailsHash } of tickets) {
          const document = found.get(ticketUuid)
          // A history that is not whole has no state, and is reported as that.
          if (detailsHash === undefined || document === undefined || brokenAt(document.history) !== null) continue
          yield* compare('claim: hands out what was approved', _id, approvedIn(document).get(request), detailsHash)
        }
      }
    }
  }

/** Checks delegations. */
export const checkDelegations = ({ ticket }: Readonly<Record<'ticket', Store>>): Check =>
  async function* (ids) {
    for await (const batch of inBatches<DelegationDocument>(delegationsOf(ticket).find(filterByIds(ids)))) {
      yield* batch.flatMap((document) => checkDocument('delegation', delegationAggregate, document))
    }
  }

/** Checks comments. */
export const checkComments = ({ ticket }: Readonly<Record<'ticket', Store>>): Check =>
  async function* (ids) {
    for await (const batch of inBatches<CommentDocument>(commentsOf(ticket).find(filterByIds(ids)))) {
      yield* batch.flatMap((document) => checkDocument('comment', commentAggregate, document))
    }
  }
