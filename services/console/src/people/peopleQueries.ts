import { queryOptions } from '@tanstack/react-query'
import { gongdan } from '../session/gongdan.ts'

const MANY = 100
const FIVE_MINUTES = 300_000

/** The roles and people that a tenant is known to have, for pickers. */
export const peopleQueries = {
  roles: (tenantUuid: string) =>
    queryOptions({
      queryKey: ['people', 'roles', tenantUuid],
      queryFn: ({ signal }) => gongdan().people.roles({ tenant_uuid: tenantUuid, page_size: MANY }, { signal }),
      staleTime: FIVE_MINUTES,
    }),
  users: (tenantUuid: string) =>
    queryOptions({
      queryKey: ['people', 'users', tenantUuid],
      queryFn: ({ signal }) => gongdan().people.users({ tenant_uuid: tenantUuid, page_size: MANY }, { signal }),
      staleTime: FIVE_MINUTES,
    }),
}
