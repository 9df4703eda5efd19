import type { Random } from '../support/random.ts'
import type { Lifetime } from './lifetime.ts'
import type { BrokerFaults } from './models/broker.ts'

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

/** The faults of a seed: how long calls take, which of them fail, and which process dies when. */
export interface FaultInjector {
  readonly random: Random
  readonly counts: Counts
  readonly brokerFaults: BrokerFaults
  latencyMs(): number
  /** To be called before and after each await of a process, which may die here; false when it is dead. */
  survives(life: Lifetime): boolean
  databaseFault(): DatabaseFault
  isDatabaseAway(): boolean
  isBrokerAway(): boolean
}

/** Fault ends here, in virtual milliseconds after the start, so that everything can come to rest. */
export const calmAfterMs = 12_000
/** About so many moments a seed has while fault lasts. */
const moments = 700

const outage = (random: Random, from: number, odds: number) => {
  if (random.next() >= odds) return () => false
  const begins = from + random.between(0, calmAfterMs)
  const ends = Math.min(from + calmAfterMs, begins + random.between(100, 6_000))
  return () => Date.now() >= begins && Date.now() < ends
}

/** The faultInjector that follows from the random. A few seeds are all calm, some only slow, most have a bit of everything. */
export const createFaultInjector = (random: Random): FaultInjector => {
  const start = Date.now()
  const counts: Counts = { awaits: 0, crashes: 0, faults: 0, outages: 0 }
  const deaths = new Set(Array.from({ length: random.between(0, 4) }, () => random.between(1, moments)))
  const faultOdds = random.oneOf([0, 0, 0.02, 0.08])
  const refuseOdds = random.oneOf([0, 0, 0.03])
  const brokerOdds = random.oneOf([0, 0, 0.03, 0.1])
  const copyOdds = random.oneOf([0, 0.05, 0.4])
  const slowOdds = random.oneOf([0, 0.05, 0.3])
  const isDatabaseAway = outage(random, start, 0.2)
  const isBrokerAway = outage(random, start, 0.2)
  const isCalm = () => Date.now() - start >= calmAfterMs
  let passed = 0
  // A message that fails after every retry delay is parked, and rightly so.
  let refusalsLeft = 3
  const strikes = (odds: number) => odds > 0 && !isCalm() && random.next() < odds
  const fault = (odds: number) => {
    if (!strikes(odds)) return false
    counts.faults += 1
    return true
  }

  return {
    random,
    counts,
    brokerFaults: {
      nacks: () => fault(brokerOdds),
      copies: () => (strikes(copyOdds) ? 2 : 1),
      confirmsAfterMs: () => (strikes(slowOdds) ? random.between(0, 2_000) : random.between(0, 3)),
    },
    latencyMs: () => (strikes(slowOdds) ? random.between(0, 800) : random.between(0, 4)),
    survives: (life) => {
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
      return fault(faultOdds) ? random.oneOf(['not applied', 'applied', 'applied in part'] as const) : 'none'
    },
    isDatabaseAway,
    isBrokerAway,
  }
}
