import { z } from 'zod'

/** A place in the caller's own feed, which tells nothing of anybody else's; `""` is none. */
const place = z
  .string()
  .regex(/^\d{0,15}$/, 'must be at most 15 digits')
  .max(15)
  .transform((digits) => (digits === '' ? undefined : Number(digits)))

/** Where a stream of live events begins: behind that id, or with what happens from now on. */
export const EventsQuery = z.object({ last_event_id: place.optional() })
