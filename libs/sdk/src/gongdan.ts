import { type AskOptions, type CommandOptions, createConnection } from './connection.ts'
import { type EventOptions, listen } from './events.ts'
import type { Body, Data, Filter, Get, ItemData, Post, PostPath, Query, Shared } from './operations.ts'
import { type BatchOptions, type Outcomes, runBatch } from './outcomes.ts'
import type { ClientOptions } from './send.ts'
import { verifyTicket } from './verify.ts'

/** A ticket by its uuid, or by its uuid and the version that was read: then it is not changed if it has another by now (3007). */
export type TicketItem = string | { readonly ticket_uuid: string; readonly version?: number }

export type ClaimedTicket = Data<Post<'/v1/fulfilment/claim'>>['list'][number]
type Claimed = Pick<ClaimedTicket, 'ticket_uuid' | 'request' | 'fence'>
export type FulfilmentReport = Omit<Body<Post<'/v1/fulfilment/report'>>['list'][number], keyof Claimed>
const claimed = ({ ticket_uuid, request, fence }: Claimed) => ({ ticket_uuid, request, fence })

type Page = Omit<Query<Get<'/v1/ticket/comment/list'>>, 'ticket_uuid'>

/** One or many. */
type Some<T> = T | readonly T[]
const listOf = <T>(some: Some<T>): readonly T[] => (Array.isArray(some) ? some : [some as T])

export type TicketFilter = Filter<Query<Get<'/v1/ticket/list'>>>
export type Ticket = Data<Get<'/v1/ticket/list'>>['list'][number]
export type TicketDetails = Data<Get<'/v1/ticket/inspect'>>
export type TicketDraft = Body<Post<'/v1/ticket/save'>>
export type TicketBody = Body<Post<'/v1/ticket/submit'>>
export type ProcessBody = Body<Post<'/v1/ticket/process/create'>>
export type ProcessDetails = Data<Get<'/v1/ticket/process/inspect'>>

/** The names of filters, which have `filter_` before them on the wire. */
const filterNames: ReadonlySet<string> = new Set([
  'state',
  'type',
  'image_state',
  'overdue',
  'applyer_uuid',
  'name',
  'start',
  'end',
  'ticket_uuid',
])
const toQuery = <Q>(filter: Filter<Q>, alsoFilters: readonly string[] = []): Q =>
  Object.fromEntries(
    Object.entries(filter as object).map(([name, value]) => [
      filterNames.has(name) || alsoFilters.includes(name) ? `filter_${name}` : name,
      value,
    ]),
  ) as Q
const toTicketQuery = (filter: TicketFilter) => toQuery<Query<Get<'/v1/ticket/list'>>>(filter, ['process_uuid'])

const PAGE = 100

/**
 * A client of the gateway at `baseUrl`, as the caller whose token it has. Every method throws a `GongdanError` when its request is
 * refused; of requests that take a list each item has its outcome, and failures are values.
 */
