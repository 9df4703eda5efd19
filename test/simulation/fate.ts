import type { Dice } from '../support/dice.ts'
import type { Life } from './life.ts'
import type { Fortune } from './models/broker.ts'

/** What a seed went through. */
export interface Counts {
  /** Calls of broker or database that a process waited for or sent. */
  awaits: number
  crashes: number
  /** Calls that failed, whether they took effect or not. */
  faults: number
  /** Connections cut, elections, and times in which nothing could be reached. */
  outages: number
}

export type DatabaseFault = 'none' | 'not applied' | 'applied' | 'applied in part' | 'item refused'

/** What a seed has in store: how long things take, which fail, and who dies when. */
export interface Fate {
  readonly dice: Dice
  readonly counts: Counts
  readonly fortune: Fortune
  latencyMs(): number
  /** A moment before or after an await of this process. It may be its last; false when it is dead. */
  passes(life: Life): boolean
  databaseFault(): DatabaseFault
  isDatabaseAway(): boolean
  isBrokerAway(): boolean
}

/** Misfortune ends here, in virtual milliseconds after the start, so that everything can come to rest. */
export const calmAfterMs = 12_000
/** About so many moments a seed has while misfortune lasts. */
const moments = 700

const outage = (dice: Dice, from: number, odds: number) => {
  if (dice.roll() >= odds) return () => false
  const begins = from + dice.between(0, calmAfterMs)
  const ends = Math.min(from + calmAfterMs, begins + dice.between(100, 6_000))
  return () => Date.now() >= begins && Date.now() < ends
}

/** The fate that follows from the dice. A few seeds are all calm, some only slow, most have a bit of everything. */
export const createFate = (dice: Dice): Fate => {
  const start = Date.now()
  const counts: Counts = { awaits: 0, crashes: 0, faults: 0, outages: 0 }
  const deaths = new Set(Array.from({ length: dice.between(0, 4) }, () => dice.between(1, moments)))
  const faultOdds = dice.oneOf([0, 0, 0.02, 0.08])
  const refuseOdds = dice.oneOf([0, 0, 0.03])
  const brokerOdds = dice.oneOf([0, 0, 0.03, 0.1])
  const copyOdds = dice.oneOf([0, 0.05, 0.4])
  const slowOdds = dice.oneOf([0, 0.05, 0.3])
  const isDatabaseAway = outage(dice, start, 0.2)
  const isBrokerAway = outage(dice, start, 0.2)
  const isCalm = () => Date.now() - start >= calmAfterMs
  let passed = 0
  // A message that fails after every retry delay is parked, and rightly so.
  let refusalsLeft = 3
  const strikes = (odds: number) => odds > 0 && !isCalm() && dice.roll() < odds
  const fault = (odds: number) => {
    if (!strikes(odds)) return false
    counts.faults += 1
    return true
  }

  return {
    dice,
    counts,
    fortune: {
      nacks: () => fault(brokerOdds),
      copies: () => (strikes(copyOdds) ? 2 : 1),
      confirmsAfterMs: () => (strikes(slowOdds) ? dice.between(0, 2_000) : dice.between(0, 3)),
    },
    latencyMs: () => (strikes(slowOdds) ? dice.between(0, 800) : dice.between(0, 4)),
    passes: (life) => {
      if (!life.alive() || !life.isUp()) return life.alive()
      passed += 1
      if (!deaths.has(passed) || isCalm()) return true
      counts.crashes += 1
      life.die()
      return false
    },
    databaseFault: () => {
      if (refusalsLeft > 0 && fault(refuseOdds)) {
        refusalsLeft -= 1
        return 'item refused'
      }
      return fault(faultOdds) ? dice.oneOf(['not applied', 'applied', 'applied in part'] as const) : 'none'
    },
    isDatabaseAway,
    isBrokerAway,
  }
}
