import { z } from 'zod'
import { Step, TicketInfo } from './commands.ts'
import { ListComments } from './commentCommands.ts'
import { ListDelegations } from './delegationCommands.ts'
import { ProcessSettings } from './flow.ts'
import { OpaqueId, ProcessUuid, UserId, Uuid } from './ids.ts'
import { listOrders, listScopes } from './lists.ts'
import { Principal } from './principal.ts'
import { imageStates, ticketStateCodes } from './ticketStates.ts'
import { ticketTypeCodes } from './ticketTypes.ts'

/**
 * A page of tickets (contract §3). No states, types or image states at all mean any. Times are unix seconds; `cursor` replaces the page
 * number.
 */
export const ListTickets = z.object({
  principal: Principal,
  tenantUuid: OpaqueId.nullable(),
  scope: z.enum(listScopes),
  pageNum: z.int().min(1),
  pageSize: z.int().min(1).max(100),
  sort: z.enum(listOrders),
  states: z.array(z.enum(ticketStateCodes)),
  types: z.array(z.enum(ticketTypeCodes)),
  imageStates: z.array(z.enum(imageStates)),
  /** Only tickets with a step that is overdue. */
  overdue: z.boolean().default(false),
  /** Only tickets that wait for this person or role: those of an open seat. */
  owner: z.object({ tenantUuid: OpaqueId, uuid: UserId }).nullable().default(null),
  applicantUuid: UserId.nullable(),
  name: z.string().nullable(),
  processUuid: ProcessUuid.nullable(),
  start: z.int().nullable(),
  end: z.int().nullable(),
  cursor: z.string().nullable(),
})
export type ListTickets = z.infer<typeof ListTickets>

/** How many tickets there are in these scopes (contract §3). */
export const CountTickets = z.object({ principal: Principal, scopes: z.array(z.enum(listScopes)) })
export type CountTickets = z.infer<typeof CountTickets>

/** `chain`: with the text of each entry that is hashed, and the signatures. */
export const InspectTicket = z.object({ principal: Principal, ticketUuid: Uuid, chain: z.boolean().default(false) })
export type InspectTicket = z.infer<typeof InspectTicket>

/** The public keys that signatures of histories verify with. */
export const HistoryKeys = z.object({ principal: Principal })
export type HistoryKeys = z.infer<typeof HistoryKeys>

export const ListProcesses = z.object({
  principal: Principal,
  tenantUuid: OpaqueId.nullable(),
  processUuid: ProcessUuid.nullable(),
  name: z.string().nullable().default(null),
  pageNum: z.int().min(1),
  pageSize: z.int().min(1).max(100),
})
export type ListProcesses = z.infer<typeof ListProcesses>

export const InspectProcess = z.object({
  principal: Principal,
  tenantUuid: OpaqueId.nullable(),
  processUuid: ProcessUuid,
})
export type InspectProcess = z.infer<typeof InspectProcess>

/** The ticket service asks for definitions that its replica does not know (yet) (decision 6). */
export const PlanProcesses = z.object({ processUuids: z.array(Uuid).min(1).max(100) })
export type PlanProcesses = z.infer<typeof PlanProcesses>

/** The process service asks which of these processes a pending ticket's plan came from (contract §4, is_in_using). */
export const ProcessesInUse = z.object({ processUuids: z.array(ProcessUuid).min(1).max(100) })
export type ProcessesInUse = z.infer<typeof ProcessesInUse>

/** The reply to ticket.processes-in-use: those that are in use at the moment of the answer. */
export const ProcessesInUseReply = z.object({ inUse: z.array(ProcessUuid) })
export type ProcessesInUseReply = z.infer<typeof ProcessesInUseReply>

/**
 * The ticket service asks whether the cloud has what image tickets name, before it takes them (tencent §4.7). `tag`: what the
 * instance must carry.
 */
export const CheckImages = z.object({
  images: z
    .array(
      z.object({
        region: z.string(),
        instanceId: z.string(),
        imageName: z.string(),
        tag: z.object({ key: z.string(), value: z.string() }).nullable(),
      }),
    )
    .min(1)
    .max(100),
})
export type CheckImages = z.infer<typeof CheckImages>

/** What does not fit: there is no such region, no such instance with that tag, or the name is taken; `unknown`: not told in time. */
export const imageVerdicts = ['fits', 'unknown', 'region', 'instance', 'name'] as const
export type ImageVerdict = (typeof imageVerdicts)[number]

/** The reply to image.check: a verdict on each image, in their order. */
export const CheckedImages = z.object({ verdicts: z.array(z.enum(imageVerdicts)) })
export type CheckedImages = z.infer<typeof CheckedImages>

/** The roles of a tenant, null for the caller's own (contract §5). */
export const ListRoles = z.object({
  principal: Principal,
  tenantUuid: OpaqueId.nullable(),
  pageNum: z.int().min(1),
  pageSize: z.int().min(1).max(100),
})
export type ListRoles = z.infer<typeof ListRoles>

/** The people of a tenant, or those of them who hold a role (contract §5). */
export const ListUsers = ListRoles.extend({ roleUuid: OpaqueId.nullable() })
export type ListUsers = z.infer<typeof ListUsers>

/** Which plan a submission would pin (contract §4). Exactly one of `processUuid` and `process` is given. */
export const SimulateProcess = z.object({
  principal: Principal,
  processUuid: ProcessUuid.nullable(),
  process: z
    .object({ tenantUuid: OpaqueId, name: z.string(), steps: z.array(Step), settings: ProcessSettings })
    .nullable(),
  info: TicketInfo,
  applicant: z.object({ userUuid: UserId, roleUuids: z.array(OpaqueId) }).nullable(),
})
export type SimulateProcess = z.infer<typeof SimulateProcess>

export const ticketQueries = {
  'process.simulate': SimulateProcess,
  'ticket.list': ListTickets,
  'ticket.count': CountTickets,
  'ticket.inspect': InspectTicket,
  'ticket.history-keys': HistoryKeys,
  'ticket.processes-in-use': ProcessesInUse,
  'comment.list': ListComments,
  'delegation.list': ListDelegations,
  'role.list': ListRoles,
  'user.list': ListUsers,
} as const
export const processQueries = {
  'process.list': ListProcesses,
  'process.inspect': InspectProcess,
  'process.plan': PlanProcesses,
} as const
export const imageQueries = { 'image.check': CheckImages } as const
