import { type ConsumeOptions, type MessageSchemas, type PrincipalKeys, verifyBody } from '@gongdan/messaging'
import { isStoreUnavailable } from '@gongdan/store'

/** A queue that a service consumes: the schemas of its messages by type, and a handler for each type. */
type QueueOptions<S extends MessageSchemas> = Omit<ConsumeOptions<S>, 'verify' | 'isUnavailable'>

/** A queue of events. While the store is unavailable its messages stay in the queue and no attempt is counted. */
export const eventQueue = <S extends MessageSchemas>(options: QueueOptions<S>): ConsumeOptions<S> => ({
  ...options,
  isUnavailable: isStoreUnavailable,
})

/**
 * A queue of commands or queries: an event queue whose every message the gateway must have signed with one of the keys.
 */
export const signedQueue = <S extends MessageSchemas>(
  keys: PrincipalKeys,
  options: QueueOptions<S>,
): ConsumeOptions<S> => ({
  ...eventQueue(options),
  verify: (type, body, signature) => verifyBody(keys, type, body, signature),
})
