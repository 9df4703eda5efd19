import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLive, useRefetchInterval } from '../../live/live.ts'
import { queries } from '../../session/queries.ts'

/** A ticket with all that is known of it, as it is now. */
export const useTicket = (uuid: string) => {
  const client = useQueryClient()
  const refetchInterval = useRefetchInterval()
  const query = useQuery({ ...queries.ticket(uuid), refetchInterval })
  useLive((event) => {
    const isThis = event.type === 'changed' && event.ticket.ticket_uuid === uuid
    if (isThis || event.type === 'listening' || event.type === 'missed') {
      void client.invalidateQueries({ queryKey: queries.ticket(uuid).queryKey })
    }
  })
  return query
}
