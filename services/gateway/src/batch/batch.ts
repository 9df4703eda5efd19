import {
  type CommandOutcome,
  type CommandType,
  commands,
  type Envelope,
  envelope,
  MAX_LIST,
  Principal,
  type Refusal,
  type Scode,
} from '@gongdan/contracts'
import { z } from 'zod'

const BatchItem = z.looseObject({
  commandId: z.uuid(),
  ticketUuid: z.string().optional(),
  processUuid: z.string().optional(),
  webhookUuid: z.string().optional(),
  deliveryUuid: z.string().optional(),
  claimUuid: z.string().optional(),
  delegationUuid: z.string().optional(),
  commentUuid: z.string().optional(),
})

/**
 * Everything that a request asked for, in a form that any gateway can take up and finish (decision 4): the commands with
 * their ids, the caller, and how the answer is put together. A single command is a batch of one.
 */
export const Batch = z.object({
  batchUuid: z.uuid(),
  correlationId: z.uuid(),
  /** Who may ask for it later: issuer, tenant and user. */
  caller: z.string(),
  type: z.custom<CommandType>((type) => typeof type === 'string' && Object.hasOwn(commands, type)),
  principal: Principal,
  shared: z.record(z.string(), z.unknown()),
  items: z.array(BatchItem).min(1).max(MAX_LIST),
  order: z.array(z.int().min(0)).min(1),
  single: z.boolean(),
  /** Unix milliseconds; asking again does not renew it (decision 9). */
  acceptedAt: z.int().min(0),
})
export type Batch = z.infer<typeof Batch>
export type BatchItem = z.infer<typeof BatchItem>

/** What is known of each command so far, by command id. */
export type Outcomes = ReadonlyMap<string, CommandOutcome>

export const isComplete = (batch: Batch, outcomes: Outcomes): boolean =>
  batch.items.every((item) => outcomes.has(item.commandId))

/** A batch that was answered with 202, as it stands. */
export interface StoredBatch {
  readonly batch: Batch
  readonly outcomes: Outcomes
  /** How often asking again was begun. */
  readonly attempts: number
  /** How many of its messages were parked. */
  readonly parked: number
  readonly acceptedAt: Date
  /** Nothing is asked any more: what has no outcome waits for a person. */
  readonly ended: boolean
}

export interface BatchSize {
  /** Items that were listed, repeated ones included. */
  readonly listed: number
  /** Outcomes that were recorded. */
  readonly settled: number
}

export interface BatchStore {
  /** Records the batch, or adds these outcomes to its record. Safe to repeat. Asking again is first due at `nextAt`. */
  save(batch: Batch, outcomes: Outcomes, nextAt: Date): Promise<void>
  /** Adds outcomes; with all of them the batch is finished, else asking again is due at `nextAt`. */
  update(batch: Batch, outcomes: Outcomes, nextAt: Date): Promise<void>
  /** Adds outcomes to a record that is there already, and changes nothing else. */
  append(batchUuid: string, outcomes: Outcomes): Promise<void>
  /** How much there is to read and show of the caller's own batch of that uuid: what a large one costs is known before it is read. */
  sizeOf(batchUuid: string, caller: string): Promise<BatchSize | null>
  /** The caller's own batch of that uuid; its outcomes in the order in which they were recorded first. */
  find(batchUuid: string, caller: string): Promise<StoredBatch | null>
  /** Takes the batch that has been due longest, if any, but for those of some callers, for as long as the lease. */
  claim(now: Date, leaseUntil: Date, except: readonly string[]): Promise<StoredBatch | null>
  /** Notes that a message, of this type, of the batch with this correlation id was parked. */
  noteParked(correlationId: string, type: string): Promise<void>
  /** Ends asking. */
  end(batchUuid: string): Promise<void>
}

/** An answer to a client: the envelope as JSON text, so that it can be stored and given again byte for byte. */
export interface Answer {
  readonly scode: Scode
  readonly body: string
  /** The batch that can be asked for, while outcomes are missing. */
  readonly batchUuid?: string
  /** After how many seconds trying again may do better, where that is known. */
  readonly retryAfterS?: number
  /** It was given before, to the first request with the same Idempotency-Key. */
  readonly replayed?: true
}

export const toAnswer = (content: Envelope, batchUuid?: string): Answer => ({
  scode: content.scode,
  body: JSON.stringify(content),
  ...(batchUuid === undefined ? {} : { batchUuid }),
})

/** The answer that refuses a request as a whole; `desc` says what exactly is wrong with it (contract §1). */
export const refuse = ({ scode, desc, retryAfterS }: Refusal): Answer => ({
  ...toAnswer(envelope(scode, desc, null)),
  ...(retryAfterS === undefined ? {} : { retryAfterS }),
})
