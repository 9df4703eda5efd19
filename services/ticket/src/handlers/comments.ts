import {
  type CommandItem,
  type CommentItem,
  type CommentListData,
  type commentCommands,
  type ListComments,
  type Principal,
  type Refusal,
  type SeatOwner,
  userKey,
} from '@gongdan/contracts'
import type { Handlers, Outcome } from '@gongdan/messaging'
import { answerCommands } from '@gongdan/service'
import { seesAsDelegate } from '../domain/acting.ts'
import { isVisible, noSuchTicket, relationsOf } from '../domain/authorize.ts'
import { type CommentEvent, commentOn, MAX_COMMENTS, refuseComment, tooManyComments } from '../domain/comment.ts'
import type { Comments, Delegations, ListedComment, People, Tickets } from '../domain/ports.ts'
import type { Ticket } from '../domain/ticket.ts'
import { lookUpDelegations } from './lookUpDelegations.ts'

interface Deps {
  readonly comments: Pick<Comments, 'execute' | 'takePlace'>
  readonly tickets: Pick<Tickets, 'find'>
  readonly people: Pick<People, 'principalsOf'>
  readonly delegations: Pick<Delegations, 'absentOf'>
}

/** The ticket, if this caller may see it, be it as a delegate (contract §2). */
const visibleTo = async (
  principal: Principal,
  ticketUuid: string,
  { tickets, delegations }: Pick<Deps, 'tickets' | 'delegations'>,
): Promise<Ticket | undefined> => {
  const ticket = (await tickets.find(ticketUuid))?.ticket
  return ticket !== undefined && (await sees(principal, ticket, delegations)) ? ticket : undefined
}

const sees = (principal: Principal, ticket: Ticket, delegations: Deps['delegations']): Promise<boolean> => {
  const { absentOf, answering } = lookUpDelegations(delegations)
  return answering(
    () =>
      isVisible(ticket, relationsOf(principal, ticket)) || seesAsDelegate(ticket, principal, () => absentOf(principal)),
  )
}

/** The command on comments (contract §3, Comments). */
export const commentHandlers = (deps: Deps): Handlers<typeof commentCommands> => ({
  'comment.create': async (batch) => {
    const outcomes: Outcome[] = []
    for (const message of batch) {
      const decisions = new Map<string, CommentEvent | Refusal>()
      for (const item of message.body.items) {
        decisions.set(item.commandId, await decideComment(message.body.principal, item, deps))
      }
      outcomes.push(
        ...(await answerCommands([message], deps.comments.execute, {
          idOf: ({ commentUuid }) => commentUuid,
          creates: () => true,
          decide: (_body, { commandId }, comment) => {
            const decision = decisions.get(commandId)
            if (comment !== undefined || decision === undefined) return noSuchTicket
            return 'scode' in decision ? decision : [decision]
          },
        })),
      )
    }
    return outcomes
  },
})

const decideComment = async (
  principal: Principal,
  { ticketUuid, commentUuid, text, mention }: CommandItem<'comment.create'>,
  deps: Deps,
): Promise<CommentEvent | Refusal> => {
  const ticket = await visibleTo(principal, ticketUuid, deps)
  if (ticket === undefined) return noSuchTicket
  const users = [...new Map(mention.filter(isUser).map((user) => [userKey(user), user])).values()]
  const known = users.length === 0 ? new Map<string, Principal>() : await deps.people.principalsOf(users.map(userKey))
  // Of someone whose token was not seen is known what the ticket says: that they applied, decided, or own a seat by name.
  const people = users.map((user): Principal => known.get(userKey(user)) ?? { ...user, roles: [] })
  const seeing = await Promise.all(people.map((person) => sees(person, ticket, deps.delegations)))
  const mentioned = people.map(({ roles: _, userUuid, userName, tenantUuid, tenantName }): SeatOwner => {
    return { kind: 'user', userUuid, userName, tenantUuid, tenantName }
  })
  const blind = mentioned.find((_, at) => seeing[at] === false)
  const refused = refuseComment(ticket, blind)
  if (refused !== null) return refused
  const hasPlace = await deps.comments.takePlace(ticketUuid, commentUuid, MAX_COMMENTS)
  return hasPlace ? commentOn(ticket, text, mentioned) : tooManyComments
}

const isUser = (owner: SeatOwner): owner is Extract<SeatOwner, { readonly kind: 'user' }> => owner.kind === 'user'

/** comment.list: the comments on a ticket, for those who see it (else 3001), oldest first. */
export const listComments =
  (deps: Pick<Deps, 'tickets' | 'delegations'> & { readonly comments: Pick<Comments, 'list'> }) =>
  async ({ principal, ticketUuid, pageNum, pageSize }: ListComments): Promise<CommentListData | Refusal> => {
    if ((await visibleTo(principal, ticketUuid, deps)) === undefined) return noSuchTicket
    const { total, comments } = await deps.comments.list(ticketUuid, (pageNum - 1) * pageSize, pageSize)
    return { total_count: total, list: comments.map(itemOf) }
  }

const itemOf = ({ uuid, comment }: ListedComment): CommentItem => ({
  comment_uuid: uuid,
  user_uuid: comment.by?.userUuid ?? '',
  user_name: comment.by?.userName ?? '',
  tenant_uuid: comment.by?.tenantUuid ?? '',
  tenant_name: comment.by?.tenantName ?? '',
  text: comment.text,
  mention: comment.mentioned.filter(isUser).map(({ userUuid, userName, tenantUuid }) => ({
    user_uuid: userUuid,
    user_name: userName,
    tenant_uuid: tenantUuid,
  })),
  time: Math.floor(comment.at / 1_000),
})
