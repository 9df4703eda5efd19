import { queryOptions } from '@tanstack/react-query'
import { allPages } from './allPages.ts'
import { gongdan } from './gongdan.ts'

/** Questions that more than one page asks, under the keys by which their answers are kept. */
export const queries = {
  /** How many tickets there are in each list. */
  count: () =>
    queryOptions({
      queryKey: ['tickets', 'count'],
      queryFn: ({ signal }) =>
        gongdan().tickets.count({ scopes: ['todo', 'delegated', 'applied', 'handled', 'cc', 'all'] }, { signal }),
    }),
  /** The processes of a tenant, to choose from. */
  processes: (tenantUuid: string) =>
    queryOptions({
      queryKey: ['processes', 'choose', tenantUuid],
      queryFn: ({ signal }) =>
        allPages((page) => gongdan().processes.list({ tenant_uuid: tenantUuid, ...page }, { signal })),
      staleTime: 60_000,
    }),
  /** A ticket with all that is known of it. */
  ticket: (uuid: string) =>
    queryOptions({
      queryKey: ['tickets', 'one', uuid],
      queryFn: ({ signal }) => gongdan().tickets.inspect(uuid, { signal }),
    }),
}
