import { z } from 'zod'

/** A position in the caller's own feed; `""` for none. */
const place = z
  .string()
  .regex(/^\d{0,15}$/, 'must be at most 15 digits')
  .max(15)
  .transform((digits) => (digits === '' ? undefined : Number(digits)))

/** Where a stream of live events begins: behind that id, or with what happens from now on. */
export const EventsQuery = z.object({ last_event_id: place.optional() })
