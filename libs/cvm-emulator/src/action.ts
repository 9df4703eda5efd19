import { z } from 'zod'
import { type Refused, schemaRefusal } from './refusal.ts'
import type { Settings } from './settings.ts'
import type { World } from './world.ts'

/** What faults have decided about the image this call may make, and the instance it names. Durations are in ms. */
export const Fate = z.object({
  createMs: z.number().optional(),
  fails: z.boolean().optional(),
  stuck: z.boolean().optional(),
  vanishAfterMs: z.number().optional(),
  instanceBusyMs: z.number().optional(),
})
export type Fate = Readonly<z.infer<typeof Fate>>

/** What an action knows besides the world and the request. */
export interface Context {
  /** Business time in ms. */
  readonly now: number
  readonly region: string
  readonly requestId: string
  readonly settings: Settings
  readonly fate: Fate
}

export interface Done {
  readonly kind: 'done'
  readonly world: World
  /** The fields of `Response` besides RequestId. */
  readonly answer: Readonly<Record<string, unknown>>
}

export type Outcome = Done | Refused

/** One action of the API: a pure step from world and request to a new world and an answer, or to a refusal. */
export type Action = (world: World, request: unknown, context: Context) => Outcome

export const done = (world: World, answer: Done['answer'] = {}): Done => ({ kind: 'done', world, answer })

/** An action with its request's schema in front. */
export const action =
  <S extends z.ZodType>(schema: S, run: (world: World, request: z.infer<S>, context: Context) => Outcome): Action =>
  (world, request, context) => {
    const parsed = schema.safeParse(request)
    return parsed.success ? run(world, parsed.data, context) : schemaRefusal(parsed.error, request)
  }
