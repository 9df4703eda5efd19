import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../support/random.ts'
import type { FaultHarness } from './faultHarness.ts'
import type { Fault } from './faults.ts'
import type { InjectedFault } from './recovery.ts'

interface Schedule {
  readonly random: Random
  /** The rest between two faults. */
  readonly leastMs: number
  readonly mostMs: number
  /** Unix milliseconds. */
  readonly until: number
}

interface FaultObserver {
  /** Of each fault that happened. */
  happened(what: InjectedFault): void
  /** Of each that could not. */
  failed(kind: string, fault: unknown): void
}

/** Lets one fault after the other happen, with a rest in between, until the time is over. */
export const injectFaults = async (
  harness: FaultHarness,
  kinds: Readonly<Record<string, Fault>>,
  { random, leastMs, mostMs, until }: Schedule,
  { happened, failed }: FaultObserver,
): Promise<void> => {
  await sleep(random.between(leastMs, mostMs))
  while (Date.now() < until) {
    const [kind, strike] = random.oneOf(Object.entries(kinds))
    const from = Date.now()
    await strike(harness, random).then(
      () => happened({ kind, from, until: Date.now() }),
      (fault: unknown) => failed(kind, fault),
    )
    await sleep(random.between(leastMs, mostMs))
  }
}
