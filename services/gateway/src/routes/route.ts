import { type Principal, type Refusal, refusal, type Scode, said } from '@gongdan/contracts'
import type { z } from 'zod'
import type { CommandIds, CommandRequest } from '../batch/commandRequest.ts'
import type { Query } from '../batch/queries.ts'
import type { Sealer } from '../batch/sealing.ts'

/** What a route says of itself in the OpenAPI document. */
interface Described {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly operationId: string
  readonly tag: 'tickets' | 'processes' | 'people' | 'images' | 'fulfilment' | 'notifications' | 'batches'
  readonly summary: string
  readonly description: string
  readonly deprecated?: true
  /** The scodes with which this route refuses, an item where it takes a list, beside those that every route has. */
  readonly refusals: readonly Scode[]
}

/** A route that changes something. `toCommand` is pure, but for what it seals. */
export interface CommandRoute<B = unknown> extends Described {
  readonly kind: 'command'
  readonly single: boolean
  readonly body: z.ZodType<B>
  /** What the body must carry of its type's section, if it is a ticket's. The owner of tickets checks it (3006). */
  readonly section?: 'draft' | 'complete'
  /** `data` of a success; of one item's success where the route takes a list. */
  readonly data: z.ZodObject
  /** The scodes with which a route that takes a list refuses all of it. */
  readonly refusesWhole?: readonly Scode[]
  toCommand(body: B, ids: CommandIds, sealer: Sealer): CommandRequest | Refusal
}

/** A route that only reads; its input comes by query string, JSON body or both. `toQuery` is pure. */
export interface QueryRoute<I = unknown> extends Described {
  readonly kind: 'query'
  readonly input: z.ZodType<I>
  /** `data` of a success. */
  readonly data: z.ZodType
  toQuery(input: I, principal: Principal): Query | Refusal
}

/** The route that shows what became of a batch; it is answered by the gateway itself. */
export interface BatchRoute extends Described {
  readonly kind: 'batch'
  readonly input: z.ZodType<{ readonly batch_uuid: string; readonly since?: number | undefined }>
  readonly data: z.ZodType
}

/** The route whose answer does not end: the live events of the caller. */
export interface EventsRoute extends Described {
  readonly kind: 'events'
  readonly input: z.ZodType<{ readonly last_event_id?: number | undefined }>
  /** The JSON behind `data:` of one event. */
  readonly data: z.ZodType
}

export type Route = CommandRoute | QueryRoute | BatchRoute | EventsRoute

/** A command route whose `toCommand` is checked against its own body. */
export const commandRoute = <B>(route: Omit<CommandRoute<B>, 'kind' | 'method'>): CommandRoute<B> => ({
  ...route,
  kind: 'command',
  method: 'POST',
})

/** A query route whose `toQuery` is checked against its own input; by POST where what it asks is too large for an address. */
export const queryRoute = <I>(
  route: Omit<QueryRoute<I>, 'kind' | 'method'>,
  method: QueryRoute['method'] = 'GET',
): QueryRoute<I> => ({ ...route, kind: 'query', method })

/** A list as given, turned into distinct items: one effect each, and the same result at each of their places (contract §1). */
export const distinct = (uuids: readonly string[]) => {
  const indexes = new Map<string, number>()
  const order = uuids.map((uuid) => {
    const index = indexes.get(uuid) ?? indexes.size
    indexes.set(uuid, index)
    return index
  })
  return { items: [...indexes.keys()], order }
}

const maxOffset = 10_000

/** A page beyond 10,000 rows costs too much and is refused (contract §3); `hint` says what leads further. */
export const checkPage = (
  { page_num, page_size }: { readonly page_num: number; readonly page_size: number },
  hint = said('', ''),
): Refusal | null =>
  page_num * page_size > maxOffset
    ? refusal(
        1002,
        `page_num: page_num × page_size is beyond ${maxOffset}${hint.en}`,
        `page_num：page_num × page_size 超过 ${maxOffset}${hint.cn}`,
      )
    : null
