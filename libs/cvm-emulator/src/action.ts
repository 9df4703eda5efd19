import { z } from 'zod'
import type { Settings } from './settings.ts'
import type { World } from './world.ts'

/** An API error: Tencent's code and a text for people. */
export interface ApiError {
  readonly kind: 'error'
  readonly code: string
  readonly message: string
}

export const apiError = (code: string, message: string): ApiError => ({ kind: 'error', code, message })

/** Tencent's documents name two codes for it and do not say which one is used. */
export const tooLongCode = 'InvalidParameterValue.TooLarge'
/** The same for too many filters, or too many values in one. */
export const tooManyCode = 'InvalidFilterValue.LimitExceeded'

const order = ['UnknownParameter', 'MissingParameter', 'InvalidParameter', 'InvalidParameterValue'] as const

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )

const codeOf = (issue: z.core.$ZodIssue, request: unknown): (typeof order)[number] => {
  if (issue.code === 'unrecognized_keys') return 'UnknownParameter'
  if (issue.path.length > 0 && valueAt(request, issue.path) === undefined) return 'MissingParameter'
  return issue.code === 'invalid_type' ? 'InvalidParameter' : 'InvalidParameterValue'
}

/** The error for a request that does not fit its schema; of several faults the one Tencent checks first. */
const schemaError = (error: z.ZodError, request: unknown): ApiError => {
  const found = error.issues.map((issue) => ({ code: codeOf(issue, request), issue }))
  const { code, issue } = found.sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code))[0]!
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : []
  const name = [...issue.path, ...keys].join('.') || 'The request'
  const texts = {
    UnknownParameter: `The parameter \`${name}\` is not recognized.`,
    MissingParameter: `The request is missing a required parameter \`${name}\`.`,
    InvalidParameter: `The parameter \`${name}\` has the wrong type: ${issue.message}.`,
    InvalidParameterValue: `The value of \`${name}\` is not allowed: ${issue.message}.`,
  }
  return apiError(code, texts[code])
}

/** What faults do to the image this call may make, and to the instance it names. Durations are in ms. */
export const WorldEffects = z.object({
  createMs: z.number().optional(),
  fails: z.boolean().optional(),
  stuck: z.boolean().optional(),
  vanishAfterMs: z.number().optional(),
  instanceBusyMs: z.number().optional(),
})
export type WorldEffects = Readonly<z.infer<typeof WorldEffects>>

/** What an action knows besides the world and the request. */
export interface Context {
  /** Business time in ms. */
  readonly now: number
  readonly region: string
  readonly requestId: string
  readonly settings: Settings
  readonly worldEffects: WorldEffects
}

export interface Done {
  readonly kind: 'done'
  readonly world: World
  /** The fields of `Response` besides RequestId. */
  readonly answer: Readonly<Record<string, unknown>>
}

export type Outcome = Done | ApiError

/** One action of the API: a pure step from world and request to a new world and an answer, or to an API error. */
export type Action = (world: World, request: unknown, context: Context) => Outcome

export const done = (world: World, answer: Done['answer'] = {}): Done => ({ kind: 'done', world, answer })

/** An action with its request's schema in front. */
export const action =
  <S extends z.ZodType>(schema: S, run: (world: World, request: z.infer<S>, context: Context) => Outcome): Action =>
  (world, request, context) => {
    const parsed = schema.safeParse(request)
    return parsed.success ? run(world, parsed.data, context) : schemaError(parsed.error, request)
  }
