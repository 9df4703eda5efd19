import type { Job } from './job.ts'

/**
 * When no send can take effect any more, unix ms; 0 when every send has a certain outcome. Before that there is no second
 * send, no next attempt and no renaming: a call may take effect until its signature is too old (300 s), and the worker may
 * have been frozen before it signed (tencent §4.3).
 */
export const settledAt = (job: Job): number =>
  Math.max(0, ...job.sends.filter(({ result }) => result === null || result === 'unknown').map((send) => send.settleAt))

export const isSettled = (job: Job, now: number): boolean => settledAt(job) <= now
