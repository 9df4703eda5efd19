import type { Claim, JobStore } from '../adapters/jobStore.ts'
import type { Turn } from '../adapters/rateBucket.ts'
import type { Cloud } from '../adapters/tencentImages.ts'
import type { Limits } from '../domain/limits.ts'

/** What every step of a job needs. */
export interface StepNeeds {
  readonly store: Pick<JobStore, 'save' | 'release'>
  readonly cloud: Cloud
  readonly limits: Limits
  /** In [0, 1). */
  readonly random: () => number
}

/** One step of a job that is due, from its claim to the write that lets go of it. */
export type RunStep = (claim: Claim) => Promise<void>

/** The same for jobs of one region that are served by the same calls. */
export type RunTogether = (claims: readonly Claim[]) => Promise<void>

/** The same for a send, which has its turn among all calls. */
export type RunSend = (claim: Claim, turn: Turn) => Promise<void>
