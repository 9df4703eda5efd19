import { MAX_DETAILS_BYTES, pickDetails, type TicketInfoBody } from '@gongdan/contracts'
import type { z } from 'zod'
import { type Refusal, refusal } from '../http/refusal.ts'
import { type Ids, type Plan, plan } from '../route.ts'

/**
 * The plan of a save or a submit. A new ticket gets its uuid here, so that an answer that comes late can still name
 * it (design decision 3). Details above 64 KiB are refused with 1004 (contract §3).
 */
export const planTicket = (
  type: 'ticket.save' | 'ticket.submit',
  body: z.infer<typeof TicketInfoBody>,
  ids: Ids,
): Plan | Refusal => {
  const details = pickDetails(body.type, body)
  if (details !== null && Buffer.byteLength(details) > MAX_DETAILS_BYTES) {
    return refusal(1004, `the section of ${body.type} is larger than ${MAX_DETAILS_BYTES} bytes`)
  }
  const item = {
    commandId: ids.command(0),
    ticketUuid: body.ticket_uuid ?? ids.created(),
    isNew: body.ticket_uuid === undefined,
    ...(body.version === undefined ? {} : { version: body.version }),
    info: {
      name: body.ticket_name,
      type: body.type,
      reason: body.reason,
      processUuid: body.process_uuid,
      clusterUuid: body.cluster_uuid,
      details,
    },
  }
  return plan({ type, items: [item], shared: {}, order: [0], single: true })
}
