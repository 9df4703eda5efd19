import {
  DelegationCancelBody,
  DelegationCreateBody,
  DelegationListData,
  DelegationListQuery,
  DelegationRef,
  queues,
} from '@gongdan/contracts'
import { commandRequest, singleCommand } from '../batch/commandRequest.ts'
import { checkPage, commandRoute, distinct, queryRoute } from './route.ts'

const createDelegation = commandRoute({
  url: '/v1/delegation/create',
  operationId: 'createDelegation',
  tag: 'people',
  summary: 'Let another person decide in your absence 设置审批委托',
  description:
    'From start on, and no longer at end, the delegate may approve, reject, return and comment on what waits for the absent person. By that person, or for one of the tenant by its administrator.',
  data: DelegationRef,
  refusals: [2003, 4102],
  single: true,
  body: DelegationCreateBody,
  toCommand: ({ to, start, end, types, process_uuids, reason = '', from_user_uuid = null }, ids) =>
    singleCommand(
      'delegation.create',
      {
        commandId: ids.command(0),
        delegationUuid: ids.created(),
        fromUserUuid: from_user_uuid,
        to: { userUuid: to.user_uuid, userName: to.user_name ?? '' },
        start,
        end,
        types: [...new Set(types)],
        processUuids: [...new Set(process_uuids)],
        reason,
      },
      {},
    ),
})

const cancelDelegations = commandRoute({
  url: '/v1/delegation/cancel',
  operationId: 'cancelDelegations',
  tag: 'people',
  summary: 'Cancel delegations 取消审批委托',
  description: 'They end at once. By either of the two people, or by an administrator of the tenant.',
  data: DelegationRef,
  refusals: [4101],
  single: false,
  body: DelegationCancelBody,
  toCommand: ({ list }, ids) => {
    const uuids = list.map((listed) => (typeof listed === 'string' ? listed : listed.delegation_uuid))
    const { items, order } = distinct(uuids)
    return commandRequest({
      type: 'delegation.cancel',
      items: items.map((delegationUuid, index) => ({ commandId: ids.command(index), delegationUuid })),
      shared: {},
      order,
      single: false,
    })
  },
})

const listDelegations = queryRoute({
  url: '/v1/delegation/list',
  operationId: 'listDelegations',
  tag: 'people',
  summary: 'List delegations 获取审批委托列表',
  description: 'Those that the caller gave or received, or all of the tenant for its administrators, newest first.',
  data: DelegationListData,
  refusals: [2003],
  input: DelegationListQuery,
  toQuery: (input, principal) =>
    checkPage(input) ?? {
      queue: queues.ticketQueries,
      type: 'delegation.list',
      body: { principal, scope: input.scope, pageNum: input.page_num, pageSize: input.page_size },
    },
})

export const delegationRoutes = [createDelegation, cancelDelegations, listDelegations]
