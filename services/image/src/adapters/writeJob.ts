import { type Actor, append, stateAt } from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { Job } from '../domain/job.ts'
import { type Alarm, type Decision, holdsInstance } from '../domain/step.ts'
import { type JobDocument, jobAggregate, jobOf } from './jobDocument.ts'

/** Whom the entries of a write are by, and what brought them about. */
export interface Cause {
  readonly commandId: string
  readonly correlationId: string
  readonly by: Actor | null
}

/** Who writes: a worker by its fence, or anybody (null), who leaves the lease to its owner. */
export interface Writer {
  readonly cause: Cause
  readonly fence: number | null
  /** Keeps the lease, renewed, for what comes next. */
  readonly hold: boolean
}

export interface WriteNeeds {
  readonly jobs: Collection<JobDocument>
  readonly leaseMs: number
  /** Told of a document with events to send. */
  readonly committed: (documents: readonly JobDocument[]) => void
  /** Told that work may be due at once. */
  readonly nudge: () => void
  readonly alarm: (alarm: Alarm, ticketUuid: string) => void
}

const DUPLICATE_KEY = 11_000

const inTime = (ms: number) => ({ $add: ['$$NOW', Math.max(0, Math.round(ms))] })

const scheduled = (inMs: number | null) => (inMs === null ? {} : { nextAt: inTime(inMs), waiting: false, tries: 0 })

const leaseOf = (fresh: boolean, { fence, hold }: Writer, leaseMs: number) => {
  if (fresh) return { lease: { owner: '', until: new Date(0), fence: 0 }, relayed: 0, answered: [], strayAt: '$$NOW' }
  return fence === null ? {} : { 'lease.until': hold ? inTime(leaseMs) : new Date(0) }
}

/**
 * The one guarded write that makes a decision true (design decision 1): the version must be the one that was decided
 * on, and a worker's fence its own. Gives the document as it is then, or null when the write lost.
 */
export const createWriteJob =
  ({ jobs, leaseMs, committed, nudge, alarm }: WriteNeeds) =>
  async (
    id: string,
    document: JobDocument | null,
    { facts, inMs, alarms }: Decision,
    at: number,
    writer: Writer,
  ): Promise<JobDocument | null> => {
    const before = document?.history ?? []
    const entries = append(before, facts, { at, ...writer.cause })
    const job = stateAt(jobAggregate, id, [...before, ...entries])
    if (job === undefined) return null
    const set = {
      // Literal, for in a pipeline a text that starts with $ would be read as an expression.
      ...Object.fromEntries(Object.entries(jobAggregate.fields(job)).map(([name, $literal]) => [name, { $literal }])),
      version: before.length + entries.length,
      history: { $concatArrays: [{ $ifNull: ['$history', []] }, { $literal: entries }] },
      unrelayedSince: { $ifNull: ['$unrelayedSince', '$$NOW'] },
      ...scheduled(inMs),
      ...leaseOf(document === null, writer, leaseMs),
    }
    const guard = { _id: id, version: before.length }
    const after = await jobs
      .findOneAndUpdate(writer.fence === null ? guard : { ...guard, 'lease.fence': writer.fence }, [{ $set: set }], {
        upsert: document === null,
        returnDocument: 'after',
      })
      .catch((fault: unknown) => {
        if (isDuplicateKey(fault)) return null
        throw fault
      })
    if (after === null) return null
    committed([after])
    for (const name of alarms) alarm(name, id)
    const held = jobOf(document)
    if (held !== undefined && holdsInstance(held) && !holdsInstance(job)) await wakeNext(jobs, job)
    if (inMs !== null && inMs <= 0) nudge()
    return after
  }

/** A job that waits for the instance that has just become free need not wait any longer. */
const wakeNext = async (jobs: Collection<JobDocument>, { region, instanceId }: Job): Promise<void> => {
  const filter = { step: 'SEND' as const, region, instanceId, waiting: true }
  await jobs.findOneAndUpdate(filter, [{ $set: { nextAt: '$$NOW', waiting: false } }], { sort: { nextAt: 1 } })
}

/** Whether two writers made the same document at once, and this one was the later. */
export const isDuplicateKey = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === DUPLICATE_KEY
