import type { Db } from 'mongodb'
import type { Job } from '../domain/job.ts'
import type { Decision } from '../domain/step.ts'
import { jobOf } from './jobDocument.ts'
import { type Cause, createWriteJob, type WriteNeeds } from './writeJob.ts'

/** A job in the hands of this worker. */
export interface Claim {
  readonly job: Job
  readonly fence: number
  /** Reads for it that failed in a row. */
  readonly tries: number
  /** The database's time, unix ms: never early, and late by no more than the claim took. */
  now(): number
  /** How long ago the claim was asked for, in ms. */
  heldMs(): number
}

export interface SaveOptions {
  /** Keeps the lease, renewed, for what comes next. */
  readonly hold?: boolean
  /** Writes even if another worker has claimed the job by now: an answer in hand is never dropped. */
  readonly evenIfLost?: boolean
}

/** `decide` is pure: it is called again with the newer job when the write loses a race. `now` is the database's. */
export interface JobStore {
  load(ticketUuid: string): Promise<Job | null>
  /** Decides without a claim, for what comes from outside. Gives the job as it is then. */
  change(ticketUuid: string, cause: Cause, decide: (job: Job | undefined, now: number) => Decision): Promise<Job | null>
  /** Decides on a claimed job and lets go of it. Gives the job as it is then, or null when another worker has it. */
  save(claim: Claim, decide: (job: Job, now: number) => Decision, options?: SaveOptions): Promise<Job | null>
  /** Lets go of claimed jobs of which nothing is new. */
  release(claims: readonly Release[]): Promise<void>
}

export interface Release {
  readonly claim: Claim
  /** When to look again; null: as it was planned before. */
  readonly inMs: number | null
  /** A read was of no use, and is counted. */
  readonly failedRead?: boolean
}

/** Thrown when a job's writers keep losing to each other. */
export class ContendedFault extends Error {
  readonly code = 'contended'
}

const MAX_ROUNDS = 100

/**
 * Jobs in MongoDB: each is one document with its history and outbox (design decision 1). What loses a race is loaded and
 * decided again. Throws the driver's faults, and ContendedFault when races go on.
 */
export const createJobStore = (needs: WriteNeeds & { readonly db: Db }): JobStore => {
  const { db, jobs, alarm } = needs
  const write = createWriteJob(needs)
  const read = (id: string) => jobs.findOne({ _id: id })

  const release: JobStore['release'] = async (releases) => {
    if (releases.length === 0) return
    const operations = releases.map(({ claim, inMs, failedRead = false }) => ({
      updateOne: {
        filter: { _id: claim.job.ticketUuid, 'lease.fence': claim.fence },
        update: [{ $set: released(inMs, failedRead) }],
      },
    }))
    await jobs.bulkWrite(operations, { ordered: false })
  }

  return {
    load: async (ticketUuid) => jobOf(await read(ticketUuid)) ?? null,
    release,
    change: async (ticketUuid, cause, decide) => {
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const document = await read(ticketUuid)
        const now = await databaseTime(db)
        const decision = decide(jobOf(document), now)
        if (decision.facts.length === 0) return jobOf(document) ?? null
        const after = await write(ticketUuid, document, decision, now, { cause, fence: null, hold: false })
        if (after !== null) return jobOf(after) ?? null
      }
      throw new ContendedFault(`too many writers on job ${ticketUuid}`)
    },
    save: async (claim, decide, { hold = false, evenIfLost = false } = {}) => {
      const { ticketUuid, causationId, correlationId } = claim.job
      const cause: Cause = { commandId: causationId, correlationId, by: null }
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const document = await read(ticketUuid)
        const job = jobOf(document)
        const mine = document?.lease.fence === claim.fence
        if (job === undefined || (!mine && !evenIfLost)) return null
        const now = claim.now()
        const decision = decide(job, now)
        if (decision.facts.length === 0) {
          for (const name of decision.alarms) alarm(name, ticketUuid)
          if (mine) await release([{ claim, inMs: decision.inMs }])
          return job
        }
        const after = await write(ticketUuid, document, decision, now, {
          cause,
          fence: mine ? claim.fence : null,
          hold,
        })
        if (after !== null) return jobOf(after) ?? null
      }
      throw new ContendedFault(`too many writers on job ${ticketUuid}`)
    },
  }
}

const released = (inMs: number | null, failedRead: boolean) => ({
  'lease.until': new Date(0),
  tries: failedRead ? { $add: ['$tries', 1] } : 0,
  ...(inMs === null ? {} : { nextAt: { $add: ['$$NOW', Math.max(0, Math.round(inMs))] } }),
})

/** The database's clock, unix ms. */
const databaseTime = async (db: Db): Promise<number> => {
  const { localTime } = await db.command({ hello: 1 })
  return Number(localTime)
}
