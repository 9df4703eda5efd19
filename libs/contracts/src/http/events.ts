import { z } from 'zod'
import { orBlank } from '../fields.ts'
import { inBoth, present } from '../parseInput.ts'
import { ticketStateCodes } from '../ticketStates.ts'

/** A position in the caller's own feed. */
const place = z
  .string(present('must be at most 15 digits', '必须是不超过 15 位的数字'))
  .regex(/^\d{1,15}$/, inBoth('must be at most 15 digits', '必须是不超过 15 位的数字'))
  .meta({ maxLength: 15 })
  .transform(Number)

/** Where a stream of live events begins: behind that id, or with what happens from now on. */
export const EventsQuery = z.object({ last_event_id: orBlank(place.optional()) })

/** `data` of the live event `ticket.changed` (contract §5): what a client needs to know which row to read again. */
export const ChangedTicket = z.strictObject({
  /** The type of the event that changed it. */
  type: z.string(),
  ticket_uuid: z.string(),
  version: z.int(),
  ticket_state_code: z.enum(ticketStateCodes),
  actor_name: z.string(),
  owner_tenant_uuid: z.string(),
  owner_uuid: z.string(),
  owner_name: z.string(),
  /** Of a comment, which changes nothing of the ticket. */
  comment_uuid: z.string().optional(),
})
export type ChangedTicket = z.infer<typeof ChangedTicket>
