import { isRefusal, type Principal, type Refusal, refusal } from '@gongdan/contracts'
import type { Logger } from 'pino'
import { type Answer, type Batch, type BatchStore, isComplete, refuse } from './batch.ts'
import { type CommandIds, type CommandRequest, type RequestIds, randomIds, repeatableIds } from './commandRequest.ts'
import type { Attempt, IdempotentRequest } from './idempotency.ts'
import { firstRetryMs, type PersistBatch } from './persistBatch.ts'
import type { RenderBatch } from './renderBatch.ts'
import type { Sealer } from './sealing.ts'
import type { PendingBatch, Stitcher } from './stitcher.ts'

/** A verified request that changes something. */
export interface CommandCall {
  readonly correlationId: string
  readonly principal: Principal
  /** Issuer, tenant and user in one text. */
  readonly caller: string
  readonly waitMs: number
  readonly respondAsync: boolean
  readonly idempotencyKey: string | null
  /** The address of the request; with caller and key it makes two requests the same. */
  readonly route: string
  /** The parsed body, before any schema. */
  readonly rawBody: unknown
  /** Pure, but for what it seals. */
  readonly toCommand: (ids: CommandIds, sealer: Sealer) => CommandRequest | Refusal
}

export interface CommandDeps {
  readonly stitcher: Stitcher
  readonly persistBatch: PersistBatch
  readonly batches: BatchStore
  readonly idempotently: (request: IdempotentRequest) => Promise<Answer>
  readonly sealer: Sealer
  readonly renderBatch: RenderBatch
  readonly log: Logger
}

export type RunCommand = (call: CommandCall) => Promise<Answer>

/** Items in flight beyond which more would only wait, and fill the memory. */
const maxPendingItems = 10_000
/** Somewhat shorter than until any gateway asks again, for that may be this one too. */
const lateRepliesMs = firstRetryMs - 1_000
const unknownOutcome = refuse(refusal(9002, 'the outcome is not known: repeat with the same Idempotency-Key'))

/**
 * Carries out commands: make the items, send, wait, answer. A batch that is not complete when the wait ends is persisted
 * and answered with 202 (decision 4); 9002 only if it was surely not accepted, or could not be made durable.
 */
export const createCommands = ({
  stitcher,
  persistBatch,
  batches,
  idempotently,
  sealer,
  renderBatch,
  log,
}: CommandDeps): RunCommand => {
  /** Records late replies beyond the `recorded` ones, so that batch recovery need not ask for them again. */
  const recordLateReplies = async (batch: Batch, pending: PendingBatch, recorded: number): Promise<void> => {
    await pending.completed(lateRepliesMs)
    pending.close()
    const outcomes = pending.outcomes()
    if (outcomes.size > recorded) await batches.save(batch, outcomes, new Date(Date.now() + firstRetryMs))
  }
  const goOnWaiting = (batch: Batch, pending: PendingBatch, recorded: number) => {
    recordLateReplies(batch, pending, recorded).catch((err) =>
      log.warn({ err, batchUuid: batch.batchUuid }, 'batch deferred'),
    )
  }

  const inBackground = async (batch: Batch): Promise<Attempt> => {
    if (!(await persistBatch(batch, new Map()))) return { answer: unknownOutcome, sent: true }
    goOnWaiting(batch, stitcher.start(batch), 0)
    return { answer: renderBatch(batch, new Map()), sent: true }
  }

  const inTime = async (batch: Batch, waitMs: number): Promise<Attempt> => {
    const pending = stitcher.start(batch)
    if (await pending.completed(waitMs)) {
      pending.close()
      return { answer: renderBatch(batch, pending.outcomes()), sent: true }
    }
    if (pending.isUnsent()) {
      pending.close()
      return { answer: refuse(refusal(9002, 'nothing was accepted')), sent: false }
    }
    const recorded = pending.outcomes().size
    const isDurable = await persistBatch(batch, pending.outcomes())
    // A 202 names a batch that can be asked for: one that only this memory knows cannot, however sure its commands are.
    if (!isDurable && !isComplete(batch, pending.outcomes())) {
      pending.close()
      return { answer: unknownOutcome, sent: true }
    }
    const answer = renderBatch(batch, pending.outcomes())
    goOnWaiting(batch, pending, recorded)
    return { answer, sent: true }
  }

  const attempt = async (call: CommandCall, ids: RequestIds): Promise<Attempt> => {
    const command = call.toCommand(ids, sealer)
    if (isRefusal(command)) return { answer: refuse(command), sent: false }
    if (stitcher.size() >= maxPendingItems) return { answer: refuse(refusal(9003, '')), sent: false }
    const batch: Batch = {
      batchUuid: ids.batchUuid,
      correlationId: call.correlationId,
      caller: call.caller,
      principal: call.principal,
      type: command.type,
      shared: command.shared,
      items: [...command.items],
      order: [...command.order],
      single: command.single,
      acceptedAt: Date.now(),
    }
    return call.respondAsync ? inBackground(batch) : inTime(batch, call.waitMs)
  }

  return async (call) => {
    if (call.idempotencyKey === null) return (await attempt(call, randomIds())).answer
    return idempotently({
      scope: [call.caller, call.route, call.idempotencyKey],
      body: call.rawBody,
      waitMs: call.waitMs,
      run: (recordId) => attempt(call, repeatableIds(recordId)),
    })
  }
}
