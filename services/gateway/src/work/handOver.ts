import { CommandOutcome, exchanges, queues } from '@gongdan/contracts'
import { done, type Publisher, type Subscription, subscription } from '@gongdan/messaging'
import { z } from 'zod'
import type { BatchStore } from '../adapters/batchStore.ts'
import type { Sign } from './signing.ts'
import { within } from './within.ts'
import { type Outcomes, Work } from './work.ts'

/** After this time any gateway asks for what is unanswered; until then the one that took the request goes on waiting. */
export const firstRoundMs = 5_000
const longestMs = 4_000
const readableMs = 300

export const batchMessage = 'gateway.batch'
/** What goes over the queue of unfinished batches. */
export const BatchMessage = z.object({ work: Work, outcomes: z.array(CommandOutcome) })

/** Makes a batch durable; true once it is, false when neither the broker nor the database takes it. */
export type HandOver = (work: Work, outcomes: Outcomes) => Promise<boolean>

/**
 * Hands a batch over to all gateways, which is what a 202 promises (design decision 4): to the queue and to the
 * database at once, for either alone will do. Then it waits until the record can be read, at most 300 ms, so that the
 * caller finds the batch when he asks for it straight away.
 */
export const createHandOver =
  (publisher: Publisher, store: BatchStore, sign: Sign): HandOver =>
  async (work, outcomes) => {
    const message = sign(batchMessage, { work, outcomes: [...outcomes.values()] })
    const stored = store.keep(work, outcomes, new Date(Date.now() + firstRoundMs))
    const queued = publisher.publish({ exchange: exchanges.commands, routingKey: queues.gatewayBatches }, message)
    const durable = Promise.any([stored, queued]).then(
      () => true,
      () => false,
    )
    // A database that is away is not waited for; nor does its fault matter, once the queue has the batch.
    const readable = stored.catch(() => new Promise<void>(() => {}))
    if (!(await within(longestMs, durable, false))) return false
    await within(readableMs, readable, undefined)
    return true
  }

/** What a gateway does with a batch from the queue: it records it, so that the rounds of asking again find it. */
export const keepBatches = (store: BatchStore): Record<string, Subscription<z.infer<typeof BatchMessage>>> => ({
  [batchMessage]: subscription(BatchMessage, async (batch) => {
    const nextAt = new Date(Date.now() + firstRoundMs)
    const keep = ({ work, outcomes }: z.infer<typeof BatchMessage>) =>
      store.keep(work, new Map(outcomes.map((outcome) => [outcome.commandId, outcome])), nextAt)
    await Promise.all(batch.map(({ body }) => keep(body)))
    return batch.map(() => done())
  }),
})
