import { isScode, type Scode, scodes } from '@gongdan/contracts'
import { isDuplicateKey } from '@gongdan/store'
import type { Db } from 'mongodb'
import { z } from 'zod'
import type { Answer } from '../batch/batch.ts'
import type { IdempotencyRecord, IdempotencyStore } from '../batch/idempotency.ts'

const expireAfterMs = 7 * 24 * 3_600_000

/** An answer as the database has it; status and headers of the answer's HTTP form stand in it since release 1. */
const StoredAnswer = z.object({
  scode: z.custom<Scode>((value) => typeof value === 'number' && isScode(value)),
  status: z.number(),
  headers: z.object({ location: z.string().optional() }),
  body: z.string(),
})
type StoredAnswer = z.infer<typeof StoredAnswer>
const ReadDocument = z.object({
  recordId: z.string(),
  bodyHash: z.string(),
  leaseUntil: z.date(),
  answer: StoredAnswer.optional(),
})

interface RecordDocument extends Omit<IdempotencyRecord, 'answer'> {
  readonly _id: string
  readonly expireAt: Date
  readonly answer?: StoredAnswer
}

const batchQuery = '/v1/batch/inspect?batch_uuid='

const stored = ({ scode, body, batchUuid }: Answer): StoredAnswer => ({
  scode,
  status: scodes[scode].http,
  headers: batchUuid === undefined ? {} : { location: `${batchQuery}${batchUuid}` },
  body,
})

const read = (document: unknown): IdempotencyRecord => {
  const { answer, ...record } = ReadDocument.parse(document)
  if (answer === undefined) return record
  const { scode, body, headers } = answer
  const batchUuid = headers.location?.slice(batchQuery.length)
  return { ...record, answer: { scode, body, ...(batchUuid === undefined ? {} : { batchUuid }) } }
}

/** The collection `idempotency` of the gateway's database. Keys are hashes, answers are text: nothing becomes an operator. */
export const mongoIdempotencyStore = (db: Db): IdempotencyStore => {
  const records = db.collection<RecordDocument>('idempotency')
  const standing = async (key: string): Promise<IdempotencyRecord | null> => {
    const found = await records.findOne({ _id: key })
    return found === null ? null : read(found)
  }

  const claim = async (key: string, wanted: IdempotencyRecord): Promise<IdempotencyRecord> => {
    const { recordId, bodyHash, leaseUntil } = wanted
    try {
      await records.insertOne({
        _id: key,
        recordId,
        bodyHash,
        leaseUntil,
        expireAt: new Date(Date.now() + expireAfterMs),
      })
      return wanted
    } catch (fault) {
      if (!isDuplicateKey(fault)) throw fault
      // Between the two it may have been released or have expired: then the key is free.
      return (await standing(key)) ?? claim(key, wanted)
    }
  }

  return {
    claim,
    takeOver: async (key, seen, leaseUntil) => {
      const { recordId, leaseUntil: ended } = seen
      const moved = await records.updateOne(
        { _id: key, recordId, leaseUntil: ended, answer: { $exists: false } },
        { $set: { leaseUntil } },
      )
      return moved.matchedCount === 1
    },
    answer: async (key, recordId, answer) => {
      const written = await records.updateOne(
        { _id: key, recordId, answer: { $exists: false } },
        { $set: { answer: stored(answer) } },
      )
      return written.matchedCount === 1 ? answer : ((await standing(key))?.answer ?? answer)
    },
    release: async (key, { recordId, leaseUntil }) => {
      await records.deleteOne({ _id: key, recordId, leaseUntil, answer: { $exists: false } })
    },
  }
}
