import type { Collection } from 'mongodb'
import type { Candidate } from './dueJobs.ts'
import type { JobDocument } from './jobDocument.ts'
import { isDuplicateKey } from './writeJob.ts'

/** `instances`: which ticket an image is being made for, an instance a document. */
export interface InstanceDocument {
  readonly _id: string
  readonly ticketUuid: string
  /** Nobody takes the lock over before this, whatever the ticket's job is doing. */
  readonly until: Date
}

export interface InstanceLocks {
  /** The first candidate of each instance that nobody else holds. */
  free(candidates: readonly Candidate[]): Promise<readonly Candidate[]>
  /** Takes the instance for this ticket; false: another ticket holds it. */
  take(candidate: Candidate): Promise<boolean>
  /** The job is SENDING now, so the lock lasts as long as the job's work does and no longer. */
  begun(candidate: Candidate): Promise<void>
}

const holding = ['SENDING', 'UNKNOWN', 'CREATING'] as const

/**
 * One image at a time is made of an instance. A lock counts while its ticket's job is SENDING, UNKNOWN or CREATING, and
 * from when it is taken until SENDING is written, for `graceMs` at most.
 */
export const createInstanceLocks = (
  instances: Collection<InstanceDocument>,
  jobs: Collection<JobDocument>,
  graceMs: number,
): InstanceLocks => {
  const idOf = ({ region, instanceId }: Candidate): string => `instance:${region}:${instanceId}`

  /** Who holds these instances, by the lock's id. */
  const holders = async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const locks = await instances
      .aggregate<{ _id: string; ticketUuid: string; fresh: boolean }>([
        { $match: { _id: { $in: ids } } },
        { $project: { ticketUuid: 1, fresh: { $gt: ['$until', '$$NOW'] } } },
      ])
      .toArray()
    const named = locks.map(({ ticketUuid }) => ticketUuid)
    const found = await jobs
      .find({ _id: { $in: named }, state: { $in: [...holding] } }, { projection: { _id: 1 } })
      .toArray()
    const working = new Set(found.map(({ _id }) => _id))
    const held = locks.filter(({ ticketUuid, fresh }) => fresh || working.has(ticketUuid))
    return new Map(held.map(({ _id, ticketUuid }) => [_id, ticketUuid]))
  }

  return {
    free: async (candidates) => {
      const firsts = [...new Map(candidates.toReversed().map((candidate) => [idOf(candidate), candidate])).values()]
      const holderOf = await holders(firsts.map(idOf))
      return firsts.toReversed().filter((candidate) => {
        const holder = holderOf.get(idOf(candidate))
        return holder === undefined || holder === candidate.ticketUuid
      })
    },
    take: async (candidate) => {
      const { ticketUuid } = candidate
      const _id = idOf(candidate)
      const seen = await instances.findOne({ _id })
      const holder = (await holders([_id])).get(_id)
      if (holder !== undefined && holder !== ticketUuid) return false
      try {
        // Only if it is still as it was seen: of two that find it free, one gets it.
        const taken = await instances.updateOne(
          { _id, ...(seen === null ? { ticketUuid } : { ticketUuid: seen.ticketUuid, until: seen.until }) },
          [{ $set: { ticketUuid, until: { $add: ['$$NOW', graceMs] } } }],
          { upsert: seen === null },
        )
        return taken.matchedCount + taken.upsertedCount > 0
      } catch (fault) {
        if (isDuplicateKey(fault)) return false
        throw fault
      }
    },
    begun: async (candidate) => {
      await instances.updateOne(
        { _id: idOf(candidate), ticketUuid: candidate.ticketUuid },
        { $set: { until: new Date(0) } },
      )
    },
  }
}
