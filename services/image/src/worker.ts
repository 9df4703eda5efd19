import { createHash, randomUUID } from 'node:crypto'
import type { OwnMac } from '@gongdan/messaging'
import { type Lane, startWorker, type Worker } from '@gongdan/scheduling'
import type { Store } from '@gongdan/store'
import type { Logger } from 'pino'
import { createDueJobs } from './adapters/dueJobs.ts'
import { createInstanceLocks } from './adapters/instanceLocks.ts'
import { type JobDocument, jobsOf } from './adapters/jobDocument.ts'
import { createJobStore } from './adapters/jobStore.ts'
import { createReconcilerStore } from './adapters/reconcilerStore.ts'
import type { Cloud, GetCredential, RateLimiter } from './domain/cloud.ts'
import type { Alarm } from './domain/decision.ts'
import type { Limits } from './domain/limits.ts'
import type { Orphan } from './domain/orphans.ts'
import type { Candidate, Claim, DueJobs, DueWork, InstanceLocks, JobStore } from './domain/ports.ts'
import type { StepName } from './domain/step.ts'
import { deleteFailedImage } from './handlers/deleteFailedImage.ts'
import { lookUpImages } from './handlers/lookUpImages.ts'
import { pollImages } from './handlers/pollImages.ts'
import { reconcile } from './handlers/reconcile.ts'
import { renameImage } from './handlers/renameImage.ts'
import { sendImage } from './handlers/sendImage.ts'
import type { RunSend, RunStep, RunTogether } from './handlers/step.ts'

export interface ImageWorkerDeps {
  readonly store: Store
  readonly cloud: Cloud
  readonly rateLimiter: RateLimiter
  readonly getCredential: GetCredential
  readonly committed: (documents: readonly JobDocument[]) => void
  readonly alarm: (alarm: Alarm, ticketUuid: string) => void
  /** Called with every orphan that the reconciler finds. */
  readonly report: (orphan: Orphan, region: string) => void
  readonly limits: Limits
  readonly leaseMs: number
  /** Proves that this service wrote a job. */
  readonly own: OwnMac
  readonly log: Logger
}

/** How many jobs to look through for one whose instance is free. */
const CANDIDATES = 50
/** A job whose instance is busy becomes due when it is free, or after this time at the latest, in milliseconds. */
const BUSY_MS = 10_000
/** Time for what is done between the claim and the call, in milliseconds; an idle machine needs a twentieth of it. */
const LEAD_MS = 1_000
const DELETE_RETRY_MS = 30_000
/** With nothing due the database is asked ever more seldom, up to this; what this process makes due nudges. */
const LONGEST_IDLE_MS = 5_000
/** DescribeImages takes no more ids at once. */
const TOGETHER = 100

/** Starts the worker that takes the steps of due jobs; `store` is for writes from outside, which nudge the worker. */
export const startImageWorker = (deps: ImageWorkerDeps): { readonly store: JobStore; readonly worker: Worker } => {
  const { cloud, rateLimiter, getCredential, committed, alarm, report, limits, leaseMs, own, log } = deps
  const { db } = deps.store
  const jobs = jobsOf(deps.store)
  const locks = createInstanceLocks(db.collection('instances'), jobs, leaseMs)
  let worker: Worker | undefined
  const store = createJobStore({ db, jobs, leaseMs, own, committed, nudge: (inMs) => worker?.nudge(inMs), alarm })
  const due = createDueJobs(jobs, leaseMs, own, log)
  const step = { store, cloud, limits, random: Math.random }
  const send = sendImage({
    ...step,
    locks,
    getCredential,
    hashOf: (details) => createHash('sha256').update(details).digest('hex'),
    newTraceId: randomUUID,
    clock: Date.now,
    alarm,
  })
  const reconcilerStore = createReconcilerStore(jobs, db.collection('rounds'))
  const runReconciler = reconcile({ store: reconcilerStore, cloud, report })

  const one =
    (claim: () => Promise<Claim | null>, run: RunStep): Lane['next'] =>
    async () => {
      const claimed = await claim()
      return claimed === null ? null : () => run(claimed)
    }
  const together =
    (name: StepName, run: RunTogether): Lane['next'] =>
    async () => {
      const claims = await due.claimTogether(name, TOGETHER)
      return claims.length === 0 ? null : () => run(claims)
    }
  const lanes: readonly (Lane & { readonly name: DueWork })[] = [
    { name: 'SEND', concurrency: 16, next: nextSend({ due, locks, rateLimiter, send }) },
    { name: 'LOOK_UP', concurrency: 2, next: together('LOOK_UP', lookUpImages(step)) },
    { name: 'POLL', concurrency: 2, next: together('POLL', pollImages(step)) },
    { name: 'NAME', concurrency: 8, next: one(() => due.claim('NAME'), renameImage(step)) },
    {
      name: 'DELETE_FAILED',
      concurrency: 1,
      next: one(() => due.claimWithFailedImage(DELETE_RETRY_MS), deleteFailedImage(step)),
    },
    {
      name: 'RECONCILE',
      concurrency: 1,
      next: async () => ((await reconcilerStore.claimRound()) ? runReconciler : null),
    },
  ]
  worker = startWorker({ log, lanes, due: due.dueWork, longestIdleMs: LONGEST_IDLE_MS })
  return { store, worker }
}

interface SendLaneDeps {
  readonly due: DueJobs
  readonly locks: Pick<InstanceLocks, 'free'>
  readonly rateLimiter: RateLimiter
  readonly send: RunSend
}

/**
 * Claims a job only when its slot under the rate limit is near, so that no lease runs out while it waits. The
 * candidates with a free instance are used up before the database is asked again.
 */
const nextSend = ({ due, locks, rateLimiter, send }: SendLaneDeps): Lane['next'] => {
  let free: readonly Candidate[] = []

  const findFree = async (): Promise<void> => {
    const candidates = await due.candidates(CANDIDATES)
    free = await locks.free(candidates)
    const busy = candidates.filter((candidate) => !free.includes(candidate))
    await due.defer(
      busy.map(({ ticketUuid }) => ticketUuid),
      BUSY_MS,
    )
  }

  return async (stopping) => {
    if (free.length === 0) await findFree()
    if (free.length === 0) return null
    const among = free.map(({ ticketUuid }) => ticketUuid)
    const slot = await rateLimiter.reserve('CreateImage', LEAD_MS, stopping)
    return async () => {
      const claim = await due.claim('SEND', among)
      free = free.filter(({ ticketUuid }) => claim !== null && ticketUuid !== claim.job.ticketUuid)
      if (claim !== null) await send(claim, slot)
    }
  }
}
