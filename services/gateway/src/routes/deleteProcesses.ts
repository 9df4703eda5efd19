import { ProcessDeleteBody, ProcessRef } from '@gongdan/contracts'
import { places } from '../plans/places.ts'
import { commandRoute, plan } from '../route.ts'

export const deleteProcesses = commandRoute({
  method: 'POST',
  url: '/v1/ticket/process/delete',
  operationId: 'deleteProcesses',
  tag: 'processes',
  summary: 'Delete approval processes 流程删除',
  description: 'Those that no pending ticket uses.',
  data: ProcessRef,
  refusals: [2003, 4001, 4002, 4003],
  single: false,
  body: ProcessDeleteBody,
  plan: ({ list }, ids) => {
    const { items, order } = places(list.map((ref) => (typeof ref === 'string' ? ref : ref.process_uuid)))
    return plan({
      type: 'process.delete',
      items: items.map((processUuid, index) => ({ commandId: ids.command(index), processUuid })),
      shared: {},
      order,
      single: false,
    })
  },
})
