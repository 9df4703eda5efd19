import { type ConsumeOptions, type Outcome, type PrincipalKeys, type Received, verifyBody } from '@gongdan/messaging'
import { isStoreUnavailable } from '@gongdan/store'
import type { z } from 'zod'

/** Handlers of messages by type, each of the messages that its type's schema describes. */
export type Handlers<M extends Record<string, z.ZodType>> = {
  readonly [T in keyof M]: (batch: readonly Received<z.infer<M[T]>>[]) => Promise<readonly Outcome[]>
}

/** What a service says of a queue that it consumes: its messages' schemas and, under the same types, their handlers. */
export interface QueueOptions<M extends Record<string, z.ZodType>>
  extends Omit<ConsumeOptions, 'verify' | 'isUnavailable' | 'subscriptions'> {
  readonly messages: M
  readonly handlers: Handlers<M>
}

/** A queue of what services tell each other: while the store is out of reach its messages are kept, and no attempt is counted. */
export const eventQueue = <M extends Record<string, z.ZodType>>({
  messages,
  handlers,
  ...options
}: QueueOptions<M>): ConsumeOptions => ({
  ...options,
  subscriptions: Object.fromEntries(
    Object.entries(messages).map(([type, schema]) => [type, { schema, handle: handlers[type as keyof M] }]),
  ) as ConsumeOptions['subscriptions'],
  isUnavailable: isStoreUnavailable,
})

/** A queue of what callers command and ask: besides, the gateway must have signed every message with one of the keys. */
export const signedQueue = <M extends Record<string, z.ZodType>>(
  keys: PrincipalKeys,
  options: QueueOptions<M>,
): ConsumeOptions => ({
  ...eventQueue(options),
  verify: (type, body, signature) => verifyBody(keys, type, body, signature),
})
