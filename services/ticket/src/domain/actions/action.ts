import {
  type CommandBody,
  type Decision,
  type ImageVerdict,
  isRefusal,
  type Refusal,
  type TicketStateCode,
  type TicketTypeCode,
  type ticketCommands,
} from '@gongdan/contracts'
import type { ConditionInput, PlanInput } from '@gongdan/flow'
import type { AbsentOf } from '../acting.ts'
import { authorize, noSuchTicket, type Policy } from '../authorize.ts'
import type { DomainEvent } from '../events.ts'
import type { WantedImage } from '../imageCheck.ts'
import type { ImageGuard } from '../imageGuard.ts'
import type { Definition, RoleNames } from '../plan.ts'
import type { Ticket, TicketIn } from '../ticket.ts'

export type TicketCommandType = keyof typeof ticketCommands

/** What a decision needs beside the ticket and the command. */
export interface DecisionContext {
  /** Null for a process that does not exist; throws for one that the process service could not be asked about. */
  definitionOf(processUuid: string): Definition | null
  /** Of those roles of processes that have no name there. */
  readonly roleNames: RoleNames
  /** Of the people and roles that the command itself names, by `seatOwnerKey`, as tokens showed them; unknown ones are left out. */
  readonly names: ReadonlyMap<string, string>
  /** In hex: seals the details of a passed image ticket. */
  sha256(text: string): string
  readonly imageGuard: ImageGuard
  /** The types that fulfillers fulfil here. */
  readonly fulfilledTypes: ReadonlySet<TicketTypeCode>
  /** What a condition of a process says of the ticket, or why it says nothing. */
  evaluate(condition: string, input: ConditionInput): ReturnType<PlanInput['evaluate']>
  /** What the image service said of an image; undefined if it was not asked. */
  imageVerdict(image: WantedImage): ImageVerdict | undefined
  /** A uuid for new details, the same however often the command is decided. */
  detailUuid(): string
  /** For whom the caller may act. */
  readonly absentOf: AbsentOf
  /** When it is decided, in unix milliseconds. */
  readonly at: number
}

/** One item of a command message. */
export interface Command<T extends TicketCommandType = TicketCommandType> {
  readonly body: CommandBody<T>
  readonly item: CommandBody<T>['items'][number]
  readonly context: DecisionContext
}

interface ActionBase<T extends TicketCommandType> extends Policy {
  /** The type of its command. */
  readonly type: T
  /** Set when the decision needs the process that the ticket names, where the command names none. */
  readonly usesTicketProcess?: boolean
  /** Set when the cloud is asked about the image that the ticket is for. */
  readonly checksImage?: boolean
  /** Why the ticket, as it stands, does not allow it though its state does; null when it does. */
  readonly refuse?: (ticket: Ticket) => Refusal | null
  /** Why no more of it fits into the ticket; null when it does. Looked at when nothing else stands against it. */
  readonly limit?: (ticket: Ticket) => Refusal | null
  /** Whether what it asks for is there already or under way: then it succeeds and changes nothing. */
  readonly isDone?: (ticket: Ticket) => boolean
}

interface ActionOptions<T extends TicketCommandType, S extends TicketStateCode> extends ActionBase<T> {
  readonly from: readonly S[]
  /** Decides a command that makes the ticket; left out by actions on existing tickets only. */
  create?(command: Command<T>): Decision<DomainEvent>
  /** Decides on a ticket that the caller may do this to: the checks of content. */
  decide(ticket: TicketIn<S>, command: Command<T>): Decision<DomainEvent>
}

/** An action on tickets: its rights, and its decision with all checks of contract §3 in their order. */
export interface Action<T extends TicketCommandType = TicketCommandType> extends ActionBase<T> {
  decide(ticket: Ticket | undefined, command: Command<T>): Decision<DomainEvent>
}

/** Pure: the same command on the same ticket always has the same result. */
export const defineAction = <T extends TicketCommandType, S extends TicketStateCode>({
  create,
  decide,
  ...policy
}: ActionOptions<T, S>): Action<T> => ({
  ...policy,
  decide: (ticket, command) => {
    const { item, body } = command
    if (create !== undefined && 'isNew' in item && item.isNew) {
      return ticket === undefined ? create(command) : noSuchTicket
    }
    if (ticket === undefined) return noSuchTicket
    const stepId = 'stepId' in body ? body.stepId : null
    const seatId = 'seatId' in body ? body.seatId : null
    const { absentOf } = command.context
    const decision =
      authorize(policy, body.principal, ticket, { version: item.version, stepId, seatId, absentOf }) ??
      policy.refuse?.(ticket) ??
      (policy.isDone?.(ticket) ? [] : decide(ticket as TicketIn<S>, command))
    const limited = isRefusal(decision) ? decision : (policy.limit?.(ticket) ?? decision)
    return isRefusal(limited) && limited !== noSuchTicket ? { ...limited, shows: true } : limited
  },
})
