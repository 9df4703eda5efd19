import { z } from 'zod'
import { action, done } from '../action.ts'

/** Tells how many images of one's own a region may hold. */
export const describeImageQuota = action(z.strictObject({}), (world, _request, { settings }) =>
  done(world, { ImageNumQuota: settings.quota }),
)
