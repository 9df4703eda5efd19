import { ProcessInspectData, ProcessInspectQuery, queues } from '@gongdan/contracts'
import { queryRoute } from '../route.ts'

export const inspectProcess = queryRoute({
  url: '/v1/ticket/process/inspect',
  operationId: 'inspectProcess',
  tag: 'processes',
  summary: 'Inspect an approval process 获取流程详情',
  description: 'A process with its steps. By query string, JSON body or both.',
  data: ProcessInspectData,
  refusals: [4001],
  input: ProcessInspectQuery,
  question: (input, principal) => ({
    queue: queues.processQueries,
    type: 'process.inspect',
    body: { principal, tenantUuid: input.tenant_uuid ?? null, processUuid: input.process_uuid },
  }),
})
