import type { Fate } from './action.ts'
import { type ArmedFault, effectByDefault, isReplyFault, type ReplyFault, type WorldFault } from './faults.ts'

/** What a fault can match a call by. */
export interface Called {
  readonly action: string
  readonly region: string
  readonly imageName: string | undefined
}

/** What the armed faults together have in store for one call. */
export interface Plan {
  readonly reply: ReplyFault | undefined
  readonly effect: boolean
  readonly fate: Fate
}

export interface FaultList {
  /** Arms a fault behind those already there. */
  readonly arm: (fault: ArmedFault) => void
  /** Takes from the list what this call meets: every world fault, and the first reply fault. */
  readonly plan: (called: Called) => Plan
  readonly clear: () => void
}

const matches = ({ match, do: happening }: ArmedFault, called: Called): boolean =>
  // A world fault that names no action waits for one that makes an image; a look-up must not use it up.
  (isReplyFault(happening) || called.action === 'CreateImage') &&
  (match.action ?? called.action) === called.action &&
  (match.region ?? called.region) === called.region &&
  (match.imageNameRegex === undefined || new RegExp(match.imageNameRegex, 'u').test(called.imageName ?? ''))

const fateOf = (fault: WorldFault): Fate => {
  switch (fault.kind) {
    case 'createFails':
      return { fails: true }
    case 'createStuck':
      return { stuck: true }
    case 'createMs':
      return { createMs: fault.ms }
    case 'vanish':
      return { vanishAfterMs: fault.ms }
    case 'instanceBusyMs':
      return { instanceBusyMs: fault.ms }
  }
}

/** The faults that are armed, each with its count of calls met. */
export const faultList = (): FaultList => {
  let armed: { readonly fault: ArmedFault; seen: number; fired: number }[] = []

  const plan = (called: Called): Plan => {
    let met: Plan = { reply: undefined, effect: true, fate: {} }
    for (const entry of armed.filter(({ fault }) => matches(fault, called))) {
      const { match, times, effect, do: happening } = entry.fault
      const isReply = isReplyFault(happening)
      entry.seen += 1
      if (entry.seen < match.nth || entry.fired >= times || (isReply && met.reply)) continue
      entry.fired += 1
      met = isReply
        ? { ...met, reply: happening, effect: effect ?? effectByDefault(happening.kind) }
        : { ...met, fate: { ...met.fate, ...fateOf(happening) } }
    }
    return met
  }

  return {
    arm: (fault) => {
      armed = [...armed, { fault, seen: 0, fired: 0 }]
    },
    plan,
    clear: () => {
      armed = []
    },
  }
}
