import { createHash, randomUUID } from 'node:crypto'
import { refusal } from '@gongdan/contracts'
import { withTimeout } from '@gongdan/scheduling'
import type { Logger } from 'pino'
import { type Answer, refuse } from './batch.ts'

/** What stands under an Idempotency-Key: a request in progress until the lease ends, or its answer. */
export interface IdempotencyRecord {
  /** Random; the command ids derive from it (decision 3). */
  readonly recordId: string
  readonly bodyHash: string
  readonly leaseUntil: Date
  readonly answer?: Answer
}

export interface IdempotencyStore {
  /** Records a claim under a key that has none; gives the one that stands there, the new one or an older. */
  claim(key: string, wanted: IdempotencyRecord): Promise<IdempotencyRecord>
  /** Moves the lease on; false when another gateway did so first or the answer is there. */
  takeOver(key: string, seen: IdempotencyRecord, leaseUntil: Date): Promise<boolean>
  /** Stores the answer unless there is one; gives the one that stands. */
  answer(key: string, recordId: string, answer: Answer): Promise<Answer>
  /** Takes back a claim that came to nothing, unless it was taken over meanwhile. */
  release(key: string, record: IdempotencyRecord): Promise<void>
}

/** How a request that has an Idempotency-Key came out. */
export interface Attempt {
  readonly answer: Answer
  /** Whether a command may have left the gateway, so that the claim has to stay, whatever the answer. */
  readonly sent: boolean
}

/** A request that is to be carried out once, however often it comes. */
export interface IdempotentRequest {
  /** Caller, route and key: what makes two requests the same. */
  readonly scope: readonly string[]
  readonly body: unknown
  readonly waitMs: number
  /** Carries the request out under the record's random id. */
  readonly run: (recordId: string) => Promise<Attempt>
}

/** Time beyond the caller's wait after which a claim without an answer belongs to a gateway that died (contract §5). */
const leaseBeyondWaitMs = 5_000
const storeTimeoutMs = 2_000
const claimTimeoutMs = 4_000

const hash = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('base64url')

/** 1001-1007, 2001, 2002 and 9xxx are not stored: repeating may well do better (contract §5). */
const isStored = ({ scode }: Answer): boolean =>
  !((scode >= 1001 && scode <= 1007) || scode === 2001 || scode === 2002 || scode >= 9000)

/**
 * Carries requests out at most once (contract §5). A claim is stored before anything is sent and the answer before it is
 * given; a claim whose lease has ended is taken over with the same command ids, so whatever crashed between, the effect is
 * one. Refuses with 1008 another body under the same key, with 1009 while the first one is in progress. Rejects, or refuses
 * with 9002, when the database cannot be reached for the claim: nothing was sent then.
 */
export const createIdempotently = (store: IdempotencyStore, now: () => number, log: Logger) => {
  const carryOut = async (key: string, { run }: IdempotentRequest, { recordId }: IdempotencyRecord) => {
    const { answer, sent } = await run(recordId)
    return { answer: isStored(answer) ? await storeAnswer(key, recordId, answer) : answer, sent }
  }

  // What was sent may take effect: the record stays, and a repetition after the lease gets the true outcome.
  const first = async (key: string, request: IdempotentRequest, claim: IdempotencyRecord): Promise<Answer> => {
    const { answer, sent } = await carryOut(key, request, claim)
    if (!sent && !isStored(answer))
      await store.release(key, claim).catch((err) => log.warn({ err }, 'idempotency claim not released'))
    return answer
  }

  // The gateway that had it before may have sent it, so the record is never given up, whatever comes of this attempt.
  const again = async (key: string, request: IdempotentRequest, claim: IdempotencyRecord): Promise<Answer> =>
    (await carryOut(key, request, claim)).answer

  // The answer is true without its record too, and a repetition would find the same: so it is not withheld for long.
  const storeAnswer = (key: string, recordId: string, answer: Answer): Promise<Answer> => {
    const stored = store.answer(key, recordId, answer).catch((err) => {
      log.warn({ err }, 'idempotency answer not stored')
      return answer
    })
    return withTimeout(storeTimeoutMs, stored, answer)
  }

  return async (request: IdempotentRequest): Promise<Answer> => {
    const key = hash(request.scope)
    const bodyHash = hash(request.body)
    const leaseUntil = () => new Date(now() + request.waitMs + leaseBeyondWaitMs)
    const wanted: IdempotencyRecord = { recordId: randomUUID(), bodyHash, leaseUntil: leaseUntil() }
    const found = await withTimeout(claimTimeoutMs, store.claim(key, wanted), undefined)
    if (found === undefined) return refuse(refusal(9002, 'the idempotency key could not be recorded', '无法记录幂等键'))
    if (found.recordId === wanted.recordId) return first(key, request, wanted)
    if (found.bodyHash !== bodyHash)
      return refuse(refusal(1008, 'the key came with another body before', '此幂等键曾用于不同的请求体'))
    if (found.answer !== undefined) return { ...found.answer, replayed: true }
    const ended = found.leaseUntil.getTime() <= now()
    if (!ended || !(await store.takeOver(key, found, leaseUntil()))) return refuse(refusal(1009, ''))
    return again(key, request, found)
  }
}
