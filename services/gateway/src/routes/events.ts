import { EventsQuery, TicketNotice } from '@gongdan/contracts'
import type { EventsRoute } from './route.ts'

export const listenToEvents: EventsRoute = {
  kind: 'events',
  method: 'GET',
  url: '/v1/events',
  operationId: 'listenToEvents',
  tag: 'notifications',
  summary: 'Listen to what concerns the caller 实时通知',
  description:
    'Server-sent events about tickets that wait for the caller or are their own, as they happen, until the token expires. ' +
    'Each has an id; a client that comes back with the last one, in the header Last-Event-ID or as last_event_id, to this ' +
    'gateway or another, gets what it missed within 7 days. Further events: `listening` first, with the id to come ' +
    'back with; `ticket.changed` (no id; its `type` is the event, `ticket.fulfilment-requested` and so on) when a ticket that the caller sees, or fulfils, has changed; `missed` instead of what is kept no longer; `end` with an envelope, before the gateway closes the stream.',
  data: TicketNotice,
  refusals: [],
  input: EventsQuery,
}
