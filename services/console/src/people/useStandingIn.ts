import type { Ticket } from '@gongdan/sdk'
import { useQuery } from '@tanstack/react-query'
import { allPages } from '../session/allPages.ts'
import { gongdan } from '../session/gongdan.ts'

/** Gives the names of the absent people for whom the reader may decide on such a ticket; `enabled`: whether anybody asks. */
export const useStandingIn = (
  enabled: boolean,
): ((ticket: Pick<Ticket, 'ticket_type_code' | 'process_uuid'>) => readonly string[]) => {
  const { data } = useQuery({
    queryKey: ['delegations', 'standing-in'],
    queryFn: ({ signal }) => allPages((page) => gongdan().delegations.list({ scope: 'received', ...page }, { signal })),
    staleTime: 60_000,
    enabled,
  })
  const active = data?.list.filter(({ state }) => state === 'active') ?? []
  return ({ ticket_type_code, process_uuid }) => {
    const fitting = active.filter(
      ({ types, process_uuids }) =>
        (types.length === 0 || types.includes(ticket_type_code)) &&
        (process_uuids.length === 0 || process_uuids.includes(process_uuid)),
    )
    return [...new Set(fitting.map(({ from }) => from.user_name || from.user_uuid))]
  }
}
