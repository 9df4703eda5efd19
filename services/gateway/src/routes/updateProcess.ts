import { ProcessRef, ProcessUpdateBody } from '@gongdan/contracts'
import { definitionOf } from '../plans/processDefinition.ts'
import { commandRoute, plan } from '../route.ts'

export const updateProcess = commandRoute({
  method: 'POST',
  url: '/v1/ticket/process/update',
  operationId: 'updateProcess',
  tag: 'processes',
  summary: 'Change an approval process 流程修改',
  description: 'Makes a new version. Tickets that are pending keep the plan with which they were submitted.',
  data: ProcessRef,
  refusals: [2003, 4001, 4003],
  single: true,
  body: ProcessUpdateBody,
  plan: (body, ids) => {
    const item = { commandId: ids.command(0), processUuid: body.process_uuid, ...definitionOf(body) }
    return plan({ type: 'process.update', items: [item], shared: {}, order: [0], single: true })
  },
})
