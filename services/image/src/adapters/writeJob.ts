import type { OwnMac } from '@gongdan/messaging'
import { FREE, isDuplicateKey, lastSeq, record, stateAt } from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { Alarm, JobDecision } from '../domain/decision.ts'
import type { Job } from '../domain/job.ts'
import type { Cause } from '../domain/ports.ts'
import { holdsInstance } from '../domain/step.ts'
import { approvedOf, type JobDocument, jobAggregate, jobOf } from './jobDocument.ts'

/** The author of a write: a worker by its fence, or (null) one without a claim, which leaves the lease to its owner. */
export interface Writer {
  readonly cause: Cause
  readonly fence: number | null
  /** Keeps the lease, renewed. */
  readonly hold: boolean
}

export interface WriteDeps {
  readonly jobs: Collection<JobDocument>
  readonly leaseMs: number
  /** Proves what is written down of a new job; null where none is begun. */
  readonly own: OwnMac | null
  /** Called with a document that has events to publish. */
  readonly committed: (documents: readonly JobDocument[]) => void
  /** Called when work becomes due in `inMs` milliseconds, if that is before a worker would ask by itself. */
  readonly nudge: (inMs: number) => void
  readonly alarm: (alarm: Alarm, ticketUuid: string) => void
}

/** Workers ask the database once a second, so only what is due before that needs a nudge; in milliseconds. */
export const SOON_MS = 1_000

const inTime = (ms: number) => ({ $add: ['$$NOW', Math.max(0, Math.round(ms))] })

const scheduled = (inMs: number | null) => (inMs === null ? {} : { nextAt: inTime(inMs), waiting: false, tries: 0 })

const leaseOf = (fresh: boolean, { fence, hold }: Writer, leaseMs: number) => {
  if (fresh) return { lease: { ...FREE, fence: 0 }, relayed: 0, answered: [], orphanAt: '$$NOW' }
  return fence === null ? {} : { 'lease.until': hold ? inTime(leaseMs) : FREE.until }
}

/**
 * The one guarded write of a decision (decision 1): the version must be the one that was decided on, and a worker's fence
 * its own. Gives the document as it is then, or null when the write lost a race.
 */
export const createWriteJob =
  ({ jobs, leaseMs, own, committed, nudge, alarm }: WriteDeps) =>
  async (
    id: string,
    document: JobDocument | null,
    { events, inMs, alarms }: JobDecision,
    at: number,
    writer: Writer,
  ): Promise<JobDocument | null> => {
    const before = document?.history ?? []
    const recorded = record(before, events, { at, ...writer.cause })
    const job = stateAt(jobAggregate, id, [...before, ...recorded])
    if (job === undefined) return null
    if (document === null && own === null) throw new Error(`job ${id} is not begun without a key`)
    const set = {
      ...(document === null && { mac: own?.make(approvedOf(job)) }),
      // Literal: in a pipeline a text that starts with $ would be read as an expression.
      ...Object.fromEntries(Object.entries(jobAggregate.fields(job)).map(([name, $literal]) => [name, { $literal }])),
      version: lastSeq([...before, ...recorded]),
      history: { $concatArrays: [{ $ifNull: ['$history', []] }, { $literal: recorded }] },
      unrelayedSince: { $ifNull: ['$unrelayedSince', '$$NOW'] },
      ...scheduled(inMs),
      ...leaseOf(document === null, writer, leaseMs),
    }
    const guard = { _id: id, version: lastSeq(before) }
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
    if (held !== undefined && holdsInstance(held) && !holdsInstance(job)) {
      await makeNextDue(jobs, job)
      nudge(0)
    }
    if (inMs !== null && inMs < SOON_MS) nudge(inMs)
    return after
  }

/** The job that has waited longest for an instance becomes due when the instance is free. */
const makeNextDue = async (jobs: Collection<JobDocument>, { region, instanceId }: Job): Promise<void> => {
  const filter = { step: 'SEND' as const, region, instanceId, waiting: true }
  await jobs.findOneAndUpdate(filter, [{ $set: { nextAt: '$$NOW', waiting: false } }], { sort: { nextAt: 1 } })
}
