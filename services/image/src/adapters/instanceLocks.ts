import { isDuplicateKey } from '@gongdan/store'
import type { Collection } from 'mongodb'
import type { Candidate, InstanceLocks } from '../domain/ports.ts'
import { statesThatHoldInstance } from '../domain/step.ts'
import type { JobDocument } from './jobDocument.ts'

/** `instances`: which ticket an image is being made for, an instance a document. */
export interface InstanceDocument {
  readonly _id: string
  readonly ticketUuid: string
  /** The lock is not taken over before this, whatever the state of the ticket's job. */
  readonly until: Date
}

/**
 * A lock counts while its ticket's job is SENDING, UNKNOWN or CREATING, and from when it is taken until SENDING is written,
 * for `graceMs` milliseconds at most.
 */
export const createInstanceLocks = (
  instances: Collection<InstanceDocument>,
  jobs: Collection<JobDocument>,
  graceMs: number,
): InstanceLocks => {
  const idOf = ({ region, instanceId }: Candidate): string => `instance:${region}:${instanceId}`

  /** The tickets that hold these instances, by the lock's id. */
  const holders = async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const locks = await instances
      .aggregate<{ _id: string; ticketUuid: string; fresh: boolean }>([
        { $match: { _id: { $in: ids } } },
        { $project: { ticketUuid: 1, fresh: { $gt: ['$until', '$$NOW'] } } },
      ])
      .toArray()
    const named = locks.map(({ ticketUuid }) => ticketUuid)
    const found = await jobs
      .find({ _id: { $in: named }, state: { $in: [...statesThatHoldInstance] } }, { projection: { _id: 1 } })
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
        // Only if it is still as it was read: of two workers that find it free, one gets it.
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
