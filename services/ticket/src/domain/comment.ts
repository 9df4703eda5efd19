import {
  type Actor,
  type Refusal,
  refusal,
  type SeatOwner,
  type TicketEvent,
  ticketStateTexts,
} from '@gongdan/contracts'
import { stateWords } from './authorize.ts'
import { fulfilmentStateOf } from './fulfilment.ts'
import { listKeysOf } from './listKeys.ts'
import { askedBy, currentStep, ownerShown, type Ticket } from './ticket.ts'

/** How the ticket was when it was commented on, as far as who is told of it needs that. */
export type CommentedTicket = Pick<
  TicketEvent,
  | 'name'
  | 'ticketType'
  | 'state'
  | 'applicant'
  | 'ticketReason'
  | 'processUuid'
  | 'currentOwner'
  | 'keys'
  | 'imageState'
  | 'fulfilmentState'
> & {
  readonly version: number
  /** Left out of what was written before it was kept. */
  readonly open?: TicketEvent['open']
}

export interface CommentEvent {
  readonly type: 'ticket.commented'
  readonly data: {
    readonly ticketUuid: string
    readonly text: string
    /** People. */
    readonly mentioned: readonly SeatOwner[]
    readonly ticket: CommentedTicket
  }
}

/** A comment on a ticket, which nothing changes any more. */
export interface Comment {
  readonly ticketUuid: string
  readonly by: Actor | null
  readonly at: number
  readonly text: string
  readonly mentioned: readonly SeatOwner[]
  readonly ticket: CommentedTicket
}

/** A comment has one event. */
export const evolveComment = (
  _before: Comment | undefined,
  { data, by, at }: CommentEvent & { readonly by: Actor | null; readonly at: number },
): Comment => ({ ...data, by, at })

/** So many comments a ticket takes. */
export const MAX_COMMENTS = 500

/** The refusal of a comment on a ticket that has as many as there may be. */
export const tooManyComments = refusal(3012, `it has ${MAX_COMMENTS} comments`, `工单已有 ${MAX_COMMENTS} 条评论`)

/**
 * Why a ticket that the caller sees takes no comment of theirs, or null: its state (3002), or someone who is mentioned and may not see
 * it (3010).
 */
export const refuseComment = (ticket: Ticket, blind: SeatOwner | undefined): Refusal | null => {
  if (ticket.state === 'saved' || ticket.state === 'archived') {
    return refusal(
      3002,
      `you cannot comment on it while it is ${stateWords[ticket.state]}`,
      `${ticketStateTexts[ticket.state]}的工单不能评论`,
    )
  }
  if (blind === undefined) return null
  const { uuid } = ownerShown(blind)
  return refusal(
    3010,
    `${uuid} of tenant ${blind.tenantUuid} cannot see the ticket`,
    `租户 ${blind.tenantUuid} 的 ${uuid} 看不到此工单`,
  )
}

/** The comment on a ticket as it stands. */
export const commentOn = (ticket: Ticket, text: string, mentioned: readonly SeatOwner[]): CommentEvent => {
  const { uuid: ticketUuid, info, state, version } = ticket
  const { userUuid, userName, tenantUuid, tenantName } = ticket.applicant
  return {
    type: 'ticket.commented',
    data: {
      ticketUuid,
      text,
      mentioned,
      ticket: {
        version,
        name: info.name,
        ticketType: info.type,
        state,
        applicant: { userUuid, userName, tenantUuid, tenantName },
        ticketReason: info.reason,
        processUuid: info.processUuid,
        currentOwner: roleOf(currentStep(ticket)?.owner),
        open: askedBy(ticket),
        keys: [...listKeysOf(ticket)],
        imageState: ticket.image?.state ?? null,
        fulfilmentState: fulfilmentStateOf(ticket),
      },
    },
  }
}

/** An owner as clients know it that know roles only. */
export const roleOf = (owner: SeatOwner | undefined): TicketEvent['currentOwner'] => {
  if (owner?.kind !== 'role') return null
  const { kind: _, ...role } = owner
  return role
}
