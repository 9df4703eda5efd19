import { isScode, type Scode } from '@gongdan/contracts'
import { type Db, MongoServerError } from 'mongodb'
import { z } from 'zod'
import type { Answer } from '../http/answer.ts'

/** What stands under a key: a request in progress until the lease ends, or its answer. */
export interface Claimed {
  /** Random; the command ids derive from it (design decision 3). */
  readonly recordId: string
  readonly bodyHash: string
  readonly leaseUntil: Date
  readonly answer?: Answer
}

export interface IdempotencyStore {
  /** Records a claim under a key that has none; gives the one that stands there, the new one or an older. */
  claim(key: string, claim: Claimed): Promise<Claimed>
  /** Moves the lease on; false when somebody else did so first or the answer is there. */
  takeOver(key: string, seen: Claimed, leaseUntil: Date): Promise<boolean>
  /** Stores the answer unless there is one; gives the one that stands. */
  answer(key: string, recordId: string, answer: Answer): Promise<Answer>
  /** Takes back a claim that came to nothing, unless somebody has taken it over meanwhile. */
  release(key: string, claim: Claimed): Promise<void>
}

const keptMs = 7 * 24 * 3_600_000
const duplicateKey = 11_000

const StoredAnswer = z.object({
  scode: z.custom<Scode>((value) => typeof value === 'number' && isScode(value)),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
})
const StoredClaim = z.object({
  recordId: z.string(),
  bodyHash: z.string(),
  leaseUntil: z.date(),
  answer: StoredAnswer.optional(),
})

const read = (document: unknown): Claimed => {
  const { answer, ...claim } = StoredClaim.parse(document)
  return answer === undefined ? claim : { ...claim, answer }
}

/** The collection `idempotency` of the gateway's database. Keys are hashes, answers are text: nothing becomes an operator. */
export const mongoIdempotencyStore = (db: Db): IdempotencyStore => {
  const claims = db.collection<Claimed & { readonly _id: string; readonly expireAt: Date }>('idempotency')
  const standing = async (key: string): Promise<Claimed | null> => {
    const found = await claims.findOne({ _id: key })
    return found === null ? null : read(found)
  }

  const claim = async (key: string, wanted: Claimed): Promise<Claimed> => {
    try {
      await claims.insertOne({ _id: key, ...wanted, expireAt: new Date(Date.now() + keptMs) })
      return wanted
    } catch (fault) {
      if (!(fault instanceof MongoServerError) || fault.code !== duplicateKey) throw fault
      // Between the two it may have been released or have expired: then the key is free.
      return (await standing(key)) ?? claim(key, wanted)
    }
  }

  return {
    claim,
    takeOver: async (key, seen, leaseUntil) => {
      const { recordId, leaseUntil: ended } = seen
      const moved = await claims.updateOne(
        { _id: key, recordId, leaseUntil: ended, answer: { $exists: false } },
        { $set: { leaseUntil } },
      )
      return moved.matchedCount === 1
    },
    answer: async (key, recordId, answer) => {
      const stored = await claims.updateOne({ _id: key, recordId, answer: { $exists: false } }, { $set: { answer } })
      return stored.matchedCount === 1 ? answer : ((await standing(key))?.answer ?? answer)
    },
    release: async (key, { recordId, leaseUntil }) => {
      await claims.deleteOne({ _id: key, recordId, leaseUntil, answer: { $exists: false } })
    },
  }
}