export const createGongdan = (options: ClientOptions) => {
  const connection = createConnection(options)
  const { get, post } = connection

  /** A request on one or many items: what it takes beside them, and how it is sent, in one object. */
  const batch = <P extends PostPath>(
    path: P,
    idField: string,
    some: Some<unknown>,
    given: Shared<P> & BatchOptions,
  ) => {
    const { pieces, inFlight, key, signal, followFor, ...shared } = given
    const items = listOf(some) as readonly (string | Readonly<Record<string, unknown>>)[]
    const batchOptions = { pieces, inFlight, key, signal, followFor }
    return runBatch<ItemData<P>>(connection, { path, idField, items, shared, options: batchOptions })
  }
  const onTickets =
    <P extends PostPath>(path: P) =>
    (items: Some<TicketItem>, given: Shared<P> & BatchOptions): Outcomes<ItemData<P>> =>
      batch(path, 'ticket_uuid', items, given)
  /** Where nothing but the list is needed. */
  const onTicketsAlone =
    <P extends PostPath>(path: P) =>
    (items: Some<TicketItem>, given?: Shared<P> & BatchOptions): Outcomes<ItemData<P>> =>
      batch(path, 'ticket_uuid', items, given ?? ({} as Shared<P>))

  async function* each(filter: TicketFilter = {}, { signal }: AskOptions = {}): AsyncGenerator<Ticket> {
    let cursor: string | undefined
    do {
      const from = cursor === undefined ? {} : { cursor }
      const page = await get('/v1/ticket/list', toTicketQuery({ page_size: PAGE, ...filter, ...from }), { signal })
      yield* page.list
      cursor = page.next_cursor
    } while (cursor !== '')
  }

  return {
    tickets: {
      /** A page of the tickets that the caller may see. Filters go without `filter_`: `{ scope: 'todo', type: 'VIP' }`. */
      list: (filter: TicketFilter = {}, asked?: AskOptions) => get('/v1/ticket/list', toTicketQuery(filter), asked),
      /** All of them, page after page by cursor. */
      each,
      /** How many there are in each scope, exact up to 1,000. */
      count: (query: Query<Get<'/v1/ticket/count'>> = {}, asked?: AskOptions) => get('/v1/ticket/count', query, asked),
      inspect: (uuid: string, { chain, ...asked }: AskOptions & { readonly chain?: boolean } = {}) =>
        get('/v1/ticket/inspect', { ticket_uuid: uuid, ...(chain === undefined ? {} : { chain }) }, asked),
      save: (ticket: TicketDraft, given?: CommandOptions) => post('/v1/ticket/save', ticket, given),
      submit: (ticket: TicketBody, given?: CommandOptions) => post('/v1/ticket/submit', ticket, given),
      submitSaved: onTicketsAlone('/v1/ticket/saved/submit'),
      submitOverruled: onTicketsAlone('/v1/ticket/overruled/submit'),
      pass: onTicketsAlone('/v1/ticket/pass'),
      overrule: onTickets('/v1/ticket/overrule'),
      return: onTickets('/v1/ticket/return'),
      transfer: onTickets('/v1/ticket/transfer'),
      addApprovers: onTickets('/v1/ticket/approver/add'),
      urge: onTicketsAlone('/v1/ticket/urge'),
      cc: onTickets('/v1/ticket/cc'),
      withdraw: onTicketsAlone('/v1/ticket/withdraw'),
      terminate: onTickets('/v1/ticket/terminate'),
      confirm: onTicketsAlone('/v1/ticket/confirm'),
      archive: onTicketsAlone('/v1/ticket/archive'),
      delete: onTicketsAlone('/v1/ticket/delete'),
      comment: (comment: Body<Post<'/v1/ticket/comment'>>, given?: CommandOptions) =>
        post('/v1/ticket/comment', comment, given),
      /** Oldest first. */
      comments: (uuid: string, { signal, ...page }: Page & AskOptions = {}) =>
        get('/v1/ticket/comment/list', { ticket_uuid: uuid, ...page }, { signal }),
      /** Computes the hashes of its history once more, and checks the signatures. */
      verify: (uuid: string, { signal }: AskOptions = {}) => verifyTicket(connection, uuid, signal),
      historyKeys: (asked?: AskOptions) => get('/v1/ticket/history-keys', {}, asked),
    },
    processes: {
      list: (filter: Filter<Query<Get<'/v1/ticket/process/list'>>> = {}, asked?: AskOptions) =>
        get('/v1/ticket/process/list', toQuery<Query<Get<'/v1/ticket/process/list'>>>(filter), asked),
      inspect: (query: Query<Get<'/v1/ticket/process/inspect'>>, asked?: AskOptions) =>
        get('/v1/ticket/process/inspect', query, asked),
      create: (process: ProcessBody, given?: CommandOptions) => post('/v1/ticket/process/create', process, given),
      update: (changes: Body<Post<'/v1/ticket/process/update'>>, given?: CommandOptions) =>
        post('/v1/ticket/process/update', changes, given),
      delete: (uuids: Some<string>, given: BatchOptions = {}) =>
        batch('/v1/ticket/process/delete', 'process_uuid', uuids, given),
      /** What a submission would lead to; submits nothing. */
      simulate: (question: Body<Post<'/v1/ticket/process/simulate'>>, asked?: AskOptions) =>
        post('/v1/ticket/process/simulate', question, asked),
    },
    delegations: {
      list: (query: Query<Get<'/v1/delegation/list'>> = {}, asked?: AskOptions) =>
        get('/v1/delegation/list', query, asked),
      create: (delegation: Body<Post<'/v1/delegation/create'>>, given?: CommandOptions) =>
        post('/v1/delegation/create', delegation, given),
      cancel: (uuids: Some<string>, given: BatchOptions = {}) =>
        batch('/v1/delegation/cancel', 'delegation_uuid', uuids, given),
    },
    people: {
      roles: (query: Query<Get<'/v1/role/list'>> = {}, asked?: AskOptions) => get('/v1/role/list', query, asked),
      users: (query: Query<Get<'/v1/user/list'>> = {}, asked?: AskOptions) => get('/v1/user/list', query, asked),
    },
    webhooks: {
      list: (query: Query<Get<'/v1/webhook/list'>> = {}, asked?: AskOptions) => get('/v1/webhook/list', query, asked),
      inspect: (uuid: string, asked?: AskOptions) => get('/v1/webhook/inspect', { webhook_uuid: uuid }, asked),
      create: (webhook: Body<Post<'/v1/webhook/create'>>, given?: CommandOptions) =>
        post('/v1/webhook/create', webhook, given),
      update: (changes: Body<Post<'/v1/webhook/update'>>, given?: CommandOptions) =>
        post('/v1/webhook/update', changes, given),
      rotate: (rotation: Body<Post<'/v1/webhook/rotate'>>, given?: CommandOptions) =>
        post('/v1/webhook/rotate', rotation, given),
      test: (uuid: string, given?: CommandOptions) => post('/v1/webhook/test', { webhook_uuid: uuid }, given),
      delete: (uuids: Some<string>, given: BatchOptions = {}) =>
        batch('/v1/webhook/delete', 'webhook_uuid', uuids, given),
      deliveries: (query: Filter<Query<Get<'/v1/webhook/delivery/list'>>>, asked?: AskOptions) =>
        get('/v1/webhook/delivery/list', toQuery<Query<Get<'/v1/webhook/delivery/list'>>>(query), asked),
      delivery: (query: Query<Get<'/v1/webhook/delivery/inspect'>>, asked?: AskOptions) =>
        get('/v1/webhook/delivery/inspect', query, asked),
      replay: (webhookUuid: string, deliveries: Some<string>, given: BatchOptions = {}) =>
        batch('/v1/webhook/delivery/replay', 'delivery_uuid', deliveries, { ...given, webhook_uuid: webhookUuid }),
    },
    notifications: {
      settings: (asked?: AskOptions) => get('/v1/notification/settings', {}, asked),
      change: (changes: Body<Post<'/v1/notification/settings'>>, given?: CommandOptions) =>
        post('/v1/notification/settings', changes, given),
      confirmMail: (token: string, given?: CommandOptions) => post('/v1/notification/mail/confirm', { token }, given),
    },
    batches: {
      /** The answer to a request that was answered with 202, as it now stands: its envelope's `data`. */
      inspect: (uuid: string, { since, ...asked }: AskOptions & { readonly since?: number } = {}) =>
        get('/v1/batch/inspect', { batch_uuid: uuid, ...(since === undefined ? {} : { since }) }, asked),
    },
    images: { create: onTicketsAlone('/v1/tencent/image/create') },
    /** For programs that do what was approved (contract §3, Fulfilment). */
    fulfilment: {
      /** Takes what waits; the same `key` gives the same tickets again. */
      claim: (wanted: Body<Post<'/v1/fulfilment/claim'>> = {}, given?: CommandOptions) =>
        post('/v1/fulfilment/claim', wanted, given),
      /** Keeps claimed tickets for `lease` seconds from now. */
      extend: (tickets: Some<Claimed>, given: Shared<'/v1/fulfilment/extend'> & BatchOptions = {}) =>
        batch('/v1/fulfilment/extend', 'ticket_uuid', listOf(tickets).map(claimed), given),
      /** Says how far the work on a claimed ticket is, or what it came to. */
      report: (ticket: Claimed, report: FulfilmentReport, given: BatchOptions = {}) =>
        batch('/v1/fulfilment/report', 'ticket_uuid', { ...claimed(ticket), ...report }, given).one(),
      /** The applicant or an administrator asks again for what failed. */
      retry: onTicketsAlone('/v1/ticket/fulfilment/retry'),
    },
    /** Live events, from stream to stream. */
    events: (listening?: EventOptions) => listen(options, listening),
  }
}

export type Gongdan = ReturnType<typeof createGongdan>
