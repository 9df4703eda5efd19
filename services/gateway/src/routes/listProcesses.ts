import { ProcessListData, ProcessListQuery, queues } from '@gongdan/contracts'
import { refusal } from '../http/refusal.ts'
import { queryRoute } from '../route.ts'
import { MAX_OFFSET } from './listTickets.ts'

export const listProcesses = queryRoute({
  url: '/v1/ticket/process/list',
  operationId: 'listProcesses',
  tag: 'processes',
  summary: 'List approval processes 获取流程列表',
  description: 'The processes of a tenant; the built-in one is in every list. By query string, JSON body or both.',
  data: ProcessListData,
  refusals: [],
  input: ProcessListQuery,
  question: (input, principal) =>
    input.page_num * input.page_size > MAX_OFFSET
      ? refusal(1002, `page_num: page_num × page_size is beyond ${MAX_OFFSET}`)
      : {
          queue: queues.processQueries,
          type: 'process.list',
          body: {
            principal,
            tenantUuid: input.tenant_uuid ?? null,
            processUuid: input.process_uuid ?? null,
            pageNum: input.page_num,
            pageSize: input.page_size,
          },
        },
})
