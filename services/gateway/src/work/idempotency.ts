import { createHash, randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Claimed, IdempotencyStore } from '../adapters/idempotencyStore.ts'
import { type Answer, refuse } from '../http/answer.ts'
import { within } from './within.ts'

/** How a request that has an Idempotency-Key came out. */
export interface Attempt {
  readonly answer: Answer
  /** Whether a command may have left the gateway, so that the claim has to stay, whatever the answer. */
  readonly sent: boolean
}

/** A request that is to be carried out once, however often it comes. */
export interface Once {
  /** Caller, route and key: what makes two requests the same. */
  readonly scope: readonly string[]
  readonly body: unknown
  readonly waitMs: number
  /** Carries the request out under the record's random id. */
  readonly run: (recordId: string) => Promise<Attempt>
}

/** Time beyond the caller's wait after which a claim without an answer belongs to a gateway that died (contract §5). */
const leaseBeyondWaitMs = 5_000
const storeWithinMs = 2_000
const claimWithinMs = 4_000

const hash = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('base64url')

/** 1001-1007, 2001, 2002 and 9xxx are not kept: repeating may well do better (contract §5). */
const isKept = ({ scode }: Answer): boolean =>
  !((scode >= 1001 && scode <= 1007) || scode === 2001 || scode === 2002 || scode >= 9000)

/**
 * Carries a request out at most once (contract §5). A claim is stored before anything is sent and the answer before it
 * is given; a claim whose lease has ended is taken over with the same command ids, so whatever crashed between, the
 * effect is one. Refuses with 1008 another body under the same key, with 1009 while the first one is in progress.
 * Rejects, or refuses with 9002, when the database cannot be reached for the claim: nothing was sent then.
 */
export const createOnce = (store: IdempotencyStore, now: () => number, log: Logger) => {
  const carryOut = async (key: string, { run }: Once, { recordId }: Claimed) => {
    const { answer, sent } = await run(recordId)
    return { answer: isKept(answer) ? await keep(key, recordId, answer) : answer, sent }
  }

  // What was sent may take effect: the record stays, and who repeats the request after the lease gets the true outcome.
  const first = async (key: string, once: Once, claim: Claimed): Promise<Answer> => {
    const { answer, sent } = await carryOut(key, once, claim)
    if (!sent && !isKept(answer))
      await store.release(key, claim).catch((err) => log.warn({ err }, 'a claim stays until its lease ends'))
    return answer
  }

  // Whoever had it before may have sent it, so that its record is never given up, whatever comes of this attempt.
  const again = async (key: string, once: Once, claim: Claimed): Promise<Answer> =>
    (await carryOut(key, once, claim)).answer

  // The answer is true without its record too, and a repetition would find the same: so it is not withheld for long.
  const keep = (key: string, recordId: string, answer: Answer): Promise<Answer> => {
    const stored = store.answer(key, recordId, answer).catch((err) => {
      log.warn({ err }, 'an answer could not be stored')
      return answer
    })
    return within(storeWithinMs, stored, answer)
  }

  return async (once: Once): Promise<Answer> => {
    const key = hash(once.scope)
    const bodyHash = hash(once.body)
    const leaseUntil = () => new Date(now() + once.waitMs + leaseBeyondWaitMs)
    const wanted: Claimed = { recordId: randomUUID(), bodyHash, leaseUntil: leaseUntil() }
    const found = await within(claimWithinMs, store.claim(key, wanted), undefined)
    if (found === undefined) return refuse(9002, 'the idempotency key could not be recorded')
    if (found.recordId === wanted.recordId) return first(key, once, wanted)
    if (found.bodyHash !== bodyHash) return refuse(1008, 'the key came with another body before')
    if (found.answer !== undefined) return found.answer
    const ended = found.leaseUntil.getTime() <= now()
    if (!ended || !(await store.takeOver(key, found, leaseUntil()))) return refuse(1009, '')
    return again(key, once, found)
  }
}
