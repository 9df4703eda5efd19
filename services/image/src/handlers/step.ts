import type { Cloud, RateLimitSlot } from '../domain/cloud.ts'
import type { Limits } from '../domain/limits.ts'
import type { Claim, JobStore } from '../domain/ports.ts'

/** What every step of a job needs. */
export interface StepDeps {
  readonly store: Pick<JobStore, 'save' | 'release'>
  readonly cloud: Cloud
  readonly limits: Limits
  /** In [0, 1). */
  readonly random: () => number
}

/** One step of a job that is due, from its claim to the write that ends it. */
export type RunStep = (claim: Claim) => Promise<void>

/** The same for jobs of one region that share their calls. */
export type RunTogether = (claims: readonly Claim[]) => Promise<void>

/** The same for a send, whose time under the rate limit is reserved. */
export type RunSend = (claim: Claim, slot: RateLimitSlot) => Promise<void>
