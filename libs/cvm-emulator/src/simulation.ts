import { planted, Seed } from './seed.ts'
import type { LateCall, Storage, StoredState } from './storage.ts'
import type { World } from './world.ts'

/** The world and its clock. */
export interface Simulation {
  /** Business time in ms: real time plus all that `advance` added. */
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

/** A simulation that continues from the stored state, or starts from the seed when there is none. */
export const createSimulation = (storage: Storage, seed: Seed, realNow: () => number): Simulation => {
  const fresh = (): StoredState => ({
    world: planted({ seed: 1, turn: 0, regions: {} }, Seed.parse(seed), realNow()),
    late: [],
    clockAheadMs: 0,
  })
  let state = storage.load() ?? fresh()
  const update = (next: Partial<StoredState>): void => {
    state = { ...state, ...next }
    storage.save(state)
  }
  const at = (realMs: number): number => realMs + state.clockAheadMs
  const now = (): number => at(realNow())
  return {
    now,
    at,
    world: () => state.world,
    commit: (world) => update({ world }),
    advance: (ms) => update({ clockAheadMs: state.clockAheadMs + ms }),
    postpone: (call) => update({ late: [...state.late, call].toSorted((a, b) => a.at - b.at) }),
    due: () => state.late.find((call) => call.at <= now()),
    settle: (call, world) => update({ world, late: state.late.filter((other) => other !== call) }),
    reset: () => update(fresh()),
  }
}
