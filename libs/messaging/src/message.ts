import type { z } from 'zod'
import type { Outcome } from './outcome.ts'

/** A message to send. `body` is JSON; `expirationMs` is for questions, which nobody wants answered late. */
export interface OutMessage {
  readonly id: string
  readonly type: string
  readonly body: Buffer
  readonly correlationId?: string
  readonly replyTo?: string
  readonly headers?: Readonly<Record<string, string | number>>
  readonly expirationMs?: number
}

/** A message whose body was parsed; `attempt` is 1 at first and grows with every step of the retry ladder. */
export interface Received<B> {
  readonly id: string
  readonly type: string
  readonly body: B
  readonly correlationId: string
  readonly attempt: number
  readonly redelivered: boolean
  readonly headers: Readonly<Record<string, unknown>>
}

/**
 * What a consumer does with one type of message. `handle` gets the messages that were waiting, at least one, and
 * answers with one outcome each, in their order. If it throws, it is called again with one message at a time, and
 * the one it throws for goes up the retry ladder: what it does for a message must be safe to do twice.
 */
export interface Subscription<B> {
  readonly schema: z.ZodType<B>
  // A method, so that subscriptions of different bodies fit into one table: the consumer only ever hands `handle`
  // what its own `schema` gave.
  handle(batch: readonly Received<B>[]): Promise<readonly Outcome[]>
}

/** A subscription whose handler's type follows from the schema. */
export const subscription = <B>(schema: z.ZodType<B>, handle: Subscription<B>['handle']): Subscription<B> => ({
  schema,
  handle,
})
