import type { RunStep } from '../handlers/step.ts'
import type { DueJobs } from './dueJobs.ts'
import type { InstanceLocks } from './instanceLocks.ts'
import type { Claim } from './jobStore.ts'
import type { Lane } from './lanes.ts'
import type { RateBucket } from './rateBucket.ts'

export interface LaneNeeds {
  readonly due: DueJobs
  readonly locks: Pick<InstanceLocks, 'free'>
  readonly bucket: RateBucket
  readonly steps: {
    readonly send: RunStep
    readonly lookUp: RunStep
    readonly poll: (claims: readonly Claim[]) => Promise<void>
    readonly name: RunStep
    readonly deleteStray: RunStep
  }
  readonly reaper: { claimRound(): Promise<boolean>; reap(): Promise<void> }
}

/** How many jobs to look through for one whose instance is free. */
const CANDIDATES = 50
/** A job whose instance is busy is woken when it is free, or looks for itself after this time, in ms. */
const BUSY_MS = 10_000
const STRAY_RETRY_MS = 30_000
/** DescribeImages takes no more ids. */
const POLL_LIMIT = 100

/** The recipe's steps as lanes: each finds what is due for it. */
export const imageLanes = ({ due, locks, bucket, steps, reaper }: LaneNeeds): readonly Lane[] => [
  { name: 'send', atOnce: 16, next: nextSend({ due, locks, bucket, send: steps.send }) },
  { name: 'look up', atOnce: 8, next: one(() => due.claim('LOOK_UP'), steps.lookUp) },
  {
    name: 'poll',
    atOnce: 2,
    next: async () => {
      const claims = await due.claimTogether('POLL', POLL_LIMIT)
      return claims.length === 0 ? null : () => steps.poll(claims)
    },
  },
  { name: 'name', atOnce: 8, next: one(() => due.claim('NAME'), steps.name) },
  { name: 'strays', atOnce: 1, next: one(() => due.claimWithStray(STRAY_RETRY_MS), steps.deleteStray) },
  { name: 'reaper', atOnce: 1, next: async () => ((await reaper.claimRound()) ? reaper.reap : null) },
]

const one =
  (claim: () => Promise<Claim | null>, run: RunStep): Lane['next'] =>
  async () => {
    const claimed = await claim()
    return claimed === null ? null : () => run(claimed)
  }

/** Waits for a token before it claims, so that no lease runs out in the queue; an unused token is kept for the next job. */
const nextSend = ({
  due,
  locks,
  bucket,
  send,
}: Pick<LaneNeeds, 'due' | 'locks' | 'bucket'> & { readonly send: RunStep }): Lane['next'] => {
  let hasToken = false
  return async (stopping) => {
    const candidates = await due.candidates(CANDIDATES)
    const free = await locks.free(candidates)
    const freeInstances = new Set(free.map(({ ticketUuid }) => ticketUuid))
    const busy = candidates.filter(({ ticketUuid }) => !freeInstances.has(ticketUuid))
    await due.putOff(
      busy.map(({ ticketUuid }) => ticketUuid),
      BUSY_MS,
    )
    if (free.length === 0) return null
    if (!hasToken) await bucket.take('CreateImage', stopping)
    hasToken = true
    for (const { ticketUuid } of free) {
      const claim = await due.claim('SEND', ticketUuid)
      if (claim === null) continue
      hasToken = false
      return () => send(claim)
    }
    return null
  }
}
