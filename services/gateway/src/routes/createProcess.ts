import { ProcessCreateBody, ProcessRef } from '@gongdan/contracts'
import { definitionOf } from '../plans/processDefinition.ts'
import { commandRoute, plan } from '../route.ts'

export const createProcess = commandRoute({
  method: 'POST',
  url: '/v1/ticket/process/create',
  operationId: 'createProcess',
  tag: 'processes',
  summary: 'Create an approval process 创建流程',
  description: 'A tenant administrator creates processes for the tenant, a super administrator for any.',
  data: ProcessRef,
  refusals: [2003],
  single: true,
  body: ProcessCreateBody,
  plan: (body, ids) => {
    const item = { commandId: ids.command(0), processUuid: ids.created(), ...definitionOf(body) }
    return plan({ type: 'process.create', items: [item], shared: {}, order: [0], single: true })
  },
})
