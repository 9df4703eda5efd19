import { createHash } from 'node:crypto'
import { brokenAt, type HistoryKey, isSignedBy, type Store, stateAt } from '@gongdan/store'
import { type Job, type JobDocument, jobOf, jobsOf } from '../../../services/image/src/public.ts'
import { headsOf } from '../../../services/notification/src/public.ts'
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
import { byId, type Check, compare, type Difference, filterByIds, inBatches, inPairs } from './difference.ts'
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

/** What the notification service was told of a ticket, in order of seq. */
interface Told {
  readonly _id: string
  readonly heads: readonly { readonly seq: number; readonly hash: string }[]
}

/** What was told of these tickets, or of all for null, by ticket in order of their ids. */
const toldOf = (notification: Store, ids: readonly string[] | null) => {
  const ofThese = ids === null ? [] : [{ $match: { 'heads.ticketUuid': { $in: ids } } }]
  const tellings = [
    ...ofThese,
    { $unwind: '$heads' },
    ...ofThese,
    { $group: { _id: '$heads.ticketUuid', heads: { $addToSet: { seq: '$heads.seq', hash: '$heads.hash' } } } },
    { $set: { heads: { $sortArray: { input: '$heads', sortBy: { seq: 1 } } } } },
    { $sort: { _id: 1 } },
  ]
  return headsOf(notification).aggregate<Told>(tellings, { allowDiskUse: true })
}

/** Compares a history with what was told of it: its last entry was told last. Older ones than the first key need not be. */
const checkTold = (
  { _id, history }: Pick<TicketDocument, '_id' | 'history'>,
  told: Told | undefined,
  { keys }: Seals,
): readonly Difference[] => {
  const last = history.at(-1)
  const sinceMs = Math.min(...keys.map(({ since }) => since)) * 1_000
  if (told === undefined && (last === undefined || last.at < sinceMs)) return []
  const hashes = new Map(history.map(({ seq, hash }) => [seq, hash]))
  // A save that another took the place of is in the history no more.
  const changed = told?.heads.filter(({ seq, hash }) => (hashes.get(seq) ?? hash) !== hash) ?? []
  const entries = changed.map(({ seq }) => `entry ${seq} is not what was told`)
  return [
    ...compare('ticket: head of the history', _id, told?.heads.at(-1), last && { seq: last.seq, hash: last.hash }),
    ...compare('ticket: what was told of the history', _id, [], entries),
  ]
}

/** Compares tickets with what the notification service was told of them, and checks that those it was told of are there. */
export const checkHeads = (
  { ticket, notification }: Readonly<Record<'ticket' | 'notification', Store>>,
  seals: Seals,
): Check =>
  async function* (ids, quietSince) {
    // A ticket is there before it is told of: what is told is read first, so that none is missing.
    const told = toldOf(notification, ids)
    await told.hasNext()
    const tickets = ticketsOf(ticket)
      .find(filterByIds(ids))
      .sort({ _id: 1 })
      .project<Pick<TicketDocument, '_id' | 'history'>>({ 'history.seq': 1, 'history.hash': 1, 'history.at': 1 })
    for await (const [document, heads] of inPairs(tickets, told)) {
      if (document === undefined) yield* compare('ticket: is there', heads?._id ?? '', true, false)
      else if ((document.history.at(-1)?.at ?? 0) < quietSince) yield* checkTold(document, heads, seals)
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

/** Checks tickets, and the image jobs that the image service stores of them. */
export const checkTickets = ({ ticket, image }: Readonly<Record<'ticket' | 'image', Store>>, seals: Seals): Check =>
  async function* (ids, quietSince) {
    // A ticket has up to 1 MiB, and a batch of them is in memory at once.
    for await (const batch of inBatches<TicketDocument>(ticketsOf(ticket).find(filterByIds(ids)), 100)) {
      yield* batch.flatMap((document) => checkAlone(document, seals))
      const quiet = batch.filter(({ history }) => (history.at(-1)?.at ?? 0) < quietSince)
      const jobs = await jobsOf(image)
        .find({ _id: { $in: quiet.map(({ _id }) => _id) } })
        .toArray()
        .then(byId<JobDocument>)
      for (const document of quiet) {
        const { _id, history } = document
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
