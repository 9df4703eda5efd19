import { z } from 'zod'
import { Step } from './commands.ts'
import { ProcessSettings, plainSettings, SeatOwner } from './flow.ts'
import { OpaqueId, Uuid } from './ids.ts'
import { Principal } from './principal.ts'
import { delegationEventTypes, ticketEventTypes } from './ticketEventTypes.ts'
import { fulfilmentStates, imageStates, ticketStateCodes } from './ticketStates.ts'
import { ticketTypeCodes } from './ticketTypes.ts'

/**
 * What every event carries: its id (the same however often it is sent) and what brought it about. `at` is unix
 * milliseconds.
 */
const event = { id: z.uuid(), at: z.int(), correlationId: z.string(), causationId: z.string() }

const Person = z.object({ userUuid: z.string(), userName: z.string(), tenantUuid: z.string(), tenantName: z.string() })

/** The whole state of a ticket after that event, so that no consumer has to query it (decision 8). */
export const TicketEvent = z.object({
  ...event,
  type: z.enum(ticketEventTypes),
  ticketUuid: Uuid,
  seq: z.int().min(1),
  /** Of this entry of the history, which all before it lead to; `""` of a release that did not tell. */
  hash: z.string().default(''),
  name: z.string(),
  ticketType: z.enum(ticketTypeCodes),
  state: z.enum(ticketStateCodes),
  deleted: z.boolean(),
  applicant: Person,
  /** The user who did it; null for the system, as in a fulfilment. */
  actor: Person.nullable(),
  /** The absent person for whom the actor decided as their delegate; null: for themselves. */
  onBehalfOf: Person.nullable().default(null),
  /** Why the ticket is asked for, in the applicant's words; `""` of a draft. */
  ticketReason: z.string().default(''),
  /** An approver's or an administrator's reason, or in Chinese and English why an image failed; else `""`. */
  reason: z.string(),
  processUuid: z.string(),
  /** The first owner of the first open seat, while pending; null also where that is a person. */
  currentOwner: Step.nullable(),
  /** Owner of the step that this event ended: the one that was decided, or that was waited for at a termination. */
  formerOwner: Step.nullable().default(null),
  /**
   * Under which lists find it (see `listKeysFor`); of a deleted ticket, found it until then. Empty of a release that did not
   * tell.
   */
  keys: z.array(z.string()).default([]),
  /** Users who decided on it, ever; each as `userKey` has it. */
  deciders: z.array(z.string()),
  /**
   * The owners of all open seats, while pending. `opened`: those whom this event concerns: of the seats that opened with it or
   * whose step it says to be waiting or overdue; the further owner of an escalation; of a termination those that were open until
   * then, empty of a release that did not tell.
   */
  open: z.array(SeatOwner).default([]),
  opened: z.array(SeatOwner).default([]),
  /** The earliest due moment of the steps whose turn it is, in unix milliseconds; null: none. */
  dueAt: z.int().nullable().default(null),
  /** Whom it has in copy; of ticket.cc-added those who are new to it. */
  cc: z.array(SeatOwner).default([]),
  /** On ticket.commented, whose text is `reason` and whose `seq` is that of the ticket then: which comment, and whom it mentions. */
  comment: z
    .object({ uuid: Uuid, mentioned: z.array(SeatOwner) })
    .nullable()
    .default(null),
  /** Whether its process lets delegates decide. */
  delegable: z.boolean().default(true),
  /** On ticket.overruled: the ticket went back to its applicant. */
  returned: z.boolean().default(false),
  /** On ticket.image-requested: what to make, and the tag that the instance must carry (tencent §4.6). */
  image: z
    .object({
      request: z.int().min(1),
      details: z.string(),
      detailsHash: z.string(),
      tag: z.object({ key: z.string(), value: z.string() }).nullable().default(null),
    })
    .nullable(),
  imageState: z.enum(imageStates).nullable(),
  /** What became of what was approved; null while that is not asked of anybody. */
  fulfilmentState: z.enum(fulfilmentStates).nullable().default(null),
})
export type TicketEvent = z.infer<typeof TicketEvent>

