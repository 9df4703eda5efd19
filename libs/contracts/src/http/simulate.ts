import { z } from 'zod'
import { orBlank, orNull } from '../fields.ts'
import { OpaqueId, ProcessUuid, UserId } from '../ids.ts'
import { missing } from '../parseInput.ts'
import { ProcessCreateBody } from './processes.ts'
import { PlanWarning, StepView, TicketInfoBody } from './tickets.ts'

export const SimulatedApplicant = z.object({ user_uuid: UserId, role_uuids: z.array(OpaqueId).max(200) })

/**
 * Body of process/simulate (contract §4): a ticket as it would be submitted, on a process that is there or on one as it would be
 * created, for the caller or for another user of their tenant.
 */
export const SimulateBody = z
  .object({
    process_uuid: orBlank(ProcessUuid.optional()),
    process: orNull(ProcessCreateBody.optional()),
    ticket: TicketInfoBody,
    applicant: orNull(SimulatedApplicant.optional()),
  })
  .refine(({ process_uuid, process }) => process_uuid !== undefined || process !== undefined, {
    message: missing,
    path: ['process_uuid'],
  })
  .meta({
    anyOf: [
      { required: ['process_uuid'], properties: { process_uuid: { type: 'string', minLength: 1, maxLength: 36 } } },
      { required: ['process'], properties: { process: { type: 'object' } } },
    ],
  })

export const SimulatedSeat = StepView.shape.seats.element.extend({ known: z.int(), people: z.array(z.string()) })

export const SimulatedStep = StepView.extend({ why: z.string(), why_cn: z.string(), seats: z.array(SimulatedSeat) })

/** `data` of process/simulate: the plan that a submission would pin, why each step is as it is, and who is known to own its seats. */
export const SimulateData = z.strictObject({
  auto_pass: z.boolean(),
  why: z.string(),
  steps: z.array(SimulatedStep),
  warnings: z.array(PlanWarning),
})
export type SimulateData = z.infer<typeof SimulateData>
