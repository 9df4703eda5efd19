import { queryOptions } from '@tanstack/react-query'
import { allPages } from '../session/allPages.ts'
import { gongdan } from '../session/gongdan.ts'

const FIVE_MINUTES = 300_000

/** The roles and people that a tenant is known to have, for pickers. */
export const peopleQueries = {
  roles: (tenantUuid: string) =>
    queryOptions({
      queryKey: ['people', 'roles', tenantUuid],
      queryFn: ({ signal }) =>
        allPages((page) => gongdan().people.roles({ tenant_uuid: tenantUuid, ...page }, { signal })),
      staleTime: FIVE_MINUTES,
    }),
  users: (tenantUuid: string) =>
    queryOptions({
      queryKey: ['people', 'users', tenantUuid],
      queryFn: ({ signal }) =>
        allPages((page) => gongdan().people.users({ tenant_uuid: tenantUuid, ...page }, { signal })),
      staleTime: FIVE_MINUTES,
    }),
}
