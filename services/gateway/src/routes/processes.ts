import {
  ProcessCreateBody,
  ProcessDeleteBody,
  ProcessInspectData,
  ProcessInspectQuery,
  ProcessListData,
  ProcessListQuery,
  ProcessRef,
  ProcessUpdateBody,
  queues,
  SimulateBody,
  SimulateData,
  SYSTEM,
  toProcessSettings,
  toSteps,
} from '@gongdan/contracts'
import type { z } from 'zod'
import { commandRequest, singleCommand } from '../batch/commandRequest.ts'
import { checkPage, commandRoute, distinct, queryRoute } from './route.ts'
import { detailsIn } from './tickets.ts'

/** The settings of a new process. */
const settingsOf = (body: z.infer<typeof ProcessCreateBody>) => {
  const { autoPass, cc, forbid } = toProcessSettings(body)
  return { autoPass: autoPass || null, cc: cc ?? [], forbid: forbid ?? [] }
}

const createProcess = commandRoute({
  url: '/v1/ticket/process/create',
  operationId: 'createProcess',
  tag: 'processes',
  summary: 'Create an approval process 创建流程',
  description: 'A tenant administrator creates processes for the tenant, a super administrator for any.',
  data: ProcessRef,
  refusals: [2003, 4005],
  single: true,
  body: ProcessCreateBody,
  toCommand: (body, ids) => {
    const item = {
      commandId: ids.command(0),
      processUuid: ids.created(),
      tenantUuid: body.tenant_uuid,
      name: body.process_name,
      description: body.description,
      steps: toSteps(body.approval_list),
      settings: settingsOf(body),
    }
    return singleCommand('process.create', item, {})
  },
})

const updateProcess = commandRoute({
  url: '/v1/ticket/process/update',
  operationId: 'updateProcess',
  tag: 'processes',
  summary: 'Change an approval process 流程修改',
  description:
    'What is not given stays as it is; what changes makes a new version. With `version`, the one that was read, a process ' +
    'that was changed since is refused. Tickets that are pending keep the plan with which they were submitted.',
  data: ProcessRef,
  refusals: [2003, 3017, 4001, 4003, 4004, 4005, 4007],
  single: true,
  body: ProcessUpdateBody,
  toCommand: (body, ids) => {
    const item = {
      commandId: ids.command(0),
      processUuid: body.process_uuid,
      version: body.version ?? null,
      tenantUuid: body.tenant_uuid ?? null,
      name: body.process_name ?? null,
      description: body.description ?? null,
      steps: body.approval_list === undefined ? null : toSteps(body.approval_list),
      settings: toProcessSettings(body),
    }
    return singleCommand('process.update', item, {})
  },
})

const deleteProcesses = commandRoute({
  url: '/v1/ticket/process/delete',
  operationId: 'deleteProcesses',
  tag: 'processes',
  summary: 'Delete approval processes 流程删除',
  description: 'Those that no pending ticket uses.',
  data: ProcessRef,
  refusals: [2003, 4001, 4002, 4003],
  single: false,
  body: ProcessDeleteBody,
  toCommand: ({ list }, ids) => {
    const { items, order } = distinct(list.map((listed) => (typeof listed === 'string' ? listed : listed.process_uuid)))
    return commandRequest({
      type: 'process.delete',
      items: items.map((processUuid, index) => ({ commandId: ids.command(index), processUuid })),
      shared: {},
      order,
      single: false,
    })
  },
})

const inspectProcess = queryRoute({
  url: '/v1/ticket/process/inspect',
  operationId: 'inspectProcess',
  tag: 'processes',
  summary: 'Inspect an approval process 获取流程详情',
  description: 'A process with its steps.',
  data: ProcessInspectData,
  refusals: [4001],
  input: ProcessInspectQuery,
  toQuery: (input, principal) => ({
    queue: queues.processQueries,
    type: 'process.inspect',
    body: { principal, tenantUuid: input.tenant_uuid ?? null, processUuid: input.process_uuid },
  }),
})

const listProcesses = queryRoute({
  url: '/v1/ticket/process/list',
  operationId: 'listProcesses',
  tag: 'processes',
  summary: 'List approval processes 获取流程列表',
  description: 'The processes of a tenant; the built-in one is in every list.',
  data: ProcessListData,
  refusals: [],
  input: ProcessListQuery,
  toQuery: (input, principal) =>
    checkPage(input) ?? {
      queue: queues.processQueries,
      type: 'process.list',
      body: {
        principal,
        tenantUuid: input.tenant_uuid ?? null,
        processUuid: input.process_uuid ?? null,
        name: input.filter_name || null,
        pageNum: input.page_num,
        pageSize: input.page_size,
      },
    },
})

const simulateProcess = queryRoute(
  {
    url: '/v1/ticket/process/simulate',
    operationId: 'simulateProcess',
    tag: 'processes',
    summary: 'Preview the approval of a ticket 流程预览',
    description:
      'Which steps and people a ticket would go through on a process, and why, without submitting it. Callers ask for ' +
      'themselves, administrators of the tenant for its other users too.',
    data: SimulateData,
    refusals: [1004, 2003, 3005, 3006, 4005],
    input: SimulateBody,
    toQuery: ({ process_uuid, process, ticket, applicant }, principal) => {
      const details = detailsIn(ticket)
      if (typeof details === 'object' && details !== null) return details
      return {
        queue: queues.ticketQueries,
        type: 'process.simulate',
        body: {
          principal,
          processUuid: process === undefined ? (process_uuid ?? null) : null,
          process:
            process === undefined
              ? null
              : {
                  tenantUuid: process.tenant_uuid,
                  name: process.process_name,
                  steps: toSteps(process.approval_list),
                  settings: settingsOf(process),
                },
          info: {
            name: ticket.ticket_name ?? '',
            type: ticket.type,
            reason: ticket.reason ?? '',
            processUuid: ticket.process_uuid ?? SYSTEM,
            clusterUuid: ticket.cluster_uuid ?? '',
            details,
          },
          applicant:
            applicant === undefined ? null : { userUuid: applicant.user_uuid, roleUuids: applicant.role_uuids },
        },
      }
    },
  },
  'POST',
)

export const processRoutes = [
  simulateProcess,
  createProcess,
  updateProcess,
  deleteProcesses,
  inspectProcess,
  listProcesses,
]
