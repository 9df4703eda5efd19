import type { Context, Fate, Outcome } from './action.ts'
import { actions } from './actions.ts'
import { namesIn, readBody } from './callBody.ts'
import { occupied } from './instance.ts'
import { refused } from './refusal.ts'
import type { Settings } from './settings.ts'
import { regionOf, replaced, type World, withRegion } from './world.ts'

/** A call that has been let in. */
export interface Call {
  readonly action: string
  readonly region: string
  readonly requestId: string
  readonly body: string
  readonly fate: Fate
}

const unsettled = (world: World, call: Call, now: number): World => {
  const { instances } = regionOf(world, call.region)
  const instance = instances.find(({ id }) => id === namesIn(readBody(call.body)).InstanceId)
  const ms = call.fate.instanceBusyMs
  if (!instance || ms === undefined) return world
  return withRegion(world, call.region, { instances: replaced(instances, occupied(instance, now, ms, 'fault')) })
}

/**
 * Carries a call out, purely: the world it would lead to and what it answers. An instance that a fault makes busy is
 * busy before the rules look at it.
 */
export const carriedOut = (
  before: World,
  call: Call,
  settings: Settings,
  now: number,
): { readonly world: World; readonly outcome: Outcome } => {
  const world = unsettled(before, call, now)
  const body = readBody(call.body)
  const perform = actions.get(call.action)
  const context: Context = { now, region: call.region, requestId: call.requestId, settings, fate: call.fate }
  const outcome =
    body.kind === 'json' && perform
      ? perform(world, body.value, context)
      : refused('InvalidParameter', 'The body is no JSON.')
  return { world: outcome.kind === 'done' ? outcome.world : world, outcome }
}
