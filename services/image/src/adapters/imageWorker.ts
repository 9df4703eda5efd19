import { createHash, randomUUID } from 'node:crypto'
import { startWorker, type Worker } from '@gongdan/service'
import type { Store } from '@gongdan/store'
import type { Logger } from 'pino'
import type { Limits } from '../domain/limits.ts'
import type { Finding } from '../domain/reaper.ts'
import type { Alarm } from '../domain/step.ts'
import { deleteStray } from '../handlers/deleteStray.ts'
import { lookUpImages } from '../handlers/lookUpImages.ts'
import { nameImage } from '../handlers/nameImage.ts'
import { pollImages } from '../handlers/pollImages.ts'
import { reap } from '../handlers/reap.ts'
import { sendImage } from '../handlers/sendImage.ts'
import type { GetCredential } from './credentials.ts'
import { createDueJobs } from './dueJobs.ts'
import { imageLanes } from './imageLanes.ts'
import { createInstanceLocks } from './instanceLocks.ts'
import { type JobDocument, jobsOf } from './jobDocument.ts'
import { createJobStore, type JobStore } from './jobStore.ts'
import type { RateBucket } from './rateBucket.ts'
import { createReaperStore } from './reaperStore.ts'
import type { Cloud } from './tencentImages.ts'

export interface ImageWorkerNeeds {
  readonly store: Store
  readonly cloud: Cloud
  readonly bucket: RateBucket
  readonly getCredential: GetCredential
  readonly committed: (documents: readonly JobDocument[]) => void
  readonly alarm: (alarm: Alarm, ticketUuid: string) => void
  readonly found: (finding: Finding, region: string) => void
  readonly limits: Limits
  readonly leaseMs: number
  readonly log: Logger
}

/** The worker with everything it works on, and the store for what comes in from outside. */
export const startImageWorker = (needs: ImageWorkerNeeds): { readonly store: JobStore; readonly worker: Worker } => {
  const { cloud, bucket, getCredential, committed, alarm, found, limits, leaseMs, log } = needs
  const { db } = needs.store
  const jobs = jobsOf(needs.store)
  const locks = createInstanceLocks(db.collection('instances'), jobs, leaseMs)
  let worker: Worker | undefined
  const store = createJobStore({ db, jobs, leaseMs, committed, nudge: () => worker?.nudge(), alarm })
  const step = { store, cloud, limits, random: Math.random }
  const reaperStore = createReaperStore(jobs, db.collection('rounds'))
  worker = startWorker({
    log,
    lanes: imageLanes({
      due: createDueJobs(jobs, leaseMs),
      locks,
      bucket,
      steps: {
        send: sendImage({
          ...step,
          locks,
          getCredential,
          hashOf: (details) => createHash('sha256').update(details).digest('hex'),
          newTraceId: randomUUID,
          clock: Date.now,
          alarm,
        }),
        lookUp: lookUpImages(step),
        poll: pollImages(step),
        name: nameImage(step),
        deleteStray: deleteStray(step),
      },
      reaper: { claimRound: reaperStore.claimRound, reap: reap({ store: reaperStore, cloud, found }) },
    }),
  })
  return { store, worker }
}
