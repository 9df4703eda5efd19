import type { TicketEvent } from '@gongdan/contracts'
import {
  type Aggregate,
  type AggregateDocument,
  createExecute,
  type OutgoingEvent,
  type RecordedEvent,
  type RefusalDocument,
  type Relay,
  type Store,
  stateAt,
} from '@gongdan/store'
import type { Collection, Filter } from 'mongodb'
import { v5 as uuidv5 } from 'uuid'
import { type Comment, type CommentEvent, evolveComment } from '../domain/comment.ts'
import type { Comments } from '../domain/ports.ts'
import { createPlaces, type PlaceLimit } from './places.ts'

/** A comment's document: the aggregate, and beside it what lists need. */
export interface CommentDocument extends AggregateDocument<CommentEvent> {
  /** The ticket that it is about. */
  readonly ticket?: string
  readonly createdAt?: number
}

/** What the store needs to know of a comment. */
export const commentAggregate: Aggregate<Comment, CommentEvent> = {
  evolve: evolveComment,
  fields: ({ ticketUuid, at }) => ({ ticket: ticketUuid, createdAt: at }),
  nameOf: () => '',
}

export const commentsOf = ({ db }: Pick<Store, 'db'>): Collection<CommentDocument> =>
  db.collection<CommentDocument>('comments')

/** A comment is never over. */
const always = { start: new Date(0), end: new Date('9999-01-01') }

/** Comments in MongoDB, one document each (decision 1): a ticket does not grow by them. `committed` is the relay's `send`. */
export const createComments = (
  store: Pick<Store, 'db'>,
  committed: Relay<Comment, CommentEvent>['send'],
  now: () => number = Date.now,
): Comments => {
  const documents = commentsOf(store)
  const places = createPlaces(store)
  return {
    execute: createExecute({
      aggregate: commentAggregate,
      documents,
      refusals: store.db.collection<RefusalDocument>('refusals'),
      now,
      committed,
    }),
    takePlace: (ticketUuid, commentUuid, most) => {
      const idsOf = async (filter: Filter<CommentDocument>) =>
        (await documents.find(filter, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id)
      const limit: PlaceLimit = {
        key: `comments on ${ticketUuid}`,
        most,
        initial: async () => (await idsOf({ ticket: ticketUuid })).map((id) => ({ id, ...always })),
        over: (ids) => idsOf({ _id: { $in: [...ids] }, version: 0 }),
      }
      return places.take(limit, { id: commentUuid, ...always })
    },
    list: async (ticketUuid, skip, limit) => {
      const [total, found] = await Promise.all([
        documents.countDocuments({ ticket: ticketUuid }),
        documents.find({ ticket: ticketUuid }, { sort: { createdAt: 1, _id: 1 }, skip, limit }).toArray(),
      ])
      const comments = found.flatMap(({ _id, history }) => {
        const comment = stateAt(commentAggregate, _id, history)
        return comment === undefined ? [] : [{ uuid: _id, comment }]
      })
      return { total, comments }
    },
  }
}

/** The event as it is published: of the ticket as it was then. It is no entry of its history, and has no hash. */
export const commentEventOf = (
  { _id: uuid }: { readonly _id: string },
  { seq, at, by, correlationId, commandId: causationId, type }: RecordedEvent<CommentEvent>,
  { ticketUuid, text, mentioned, ticket: { version, open = [], ...ticket } }: Comment,
): OutgoingEvent => {
  const id = uuidv5(String(seq), uuid)
  const body: TicketEvent = {
    ...ticket,
    ...{ id, at, correlationId, causationId, type, ticketUuid, seq: version, hash: '', actor: by, reason: text },
    ...{ deleted: false, formerOwner: null, deciders: [], open, opened: [], dueAt: null, cc: [] },
    ...{ onBehalfOf: null, delegable: true, returned: false, image: null },
    comment: { uuid, mentioned: [...mentioned] },
  }
  return { id, type, correlationId, body: Buffer.from(JSON.stringify(body)) }
}
