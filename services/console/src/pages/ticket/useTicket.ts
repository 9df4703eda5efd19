import type { TicketDetails } from '@gongdan/sdk'
import { useQuery } from '@tanstack/react-query'
import { useReadAgain, useRefetchInterval } from '../../live/live.ts'
import { queries } from '../../session/queries.ts'

/** How often a ticket is read again while a fulfiller works on it: how far it is, is no change that is told. In milliseconds. */
const WORKING_MS = 5_000

const isWorkedOn = (ticket: TicketDetails | undefined): boolean =>
  ticket !== undefined && ticket.image_state === null && ticket.fulfilment?.state === 'working'

/** A ticket with all that is known of it, as it is now. */
export const useTicket = (uuid: string) => {
  const refetchInterval = useRefetchInterval()
  const query = useQuery({
    ...queries.ticket(uuid),
    refetchInterval: ({ state: { data } }) => (isWorkedOn(data) ? WORKING_MS : refetchInterval),
  })
  useReadAgain(queries.ticket(uuid).queryKey, ({ ticket_uuid }) => ticket_uuid === uuid)
  return query
}
