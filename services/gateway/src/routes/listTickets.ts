import { queues, TicketListData, TicketListQuery } from '@gongdan/contracts'
import { refusal } from '../http/refusal.ts'
import { queryRoute } from '../route.ts'

/** Beyond it a page number costs too much: the cursor leads on from there (contract §3). */
export const MAX_OFFSET = 10_000

export const listTickets = queryRoute({
  url: '/v1/ticket/list',
  operationId: 'listTickets',
  tag: 'tickets',
  summary: 'List tickets 获取工单列表',
  description: 'The tickets that the caller may see, newest first. By query string, JSON body or both.',
  data: TicketListData,
  refusals: [],
  input: TicketListQuery,
  question: (input, principal) =>
    input.page_num * input.page_size > MAX_OFFSET
      ? refusal(1002, `page_num: page_num × page_size is beyond ${MAX_OFFSET}, use the cursor`)
      : {
          queue: queues.ticketQueries,
          type: 'ticket.list',
          body: {
            principal,
            tenantUuid: input.tenant_uuid ?? null,
            scope: input.scope,
            pageNum: input.page_num,
            pageSize: input.page_size,
            state: input.filter_state ?? null,
            type: input.filter_type ?? null,
            name: input.filter_name || null,
            processUuid: input.filter_process_uuid ?? null,
            start: input.filter_start ?? null,
            end: input.filter_end ?? null,
            cursor: input.cursor || null,
          },
        },
})
