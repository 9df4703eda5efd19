import type { ConsumeOptions, MessageSchemas } from '@gongdan/messaging'
import { isStoreUnavailable } from '@gongdan/store'
import type { Peers } from './peers.ts'
import { halveOutcomes, refuseTooLarge } from './smallerReplies.ts'

/** What a service says of a queue that it consumes: its messages' schemas and, under the same types, their handlers. */
type QueueOptions<S extends MessageSchemas> = Omit<
  ConsumeOptions<S>,
  'verify' | 'isProved' | 'proveReply' | 'smallerReplies' | 'vouch' | 'isUnavailable'
>

/**
 * A queue of which only that is handled which its sender proves and may say (decision 9); replies are proved as well, and
 * smaller ones go out in place of one that is too large. While the store is out of reach messages are kept, and no attempt is counted.
 */
export const serviceQueue = <S extends MessageSchemas>(
  peers: Pick<Peers, 'consuming'>,
  options: QueueOptions<S>,
): ConsumeOptions<S> => ({
  ...options,
  ...peers.consuming(options.queue),
  smallerReplies: options.queue.endsWith('.queries') ? refuseTooLarge : halveOutcomes,
  isUnavailable: isStoreUnavailable,
})
