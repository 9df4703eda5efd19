import { z } from 'zod'
import { command } from './command.ts'
import { commentCommands } from './commentCommands.ts'
import { delegationCommands } from './delegationCommands.ts'
import {
  addedWhere,
  MAX_CC_GIVEN,
  ProcessSettings,
  ProcessSettingsChange,
  plainSettings,
  SeatOwner,
  StepSettings,
} from './flow.ts'
import { fulfilmentCommands } from './fulfilmentCommands.ts'
import { OpaqueId, ProcessUuid, UserId, Uuid } from './ids.ts'
import { notificationCommands } from './notificationCommands.ts'
import type { TicketAction } from './ticketActions.ts'
import { ticketTypeCodes } from './ticketTypes.ts'

/**
 * `version`: the one that the caller has read; the command is refused with 3007 if the ticket has another (contract
 * §3).
 */
const onTicket = { ticketUuid: Uuid, version: z.int().min(1).optional() }

/** What a ticket says. `details` is the JSON text of the type's section; null while there is none. */
export const TicketInfo = z.object({
  name: z.string(),
  type: z.enum(ticketTypeCodes),
  reason: z.string(),
  processUuid: ProcessUuid,
  clusterUuid: z.string(),
  details: z.string().nullable(),
})
export type TicketInfo = z.infer<typeof TicketInfo>

/** What an applicant writes into a ticket: null leaves a field as it is. `details` of another type are dropped with the type. */
export const TicketChange = z.object({
  name: z.string().nullable(),
  type: z.enum(ticketTypeCodes),
  reason: z.string().nullable(),
  processUuid: ProcessUuid.nullable(),
  clusterUuid: z.string().nullable(),
  details: z.string().nullable(),
})
export type TicketChange = z.infer<typeof TicketChange>

/** `isNew`: the gateway gave the uuid, so there is no ticket of that name yet. */
const withInfo = { ...onTicket, isNew: z.boolean(), info: TicketChange }

/** The step that is decided on; null: the first that is the caller's. */
const inStep = { stepId: z.int().min(0).nullable().default(null) }

const SaveTicket = command(withInfo)
/** `cc`: who gets the ticket in copy, beside those whom the process names. */
const SubmitTicket = command(withInfo).extend({ cc: z.array(SeatOwner).max(MAX_CC_GIVEN).default([]) })
const SubmitSavedTickets = command(onTicket)
const SubmitOverruledTickets = command(onTicket)
/** `config`: JSON text of what the approver decided along with it (contract §3); `reason` may be `""`. The same for all items. */
const PassTickets = command(onTicket).extend({
  ...inStep,
  config: z.string().nullable(),
  reason: z.string().default(''),
})
const OverruleTickets = command(onTicket).extend({
  ...inStep,
  reason: z.string(),
})
/** `toStepId`: null returns the ticket to its applicant. */
const ReturnTickets = command(onTicket).extend({
  ...inStep,
  toStepId: z.int().min(0).nullable().default(null),
  reason: z.string(),
})
/** `seatId`: which seat of the step; null: the first open one that is the caller's to give. `userName` may be `""`. */
const TransferTickets = command(onTicket).extend({
  ...inStep,
  seatId: z.int().min(0).nullable().default(null),
  to: z.object({ userUuid: UserId, userName: z.string() }),
  reason: z.string(),
})
/** A step of its own `where` from the one that is decided on; `need` as a process has it. Names may be `""`. */
const AddApprovers = command(onTicket).extend({
  ...inStep,
  where: z.enum(addedWhere),
  approvers: z
    .array(z.object({ owner: SeatOwner, count: z.int().min(1).max(10) }))
    .min(1)
    .max(5),
  need: z.string(),
  reason: z.string(),
})
const WithdrawTickets = command(onTicket)
const TerminateTickets = command(onTicket).extend({ reason: z.string() })
/** `reason` may be `""`. */
const UrgeTickets = command(onTicket).extend({ reason: z.string() })
const ConfirmTickets = command(onTicket)
const ArchiveTickets = command(onTicket)
const DeleteTickets = command(onTicket)
const CopyTickets = command(onTicket).extend({ people: z.array(SeatOwner).min(1).max(MAX_CC_GIVEN) })
const RequestImages = command(onTicket)
const RetryFulfilments = command(onTicket)

/**
 * One step of a process: the role that approves, in its tenant. With `settings` it is richer, and these fields name its first
 * owner only, for clients that know no more.
 */
export const Step = z.object({
  tenantUuid: OpaqueId,
  tenantName: z.string(),
  /** Any id of a role is one of a user as well; of a person who is the first owner it is theirs. */
  roleUuid: UserId,
  roleName: z.string(),
  settings: StepSettings.optional(),
})
export type Step = z.infer<typeof Step>

const definition = {
  processUuid: ProcessUuid,
  tenantUuid: OpaqueId,
  name: z.string(),
  description: z.string(),
  steps: z.array(Step).min(1).max(20),
  settings: ProcessSettings.default(plainSettings),
}
const CreateProcess = command(definition)
/** Null: stays as it is; as `version`: whichever it is. */
const UpdateProcess = command({
  processUuid: ProcessUuid,
  version: z.int().min(1).nullable().default(null),
  tenantUuid: definition.tenantUuid.nullable().default(null),
  name: definition.name.nullable().default(null),
  description: definition.description.nullable().default(null),
  steps: definition.steps.nullable().default(null),
  settings: ProcessSettingsChange.default({ autoPass: null, cc: null, forbid: null }),
})
const DeleteProcesses = command({ processUuid: ProcessUuid })

/** The commands of the ticket service, by message type; queue `ticket.commands`. */
export const ticketCommands = {
  'ticket.save': SaveTicket,
  'ticket.submit': SubmitTicket,
  'ticket.submit-saved': SubmitSavedTickets,
  'ticket.submit-overruled': SubmitOverruledTickets,
  'ticket.pass': PassTickets,
  'ticket.overrule': OverruleTickets,
  'ticket.return': ReturnTickets,
  'ticket.transfer': TransferTickets,
  'ticket.add-approvers': AddApprovers,
  'ticket.withdraw': WithdrawTickets,
  'ticket.terminate': TerminateTickets,
  'ticket.urge': UrgeTickets,
  'ticket.confirm': ConfirmTickets,
  'ticket.archive': ArchiveTickets,
  'ticket.cc': CopyTickets,
  'ticket.delete': DeleteTickets,
  'ticket.request-image': RequestImages,
  'ticket.retry-fulfilment': RetryFulfilments,
} as const satisfies Readonly<Record<`ticket.${TicketAction}`, z.ZodType>>

/** The commands of the process service, by message type; queue `process.commands`. */
export const processCommands = {
  'process.create': CreateProcess,
  'process.update': UpdateProcess,
  'process.delete': DeleteProcesses,
} as const

export const commands = {
  ...ticketCommands,
  ...commentCommands,
  ...fulfilmentCommands,
  ...delegationCommands,
  ...processCommands,
  ...notificationCommands,
} as const
export type CommandType = keyof typeof commands
export type CommandBody<T extends CommandType> = z.infer<(typeof commands)[T]>
/** One item of a command, whatever its type: what the stitcher needs to know of it. */
export type CommandItem<T extends CommandType = CommandType> = CommandBody<T>['items'][number]
