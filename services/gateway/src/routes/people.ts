import { queues, RoleListData, RoleListQuery, UserListData, UserListQuery } from '@gongdan/contracts'
import { checkPage, queryRoute } from './route.ts'

const listRoles = queryRoute({
  url: '/v1/role/list',
  operationId: 'listRoles',
  tag: 'people',
  summary: 'List the roles that may approve 获取角色列表',
  description: 'The roles of a tenant: those that tokens have shown within 90 days, and those that its processes name.',
  data: RoleListData,
  refusals: [],
  input: RoleListQuery,
  toQuery: (input, principal) =>
    checkPage(input) ?? {
      queue: queues.ticketQueries,
      type: 'role.list',
      body: {
        principal,
        tenantUuid: input.tenant_uuid ?? null,
        pageNum: input.page_num,
        pageSize: input.page_size,
      },
    },
})

const listUsers = queryRoute({
  url: '/v1/user/list',
  operationId: 'listUsers',
  tag: 'people',
  summary: 'List the people of a tenant 获取人员列表',
  description: 'The people of a tenant whose tokens were seen within 90 days, all or the holders of a role, by name.',
  data: UserListData,
  refusals: [],
  input: UserListQuery,
  toQuery: (input, principal) =>
    checkPage(input) ?? {
      queue: queues.ticketQueries,
      type: 'user.list',
      body: {
        principal,
        tenantUuid: input.tenant_uuid ?? null,
        roleUuid: input.role_uuid ?? null,
        pageNum: input.page_num,
        pageSize: input.page_size,
      },
    },
})

export const peopleRoutes = [listRoles, listUsers]
