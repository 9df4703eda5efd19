import { z } from 'zod'
import { type Action, action, apiError, type Context, done, type Outcome, type WorldEffects } from './action.ts'
import { createImage } from './actions/createImage.ts'
import { deleteImages } from './actions/deleteImages.ts'
import { describeImages } from './actions/describeImages.ts'
import { describeInstances } from './actions/describeInstances.ts'
import { modifyImageAttribute } from './actions/modifyImageAttribute.ts'
import { occupied } from './instance.ts'
import type { Settings } from './settings.ts'
import { regionOf, replaced, type World, withRegion } from './world.ts'

/** Gives how many private images a region may hold. */
const describeImageQuota = action(z.strictObject({}), (world, _request, { settings }) =>
  done(world, { ImageNumQuota: settings.quota }),
)

/** The API version these actions are of. */
export const apiVersion = '2017-03-12'

/** Every action of the API that is emulated, by its name. */
export const actions: ReadonlyMap<string, Action> = new Map([
  ['CreateImage', createImage],
  ['DeleteImages', deleteImages],
  ['DescribeImageQuota', describeImageQuota],
  ['DescribeImages', describeImages],
  ['DescribeInstances', describeInstances],
  ['ModifyImageAttribute', modifyImageAttribute],
])

/** A call's body before its schema is known: any JSON, or unreadable. */
export type CallBody = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'unreadable' }

/** Reads a body; an empty one is an empty request. */
export const readBody = (text: string): CallBody => {
  try {
    return { kind: 'json', value: text === '' ? {} : JSON.parse(text) }
  } catch {
    return { kind: 'unreadable' }
  }
}

const Names = z.object({
  ImageName: z.string().optional().catch(undefined),
  InstanceId: z.string().optional().catch(undefined),
})

/** The names in a body that faults are matched by. */
export const namesIn = (body: CallBody): z.infer<typeof Names> => {
  const names = Names.safeParse(body.kind === 'json' ? body.value : undefined)
  return names.success ? names.data : { ImageName: undefined, InstanceId: undefined }
}

/** A call that was admitted. */
export interface Call {
  readonly action: string
  readonly region: string
  readonly requestId: string
  readonly body: string
  readonly worldEffects: WorldEffects
}

const withBusyInstance = (world: World, call: Call, now: number): World => {
  const { instances } = regionOf(world, call.region)
  const instance = instances.find(({ id }) => id === namesIn(readBody(call.body)).InstanceId)
  const ms = call.worldEffects.instanceBusyMs
  if (!instance || ms === undefined) return world
  return withRegion(world, call.region, { instances: replaced(instances, occupied(instance, now, ms, 'fault')) })
}

/**
 * Executes a call, purely: gives the world it leads to and its outcome. A fault that makes an instance busy applies
 * before the action checks the instance.
 */
export const execute = (
  before: World,
  call: Call,
  settings: Settings,
  now: number,
): { readonly world: World; readonly outcome: Outcome } => {
  const world = withBusyInstance(before, call, now)
  const body = readBody(call.body)
  const perform = actions.get(call.action)
  const context: Context = {
    now,
    region: call.region,
    requestId: call.requestId,
    settings,
    worldEffects: call.worldEffects,
  }
  const outcome =
    body.kind === 'json' && perform
      ? perform(world, body.value, context)
      : apiError('InvalidParameter', 'The body is no JSON.')
  return { world: outcome.kind === 'done' ? outcome.world : world, outcome }
}
