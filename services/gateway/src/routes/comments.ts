import { CommentBody, CommentListData, CommentListQuery, CommentRef, queues, toOwner } from '@gongdan/contracts'
import { singleCommand } from '../batch/commandRequest.ts'
import { checkPage, commandRoute, queryRoute } from './route.ts'

const commentOnTicket = commandRoute({
  url: '/v1/ticket/comment',
  operationId: 'commentOnTicket',
  tag: 'tickets',
  summary: 'Comment on a ticket 评论工单',
  description: 'By everybody who sees it. The applicant is told, and who is mentioned.',
  data: CommentRef,
  refusals: [3001, 3002, 3010, 3012],
  single: true,
  body: CommentBody,
  toCommand: ({ ticket_uuid: ticketUuid, text, mention = [] }, ids) => {
    const item = { commandId: ids.command(0), commentUuid: ids.created(), ticketUuid, text }
    return singleCommand('comment.create', { ...item, mention: mention.map(toOwner) }, {})
  },
})

const listComments = queryRoute({
  url: '/v1/ticket/comment/list',
  operationId: 'listComments',
  tag: 'tickets',
  summary: 'List the comments on a ticket 获取工单评论',
  description: 'Oldest first, for everybody who sees the ticket. By query string, JSON body or both.',
  data: CommentListData,
  refusals: [3001],
  input: CommentListQuery,
  toQuery: (input, principal) =>
    checkPage(input) ?? {
      queue: queues.ticketQueries,
      type: 'comment.list',
      body: { principal, ticketUuid: input.ticket_uuid, pageNum: input.page_num, pageSize: input.page_size },
    },
})

export const commentRoutes = [commentOnTicket, listComments]
