import { z } from 'zod'
import type { WorldEffects } from './action.ts'

const ms = z.int().nonnegative()
const plain = <K extends string>(kind: K) => z.strictObject({ kind: z.literal(kind) })
const timed = <K extends string>(kind: K) => z.strictObject({ kind: z.literal(kind), ms })

/** A fault of the answer to a call. */
export const ReplyFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('error'), code: z.string(), message: z.string().default('Injected by a fault.') }),
  z.strictObject({ kind: z.literal('http'), status: z.int().min(200).max(599), body: z.string().default('') }),
  plain('html200'),
  plain('emptyJson'),
  plain('dropBefore'),
  timed('hangBefore'),
  plain('dropAfter'),
  timed('hangAfter'),
  plain('truncate'),
  timed('slowBody'),
  plain('cutBody'),
  plain('duplicateOnOwn'),
  timed('lateApply'),
])
export type ReplyFault = z.infer<typeof ReplyFault>

/** A fault of the image a call makes, or of the instance it names. */
const WorldFault = z.discriminatedUnion('kind', [
  plain('createFails'),
  plain('createStuck'),
  timed('createMs'),
  timed('vanish'),
  timed('instanceBusyMs'),
])
export type WorldFault = z.infer<typeof WorldFault>

const isPattern = (text: string): boolean => {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** A fault to arm: which calls it meets, how often, and what it does to them. */
export const Fault = z.strictObject({
  match: z
    .strictObject({
      action: z.string().optional(),
      region: z.string().optional(),
      imageNameRegex: z.string().refine(isPattern, 'not a regular expression').optional(),
      /** The first of the matching calls that is met, counted from 1. */
      nth: z.int().positive().default(1),
    })
    .prefault({}),
  times: z.int().positive().default(1),
  /** Whether a call whose answer is spoilt is carried out all the same; each kind of fault has its own default. */
  effect: z.boolean().optional(),
  do: z.discriminatedUnion('kind', [ReplyFault, WorldFault]),
})
export type Fault = z.input<typeof Fault>
export type ArmedFault = z.output<typeof Fault>

const carriedOut: readonly ReplyFault['kind'][] = [
  'dropAfter',
  'hangAfter',
  'truncate',
  'slowBody',
  'cutBody',
  'duplicateOnOwn',
  'lateApply',
]

/** Whether a call that meets this fault is carried out when the fault does not say. */
const effectByDefault = (kind: ReplyFault['kind']): boolean => carriedOut.includes(kind)

const worldKinds: readonly string[] = WorldFault.options.map(({ shape }) => shape.kind.value)

/** Separates faults of answers from faults of the world. */
const isReplyFault = (fault: ReplyFault | WorldFault): fault is ReplyFault => !worldKinds.includes(fault.kind)

/** What a fault can match a call by. */
export interface FaultTarget {
  readonly action: string
  readonly region: string
  readonly imageName: string | undefined
}

/** What the armed faults do to one call. `effect`: whether the call is carried out. */
export interface FaultEffects {
  readonly reply: ReplyFault | undefined
  readonly effect: boolean
  readonly worldEffects: WorldEffects
}

export interface FaultInjector {
  /** Arms a fault behind those already there. */
  readonly arm: (fault: ArmedFault) => void
  /** Gives what this call meets, and counts it: every world fault, and the first reply fault. */
  readonly effectsFor: (called: FaultTarget) => FaultEffects
  readonly clear: () => void
}

const matches = ({ match, do: happening }: ArmedFault, called: FaultTarget): boolean =>
  // A world fault that names no action waits for a call that makes an image; a look-up must not consume it.
  (isReplyFault(happening) || called.action === 'CreateImage') &&
  (match.action ?? called.action) === called.action &&
  (match.region ?? called.region) === called.region &&
  (match.imageNameRegex === undefined || new RegExp(match.imageNameRegex, 'u').test(called.imageName ?? ''))

const worldEffectsOf = (fault: WorldFault): WorldEffects => {
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
export const faultInjector = (): FaultInjector => {
  let armed: { readonly fault: ArmedFault; seen: number; fired: number }[] = []

  const effectsFor = (called: FaultTarget): FaultEffects => {
    let effects: FaultEffects = { reply: undefined, effect: true, worldEffects: {} }
    for (const entry of armed.filter(({ fault }) => matches(fault, called))) {
      const { match, times, effect, do: happening } = entry.fault
      const isReply = isReplyFault(happening)
      entry.seen += 1
      if (entry.seen < match.nth || entry.fired >= times || (isReply && effects.reply)) continue
      entry.fired += 1
      effects = isReply
        ? { ...effects, reply: happening, effect: effect ?? effectByDefault(happening.kind) }
        : { ...effects, worldEffects: { ...effects.worldEffects, ...worldEffectsOf(happening) } }
    }
    return effects
  }

  return {
    arm: (fault) => {
      armed = [...armed, { fault, seen: 0, fired: 0 }]
    },
    effectsFor,
    clear: () => {
      armed = []
    },
  }
}
