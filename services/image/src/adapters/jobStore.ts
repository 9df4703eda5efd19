import { FREE } from '@gongdan/store'
import type { Db } from 'mongodb'
import type { Cause, JobStore } from '../domain/ports.ts'
import { jobOf } from './jobDocument.ts'
import { createWriteJob, SOON_MS, type WriteDeps } from './writeJob.ts'

/** Thrown when a write lost too many races for one job. */
class ContendedFault extends Error {
  readonly code = 'contended'
}

const MAX_ATTEMPTS = 100

/**
 * Jobs in MongoDB: each is one document with its history and outbox (decision 1). A write that loses a race is loaded and
 * decided again. Rejects with the driver's faults, and with ContendedFault after too many lost races.
 */
export const createJobStore = (deps: WriteDeps & { readonly db: Db }): JobStore => {
  const { db, jobs, alarm, nudge } = deps
  const write = createWriteJob(deps)
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
    const firstMs = Math.min(...releases.map(({ inMs }) => inMs ?? SOON_MS))
    if (firstMs < SOON_MS) nudge(firstMs)
  }

  return {
    load: async (ticketUuid) => jobOf(await read(ticketUuid)) ?? null,
    release,
    change: async (ticketUuid, cause, decide) => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const document = await read(ticketUuid)
        const now = await databaseTime(db)
        const decision = decide(jobOf(document), now)
        if (decision.events.length === 0) return jobOf(document) ?? null
        const after = await write(ticketUuid, document, decision, now, { cause, fence: null, hold: false })
        if (after !== null) return jobOf(after) ?? null
      }
      throw new ContendedFault(`too many writers on job ${ticketUuid}`)
    },
    save: async (claim, decide, { hold = false, evenIfLost = false } = {}) => {
      const { ticketUuid, causationId, correlationId } = claim.job
      const cause: Cause = { commandId: causationId, correlationId, by: null }
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const document = await read(ticketUuid)
        const job = jobOf(document)
        const mine = document?.lease.fence === claim.fence
        if (job === undefined || (!mine && !evenIfLost)) return null
        const now = claim.now()
        const decision = decide(job, now)
        if (decision.events.length === 0) {
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
  'lease.until': FREE.until,
  tries: failedRead ? { $add: ['$tries', 1] } : 0,
  ...(inMs === null ? {} : { nextAt: { $add: ['$$NOW', Math.max(0, Math.round(inMs))] } }),
})

/** The database's clock, unix ms. */
const databaseTime = async (db: Db): Promise<number> => {
  const { localTime } = await db.command({ hello: 1 })
  return Number(localTime)
}
