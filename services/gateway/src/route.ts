import type { CommandBody, CommandItem, CommandType, Principal, Scode } from '@gongdan/contracts'
import type { z } from 'zod'
import type { Refusal } from './http/refusal.ts'

/** What a route says of itself in the OpenAPI document. */
interface Described {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly operationId: string
  readonly tag: 'tickets' | 'processes' | 'images' | 'notifications' | 'batches'
  readonly summary: string
  readonly description: string
  readonly deprecated?: true
  /** The scodes with which this route refuses, an item where it takes a list, beside those that every route has. */
  readonly refusals: readonly Scode[]
}

/** The ids of one request, fresh or, with an Idempotency-Key, the same as the first time (design decision 3). */
export interface Ids {
  /** The command id of an item; asked for once an item. */
  command(index: number): string
  /** The uuid of what a single command creates. */
  created(): string
}

/** What a request says that nobody on its way may read: addresses and secrets of webhooks. */
export interface Sealer {
  /** Makes a text unreadable to all but the service that needs it. */
  seal(text: string): string
  /** The secret of a webhook that the command with this id makes. */
  secretOf(commandId: string): string
}

/** What a request asks for: distinct items of one command, and where in the answer each of them goes. */
export interface Plan<T extends CommandType = CommandType> {
  readonly type: T
  readonly items: readonly CommandItem<T>[]
  /** What the command carries beside its items. */
  readonly shared: Omit<CommandBody<T>, 'principal' | 'items'>
  /** For each place in the answer, the item whose outcome stands there. */
  readonly order: readonly number[]
  /** Whether the answer is the outcome itself, not a list of outcomes. */
  readonly single: boolean
}

/** A route that changes something. `plan` is pure, but for what it seals. */
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
  plan(body: B, ids: Ids, sealer: Sealer): Plan | Refusal
}

/** A question to the service that owns the answer. */
export interface Question {
  readonly queue: string
  readonly type: string
  readonly body: Readonly<Record<string, unknown>> & { readonly principal: Principal }
}

/** A route that only reads; its input comes by query string, JSON body or both. `question` is pure. */
export interface QueryRoute<I = unknown> extends Described {
  readonly kind: 'query'
  readonly input: z.ZodType<I>
  /** `data` of a success. */
  readonly data: z.ZodType
  question(input: I, principal: Principal): Question | Refusal
}

/** The route that shows what became of a batch; it is answered by the gateway itself. */
export interface BatchRoute extends Described {
  readonly kind: 'batch'
  readonly input: z.ZodType<{ readonly batch_uuid: string }>
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

/** Names a route's plan after its command, so that the compiler checks the items against the command's schema. */
export const plan = <T extends CommandType>(of: Plan<T>): Plan<T> => of

/** A command route whose `plan` is checked against its own body. */
export const commandRoute = <B>(route: Omit<CommandRoute<B>, 'kind'>): CommandRoute<B> => ({
  ...route,
  kind: 'command',
})

/** A query route whose `question` is checked against its own input. */
export const queryRoute = <I>(route: Omit<QueryRoute<I>, 'kind' | 'method'>): QueryRoute<I> => ({
  ...route,
  kind: 'query',
  method: 'GET',
})
