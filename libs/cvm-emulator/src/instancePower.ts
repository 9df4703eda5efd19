import { type Context, done, type Outcome } from './action.ts'
import { instanceRefusal } from './imageSource.ts'
import { type Instance, withPower } from './instance.ts'
import { regionOf, type World, withRegion } from './world.ts'

/** One way of switching instances: `from` the state they must be in, by way of `passing`, `to` where they end. */
export interface Switching {
  readonly operation: string
  readonly from: string
  readonly passing: string
  readonly to: string
}

/** Switches all of the instances or none. */
export const switched = (world: World, ids: readonly string[], switching: Switching, context: Context): Outcome => {
  const { now, requestId, settings } = context
  const { instances } = regionOf(world, context.region)
  const refusal = ids
    .map((id) =>
      instanceRefusal(
        id,
        instances.find((known) => known.id === id),
        [switching.from],
        now,
      ),
    )
    .find((found) => found !== undefined)
  if (refusal) return refusal
  const endsAt = now + settings.powerMs
  const change = (instance: Instance): Instance => ({
    ...withPower(instance, now, [
      { from: now, state: switching.passing },
      { from: endsAt, state: switching.to },
    ]),
    operation: { name: switching.operation, requestId, endsAt, fails: false },
  })
  return done(
    withRegion(world, context.region, {
      instances: instances.map((instance) => (ids.includes(instance.id) ? change(instance) : instance)),
    }),
  )
}
