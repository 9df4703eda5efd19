import { type ConsumeOptions, type MessageSchemas, type PrincipalKeys, verifyBody } from '@gongdan/messaging'
import { isStoreUnavailable } from '@gongdan/store'

/** What a service says of a queue that it consumes: its messages' schemas and, under the same types, their handlers. */
type QueueOptions<S extends MessageSchemas> = Omit<ConsumeOptions<S>, 'verify' | 'isUnavailable'>

/** A queue of what services tell each other: while the store is out of reach its messages are kept, and no attempt is counted. */
export const eventQueue = <S extends MessageSchemas>(options: QueueOptions<S>): ConsumeOptions<S> => ({
  ...options,
  isUnavailable: isStoreUnavailable,
})

/** A queue of what callers command and ask: besides, the gateway must have signed every message with one of the keys. */
export const signedQueue = <S extends MessageSchemas>(
  keys: PrincipalKeys,
  options: QueueOptions<S>,
): ConsumeOptions<S> => ({
  ...eventQueue(options),
  verify: (type, body, signature) => verifyBody(keys, type, body, signature),
})
