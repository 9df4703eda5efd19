import { z } from 'zod'
import { orBlank } from '../fields.ts'
import { present } from '../parseInput.ts'

/** A position in the caller's own feed. */
const place = z
  .string(present('must be at most 15 digits'))
  .regex(/^\d{1,15}$/, 'must be at most 15 digits')
  .transform(Number)

/** Where a stream of live events begins: behind that id, or with what happens from now on. */
export const EventsQuery = z.object({ last_event_id: orBlank(place.optional()) })
