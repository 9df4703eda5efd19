import { isRefusal, type Principal, type Refusal, refusal } from '@gongdan/contracts'
import type { Logger } from 'pino'
import { appendWhilePending } from './appendOutcomes.ts'
import { type Answer, type Batch, type BatchStore, isComplete, type Outcomes, refuse } from './batch.ts'
import { type CommandIds, type CommandRequest, type RequestIds, randomIds, repeatableIds } from './commandRequest.ts'
import type { Attempt, IdempotentRequest } from './idempotency.ts'
import type { InTurn } from './largeWork.ts'
import { firstRetryMs, type PersistBatch } from './persistBatch.ts'
import type { RenderBatch } from './renderBatch.ts'
import type { Sealer } from './sealing.ts'
import type { PendingBatch, Stitcher } from './stitcher.ts'
import type { StoredBytes } from './storedBytes.ts'
import type { WaitingRoom } from './waitingRoom.ts'

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
  /** How long its token was, which says all that is kept of its principal. */
  readonly tokenBytes: number
  readonly bodyBytes: number
  /** It lists so many items that the work on all of them takes turns. */
  readonly isLarge: boolean
  /** Pure, but for what it seals. */
  readonly toCommand: (ids: CommandIds, sealer: Sealer) => CommandRequest | Refusal
}

export interface CommandDeps {
  readonly stitcher: Stitcher
  readonly persistBatch: PersistBatch
  readonly batches: BatchStore
  readonly idempotently: (request: IdempotentRequest) => Promise<Answer>
  readonly sealerOf: (caller: string) => Sealer
  readonly renderBatch: RenderBatch
  readonly inTurn: InTurn
  readonly waitingRoom: WaitingRoom
  readonly storedBytes: Pick<StoredBytes, 'refusalOf' | 'add'>
  readonly log: Logger
}

/** An attempt that was answered, and may go on: `over` resolves once nothing of it is waited for here. */
interface Begun extends Attempt {
  readonly over?: Promise<void>
}

export type RunCommand = (call: CommandCall) => Promise<Answer>

/** About what is kept beside what the request says: ids of a batch, and of each item; by its service (an event, or its refusal); of its outcome. */
const bytesOfBatch = 300
const bytesOfIds = 75
const bytesOfEffect = 400
/**
 * A submission keeps the plan of its process twice, for its history and for lists. Ordinary tickets take 2,600 bytes; one on the largest
 * process that there may be takes 30 times what is counted of its request (a test of the ticket service holds that).
 */
const bytesOfSubmission = 4_000
const bytesOfOutcome = 500

const written = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

/** About what a batch takes. Items of a list are short; what a single command says may be longer than it came, as 1e20 is. */
const bytesOf = ({ items, single }: Batch, { tokenBytes, bodyBytes }: CommandCall): number =>
  tokenBytes + (single ? written(items) : bodyBytes) + bytesOfBatch + items.length * bytesOfIds

const bytesOfEffectOf = ({ type }: Batch): number =>
  type.startsWith('ticket.submit') ? bytesOfSubmission : bytesOfEffect

/** Somewhat shorter than until any gateway asks again, for that may be this one too. */
const lateRepliesMs = firstRetryMs - 1_000
const unknownOutcome = refuse(
  refusal(
    9002,
    'the outcome is not known: repeat with the same Idempotency-Key',
    '结果未知：请用相同的 Idempotency-Key 重试',
  ),
)

/**
 * Carries out commands: make the items, send, wait, answer. A batch that is not complete when the wait ends is persisted
 * and answered with 202 (decision 4); 9002 only if it was surely not accepted, or could not be made durable.
 */
export const createCommands = ({
  stitcher,
  persistBatch,
  batches,
  idempotently,
  sealerOf,
  renderBatch,
  inTurn,
  waitingRoom,
  storedBytes,
  log,
}: CommandDeps): RunCommand => {
  /** Records late replies beyond the `recorded` ones, so that batch recovery need not ask for them again. */
  const recordLateReplies = async (batch: Batch, pending: PendingBatch, recorded: number): Promise<void> => {
    await appendWhilePending(pending, recorded, lateRepliesMs, (fresh) => batches.append(batch.batchUuid, fresh))
    pending.close()
    const outcomes = pending.outcomes()
    if (outcomes.size > recorded) await batches.save(batch, outcomes, new Date(Date.now() + firstRetryMs))
  }
  const goOnWaiting = (batch: Batch, pending: PendingBatch, recorded: number) =>
    recordLateReplies(batch, pending, recorded).catch((err) =>
      log.warn({ err, batchUuid: batch.batchUuid }, 'batch deferred'),
    )

  const persist = (batch: Batch, outcomes: Outcomes, bytes: number): Promise<boolean> => {
    storedBytes.add(batch.caller, bytes + batch.items.length * bytesOfOutcome)
    return persistBatch(batch, outcomes)
  }

  const inBackground = async (batch: Batch, bytes: number, { isLarge }: CommandCall): Promise<Begun> => {
    if (!(await persist(batch, new Map(), bytes))) return { answer: unknownOutcome, sent: true }
    const over = goOnWaiting(batch, await inTurn(isLarge, () => stitcher.start(batch)), 0)
    return { answer: await inTurn(isLarge, () => renderBatch(batch, new Map())), sent: true, over }
  }

  const inTime = async (batch: Batch, bytes: number, { isLarge, waitMs }: CommandCall): Promise<Begun> => {
    const pending = await inTurn(isLarge, () => stitcher.start(batch))
    const render = () => inTurn(isLarge, () => renderBatch(batch, pending.outcomes()))
    if (await pending.completed(waitMs)) {
      pending.close()
      return { answer: await render(), sent: true }
    }
    if (pending.isUnsent()) {
      pending.close()
      return { answer: refuse(refusal(9002, 'nothing was accepted', '请求未被受理')), sent: false }
    }
    const recorded = pending.outcomes().size
    const isDurable = await persist(batch, pending.outcomes(), bytes)
    // A 202 names a batch that can be asked for: one that only this memory knows cannot, however sure its commands are.
    if (!isDurable && !isComplete(batch, pending.outcomes())) {
      pending.close()
      return { answer: unknownOutcome, sent: true }
    }
    const over = goOnWaiting(batch, pending, recorded)
    return { answer: await render(), sent: true, over }
  }

  const attempt = async (call: CommandCall, ids: RequestIds): Promise<Attempt> => {
    const { caller, principal, correlationId, idempotencyKey, isLarge } = call
    const command = await inTurn(isLarge, () => call.toCommand(ids, sealerOf(caller)))
    if (isRefusal(command)) return { answer: refuse(command), sent: false }
    const batch: Batch = {
      batchUuid: ids.batchUuid,
      correlationId,
      caller,
      principal,
      type: command.type,
      shared: command.shared,
      items: [...command.items],
      order: [...command.order],
      single: command.single,
      acceptedAt: Date.now(),
    }
    const bytes = bytesOf(batch, call)
    const place = storedBytes.refusalOf(caller) ?? waitingRoom.enter(caller, bytes)
    if (isRefusal(place)) return { answer: refuse(place), sent: false }
    const answerBytes = idempotencyKey === null ? 0 : batch.items.length * bytesOfOutcome
    // Each ticket keeps what was said of all of them.
    storedBytes.add(caller, bytes + batch.items.length * (written(batch.shared) + bytesOfEffectOf(batch)) + answerBytes)
    const begun = call.respondAsync ? inBackground(batch, bytes, call) : inTime(batch, bytes, call)
    begun
      .then(({ over }) => over)
      .finally(place.leave)
      .catch(() => {})
    return begun
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
