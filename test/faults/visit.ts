import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../support/dice.ts'
import type { FaultScene } from './faultScene.ts'
import type { Misfortune } from './misfortunes.ts'
import type { Happened } from './recovery.ts'

interface Visit {
  readonly dice: Dice
  /** The rest between two misfortunes. */
  readonly leastMs: number
  readonly mostMs: number
  /** Unix milliseconds. */
  readonly until: number
}

interface Told {
  /** Of each misfortune that happened. */
  happened(what: Happened): void
  /** Of each that could not. */
  failed(kind: string, fault: unknown): void
}

/** Lets one misfortune after the other happen, with a rest in between, until the time is over. */
export const visit = async (
  scene: FaultScene,
  kinds: Readonly<Record<string, Misfortune>>,
  { dice, leastMs, mostMs, until }: Visit,
  { happened, failed }: Told,
): Promise<void> => {
  await sleep(dice.between(leastMs, mostMs))
  while (Date.now() < until) {
    const [kind, strike] = dice.oneOf(Object.entries(kinds))
    const from = Date.now()
    await strike(scene, dice).then(
      () => happened({ kind, from, until: Date.now() }),
      (fault: unknown) => failed(kind, fault),
    )
    await sleep(dice.between(leastMs, mostMs))
  }
}
