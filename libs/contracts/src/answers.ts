import { z } from 'zod'
import { Desc } from './deciding.ts'
import { ScodeField } from './envelope.ts'
import { TicketCurrent } from './http/tickets.ts'

/**
 * What became of one command: a success (0) or a refusal. `uuid` and `name` are of the ticket or process it was about;
 * `current` is how a ticket stood that was refused, for a caller who may see it.
 */
export const CommandOutcome = z.object({
  commandId: z.uuid(),
  scode: ScodeField,
  desc: Desc,
  uuid: z.string(),
  name: z.string(),
  current: TicketCurrent.optional(),
  /** JSON text of an object: what the answer's `data` has beside that, integers exact. */
  data: z.string().optional(),
})
export type CommandOutcome = z.infer<typeof CommandOutcome>

/**
 * The reply to a command message: an outcome for each item that was decided; an item may be missing and come later. `parked`
 * is why the message was given up and waits for a person.
 */
export const CommandReply = z.object({ outcomes: z.array(CommandOutcome).default([]), parked: z.string().optional() })
export type CommandReply = z.infer<typeof CommandReply>

/** The reply to a query: data in the shape that goes over HTTP, or a refusal with `data` null. */
export const QueryReply = z.object({ scode: ScodeField, desc: Desc, data: z.unknown() })
export type QueryReply = z.infer<typeof QueryReply>