/** A delegation as it is from then on; of one that is cancelled as it was. Times are unix milliseconds. */
export const DelegationEvent = z.object({
  ...event,
  type: z.enum(delegationEventTypes),
  delegationUuid: Uuid,
  seq: z.int().min(1),
  tenantUuid: OpaqueId,
  tenantName: z.string(),
  actor: Person.nullable(),
  /** The absent person, and the delegate; both of that tenant. */
  from: z.object({ userUuid: z.string(), userName: z.string() }),
  to: z.object({ userUuid: z.string(), userName: z.string() }),
  start: z.int(),
  end: z.int(),
  /** Empty: tickets of every type, of every process. */
  types: z.array(z.enum(ticketTypeCodes)),
  processUuids: z.array(z.string()),
  reason: z.string(),
})
export type DelegationEvent = z.infer<typeof DelegationEvent>

/** `request` is the number the job answers to (decision 6), `seq` the event's place in the job's history. */
const image = { ...event, ticketUuid: Uuid, request: z.int().min(1), seq: z.int().min(1) }

/** The events of the image worker. */
const ImageCreating = z.object({ ...image, type: z.literal('image.creating') })
const ImageCreated = z.object({
  ...image,
  type: z.literal('image.created'),
  imageId: z.string(),
  warning: z.string(),
})
/** `code` and `message` are Tencent's, `text` and `textCn` say the same to a person. */
const failure = { code: z.string(), message: z.string(), text: z.string(), textCn: z.string() }
const ImageFailed = z.object({ ...image, type: z.literal('image.failed'), ...failure })
const ImageNeedsOperator = z.object({ ...image, type: z.literal('image.needs-operator'), ...failure })
export const imageEvents = {
  'image.creating': ImageCreating,
  'image.created': ImageCreated,
  'image.failed': ImageFailed,
  'image.needs-operator': ImageNeedsOperator,
} as const
export const ImageEvent = z.discriminatedUnion('type', [ImageCreating, ImageCreated, ImageFailed, ImageNeedsOperator])
export type ImageEvent = z.infer<typeof ImageEvent>

/** A definition as it is from that version on. */
export const ProcessDefined = z.object({
  ...event,
  type: z.literal('process.defined'),
  processUuid: Uuid,
  seq: z.int().min(1),
  tenantUuid: OpaqueId,
  name: z.string(),
  steps: z.array(Step).min(1).max(20),
  settings: ProcessSettings.default(plainSettings),
})
export type ProcessDefined = z.infer<typeof ProcessDefined>

export const ProcessRemoved = z.object({
  ...event,
  type: z.literal('process.removed'),
  processUuid: Uuid,
  seq: z.int().min(1),
  tenantUuid: OpaqueId,
})
export type ProcessRemoved = z.infer<typeof ProcessRemoved>

/**
 * A verified token showed this user, tenant and roles; told by the gateway when anew, at most hourly (decision 8). `iat` is
 * when that token was issued, in unix seconds: of two tokens of a user the one issued later says which roles they hold,
 * whichever of them was seen last. 0 of a token that does not say.
 */
export const UserSeen = z.object({
  ...event,
  type: z.literal('user.seen'),
  principal: Principal,
  iat: z.number().min(0).default(0),
})
export type UserSeen = z.infer<typeof UserSeen>

/** The reply to process.plan: the definitions that exist, in the shape of process.defined's core; the others do not. */
export const PlannedProcesses = z.object({
  processes: z.array(
    ProcessDefined.pick({ processUuid: true, seq: true, tenantUuid: true, name: true, steps: true, settings: true }),
  ),
})
export type PlannedProcesses = z.infer<typeof PlannedProcesses>
