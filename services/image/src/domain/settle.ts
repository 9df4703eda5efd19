import type { Job } from './job.ts'

/**
 * When nothing that was sent can take effect any more, unix ms; 0 when every send has a certain answer. Until then: no
 * second send, no next attempt, no renaming. The signature of a call dies after 300 s (Tencent's clock rule), and a
 * worker may have been frozen before it signed.
 */
export const settledAt = (job: Job): number =>
  Math.max(0, ...job.sends.filter(({ result }) => result === null || result === 'unknown').map((send) => send.settleAt))

export const isSettled = (job: Job, now: number): boolean => settledAt(job) <= now
