import { planted, Seed } from './seed.ts'
import type { Held, LateCall, Storage } from './storage.ts'
import type { World } from './world.ts'

/** The world and the clock it lives by. */
export interface Timeline {
  /** Business time in ms: real time, and however far it was moved on. */
  readonly now: () => number
  /** Business time at a real time. */
  readonly at: (realMs: number) => number
  readonly world: () => World
  readonly commit: (world: World) => void
  readonly advance: (ms: number) => void
  /** Keeps a call for later. */
  readonly postpone: (call: LateCall) => void
  /** The earliest postponed call whose time has come. */
  readonly due: () => LateCall | undefined
  /** Ends a postponed call with the world it leads to. */
  readonly settle: (call: LateCall, world: World) => void
  /** Back to the seed, at real time. */
  readonly reset: () => void
}

/** A timeline that goes on where the storage left off, or begins with the seed. */
export const timeline = (storage: Storage, seed: Seed, realNow: () => number): Timeline => {
  const fresh = (): Held => ({
    world: planted({ seed: 1, turn: 0, regions: {} }, Seed.parse(seed), realNow()),
    late: [],
    clockAheadMs: 0,
  })
  let held = storage.load() ?? fresh()
  const hold = (next: Partial<Held>): void => {
    held = { ...held, ...next }
    storage.save(held)
  }
  const at = (realMs: number): number => realMs + held.clockAheadMs
  const now = (): number => at(realNow())
  return {
    now,
    at,
    world: () => held.world,
    commit: (world) => hold({ world }),
    advance: (ms) => hold({ clockAheadMs: held.clockAheadMs + ms }),
    postpone: (call) => hold({ late: [...held.late, call].toSorted((a, b) => a.at - b.at) }),
    due: () => held.late.find((call) => call.at <= now()),
    settle: (call, world) => hold({ world, late: held.late.filter((other) => other !== call) }),
    reset: () => hold(fresh()),
  }
}
