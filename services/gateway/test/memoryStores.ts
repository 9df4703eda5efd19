import { MongoNetworkError } from 'mongodb'
import { type BatchStore, isComplete, type StoredBatch } from '../src/batch/batch.ts'
import type { IdempotencyRecord, IdempotencyStore } from '../src/batch/idempotency.ts'

const fresh = () => ({ attempts: 0, parked: 0, acceptedAt: new Date(), ended: false })

/** The store of batches in memory; the contract test holds it to the same rules as the real one. */
export const memoryBatchStore = (): BatchStore & { fails(now: boolean): void } => {
  const records = new Map<string, StoredBatch & { readonly nextAt: Date | undefined }>()
  let failing = false
  const check = () => {
    if (failing) throw new MongoNetworkError('the database is away')
  }
  return {
    fails: (now) => {
      failing = now
    },
    save: async (batch, outcomes, nextAt) => {
      check()
      const known = records.get(batch.batchUuid)
      const all = new Map([...(known?.outcomes ?? []), ...outcomes])
      const due = isComplete(batch, outcomes) ? undefined : known === undefined ? nextAt : known.nextAt
      const { attempts, parked, acceptedAt, ended } = known ?? fresh()
      records.set(batch.batchUuid, { batch, attempts, parked, acceptedAt, ended, outcomes: all, nextAt: due })
    },
    update: async (batch, outcomes, nextAt) => {
      check()
      const known = records.get(batch.batchUuid)
      if (known === undefined) return
      const all = new Map([...known.outcomes, ...outcomes])
      records.set(batch.batchUuid, {
        ...known,
        outcomes: all,
        nextAt: isComplete(batch, outcomes) ? undefined : nextAt,
      })
    },
    append: async (batchUuid, outcomes) => {
      check()
      const known = records.get(batchUuid)
      if (known !== undefined) records.set(batchUuid, { ...known, outcomes: new Map([...known.outcomes, ...outcomes]) })
    },
    sizeOf: async (batchUuid, caller) => {
      check()
      const known = records.get(batchUuid)
      return known?.batch.caller === caller ? { listed: known.batch.order.length, settled: known.outcomes.size } : null
    },
    find: async (batchUuid, caller) => {
      check()
      const known = records.get(batchUuid)
      return known?.batch.caller === caller ? known : null
    },
    claim: async (now, leaseUntil, except) => {
      check()
      const due = [...records.values()]
        .filter(({ nextAt }) => nextAt !== undefined && nextAt <= now)
        .filter(({ batch }) => !except.includes(batch.caller))
        .toSorted((a, b) => Number(a.nextAt) - Number(b.nextAt))[0]
      if (due === undefined) return null
      const taken = { ...due, attempts: due.attempts + 1, nextAt: leaseUntil }
      records.set(due.batch.batchUuid, taken)
      return taken
    },
    noteParked: async (correlationId, type) => {
      check()
      const known = [...records.values()].find(
        ({ batch }) => batch.correlationId === correlationId && batch.type === type,
      )
      if (known?.nextAt !== undefined) records.set(known.batch.batchUuid, { ...known, parked: known.parked + 1 })
    },
    end: async (batchUuid) => {
      check()
      const known = records.get(batchUuid)
      if (known !== undefined) records.set(batchUuid, { ...known, ended: true, nextAt: undefined })
    },
  }
}

/** The store of idempotency keys in memory. */
export const memoryIdempotencyStore = (): IdempotencyStore & { fails(now: boolean): void } => {
  const claims = new Map<string, IdempotencyRecord>()
  let failing = false
  const check = () => {
    if (failing) throw new MongoNetworkError('the database is away')
  }
  return {
    fails: (now) => {
      failing = now
    },
    claim: async (key, wanted) => {
      check()
      const standing = claims.get(key)
      if (standing !== undefined) return standing
      claims.set(key, wanted)
      return wanted
    },
    takeOver: async (key, seen, leaseUntil) => {
      check()
      const standing = claims.get(key)
      const unchanged = standing?.leaseUntil.getTime() === seen.leaseUntil.getTime() && standing.answer === undefined
      if (unchanged) claims.set(key, { ...standing, leaseUntil })
      return unchanged
    },
    answer: async (key, recordId, answer) => {
      check()
      const standing = claims.get(key)
      if (standing?.answer !== undefined) return standing.answer
      if (standing?.recordId === recordId) claims.set(key, { ...standing, answer })
      return answer
    },
    release: async (key, { recordId, leaseUntil }) => {
      check()
      const standing = claims.get(key)
      const unchanged = standing?.recordId === recordId && standing.leaseUntil.getTime() === leaseUntil.getTime()
      if (unchanged && standing.answer === undefined) claims.delete(key)
    },
  }
}
