import type { Lane } from '@gongdan/service'
import type { StepName } from '../domain/step.ts'
import type { RunSend, RunStep, RunTogether } from '../handlers/step.ts'
import type { Candidate, DueJobs } from './dueJobs.ts'
import type { InstanceLocks } from './instanceLocks.ts'
import type { Claim } from './jobStore.ts'
import type { RateBucket } from './rateBucket.ts'

export interface LaneNeeds {
  readonly due: DueJobs
  readonly locks: Pick<InstanceLocks, 'free'>
  readonly bucket: RateBucket
  readonly steps: {
    readonly send: RunSend
    readonly lookUp: RunTogether
    readonly poll: RunTogether
    readonly name: RunStep
    readonly deleteStray: RunStep
  }
  readonly reaper: { claimRound(): Promise<boolean>; reap(): Promise<void> }
}

/** How many jobs to look through for one whose instance is free. */
const CANDIDATES = 50
/** A job whose instance is busy is woken when it is free, or looks for itself after this time, in ms. */
const BUSY_MS = 10_000
/** Time for what is done between the claim and the call, in ms; on an idle machine a twentieth of it is enough. */
const LEAD_MS = 1_000
const STRAY_RETRY_MS = 30_000
/** DescribeImages takes no more ids at once. */
const TOGETHER = 100

/** The recipe's steps as lanes: each finds what is due for it. */
export const imageLanes = ({ due, locks, bucket, steps, reaper }: LaneNeeds): readonly Lane[] => {
  const one =
    (claim: () => Promise<Claim | null>, run: RunStep): Lane['next'] =>
    async () => {
      const claimed = await claim()
      return claimed === null ? null : () => run(claimed)
    }
  const together =
    (step: StepName, run: RunTogether): Lane['next'] =>
    async () => {
      const claims = await due.claimTogether(step, TOGETHER)
      return claims.length === 0 ? null : () => run(claims)
    }
  return [
    { name: 'send', atOnce: 16, next: nextSend({ due, locks, bucket, send: steps.send }) },
    { name: 'look up', atOnce: 2, next: together('LOOK_UP', steps.lookUp) },
    { name: 'poll', atOnce: 2, next: together('POLL', steps.poll) },
    { name: 'name', atOnce: 8, next: one(() => due.claim('NAME'), steps.name) },
    { name: 'strays', atOnce: 1, next: one(() => due.claimWithStray(STRAY_RETRY_MS), steps.deleteStray) },
    { name: 'reaper', atOnce: 1, next: async () => ((await reaper.claimRound()) ? reaper.reap : null) },
  ]
}

/**
 * Claims only when a turn is near, so that no lease runs out in the queue. What was found free is worked off before
 * looking again.
 */
const nextSend = ({
  due,
  locks,
  bucket,
  send,
}: Pick<LaneNeeds, 'due' | 'locks' | 'bucket'> & { readonly send: RunSend }): Lane['next'] => {
  let free: readonly Candidate[] = []

  const look = async (): Promise<void> => {
    const candidates = await due.candidates(CANDIDATES)
    free = await locks.free(candidates)
    const busy = candidates.filter((candidate) => !free.includes(candidate))
    await due.putOff(
      busy.map(({ ticketUuid }) => ticketUuid),
      BUSY_MS,
    )
  }

  return async (stopping) => {
    if (free.length === 0) await look()
    if (free.length === 0) return null
    const among = free.map(({ ticketUuid }) => ticketUuid)
    const turn = await bucket.approach('CreateImage', LEAD_MS, stopping)
    return async () => {
      const claim = await due.claim('SEND', among)
      free = free.filter(({ ticketUuid }) => claim !== null && ticketUuid !== claim.job.ticketUuid)
      if (claim !== null) await send(claim, turn)
    }
  }
}
