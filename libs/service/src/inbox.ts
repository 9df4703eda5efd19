import { type ConsumeOptions, type PrincipalKeys, verifyBody } from '@gongdan/messaging'
import { isStoreUnavailable } from '@gongdan/store'

/** What a service says of a queue that it consumes. */
type Inbox = Omit<ConsumeOptions, 'verify' | 'isUnavailable'>

/** A queue of what services tell each other: while the store is out of reach its messages are kept, and no try is counted. */
export const inbox = (options: Inbox): ConsumeOptions => ({ ...options, isUnavailable: isStoreUnavailable })

/** A queue of what callers command and ask: besides, the gateway must have signed every message with one of the keys. */
export const signedInbox = (keys: PrincipalKeys, options: Inbox): ConsumeOptions => ({
  ...inbox(options),
  verify: (type, body, signature) => verifyBody(keys, type, body, signature),
})
