import { CommandOutcome, exchanges, queues } from '@gongdan/contracts'
import { codeOf, done, type Handler, type Publisher } from '@gongdan/messaging'
import { withTimeout } from '@gongdan/scheduling'
import { z } from 'zod'
import { Batch, type BatchStore, type Outcomes } from './batch.ts'
import { type InTurn, isLargeList } from './largeWork.ts'
import type { Sign } from './signing.ts'

/** After this time any gateway asks for what is unanswered; until then the one that took the request goes on waiting. */
export const firstRetryMs = 5_000
/** How long the database has to take a batch before the queue is asked as well. */
const storedAloneMs = 1_000
const durableTimeoutMs = 3_000

export const batchMessage = 'gateway.batch'
/** What goes over the queue of unfinished batches. */
export const BatchMessage = z.object({ work: Batch, outcomes: z.array(CommandOutcome) })
export type BatchMessage = z.infer<typeof BatchMessage>

/** Makes a batch durable; true once it is, false when neither the broker nor the database takes it. */
export type PersistBatch = (batch: Batch, outcomes: Outcomes) => Promise<boolean>

/**
 * Hands a batch over to all gateways, which is what a 202 promises (decision 4): to the database, where a caller who asks for it
 * straight away finds it; to the queue as well when the database fails or does not answer within a second, for either alone
 * will do. Not to both at once: a list of 10,000 would be written out, sent, and read again by a gateway for nothing.
 */
export const createPersistBatch =
  (publisher: Publisher, store: BatchStore, sign: Sign, inTurn: InTurn): PersistBatch =>
  async (batch, outcomes) => {
    const isLarge = isLargeList(batch.items.length)
    const stored = inTurn(isLarge, () => store.save(batch, outcomes, new Date(Date.now() + firstRetryMs)))
    const isStored = stored.then(
      () => true,
      () => false,
    )
    if (await withTimeout(storedAloneMs, isStored, false)) return true
    const to = { exchange: exchanges.commands, routingKey: queues.gatewayBatches }
    const publish = async (known: readonly CommandOutcome[]): Promise<void> => {
      const body: BatchMessage = { work: batch, outcomes: [...known] }
      const message = await inTurn(isLarge, () =>
        sign(queues.gatewayBatches, batchMessage, body, { issuedAt: batch.acceptedAt }),
      )
      await publisher.publish(to, message)
    }
    const queued = publish([...outcomes.values()]).catch((fault: unknown) => {
      if (codeOf(fault) !== 'too-large') throw fault
      // Batch recovery asks for the outcomes again, which the services remember.
      return publish([])
    })
    const durable = Promise.any([stored, queued]).then(
      () => true,
      () => false,
    )
    return withTimeout(durableTimeoutMs, durable, false)
  }

/** Handles the batches from the queue: it records them, so that batch recovery finds them. */
export const storeBatches =
  (store: BatchStore): Handler<BatchMessage> =>
  async (messages) => {
    const nextAt = new Date(Date.now() + firstRetryMs)
    const save = ({ work, outcomes }: BatchMessage) =>
      store.save(work, new Map(outcomes.map((outcome) => [outcome.commandId, outcome])), nextAt)
    // One after the other: of many large ones at once, all would be written out in one go.
    for (const { body } of messages) await save(body)
    return messages.map(() => done())
  }
