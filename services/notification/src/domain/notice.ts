import {
  type ChangedTicket,
  type TicketEvent,
  type TicketNotice,
  ticketStateTexts,
  ticketTypes,
} from '@gongdan/contracts'

/** A ticket's event as receivers get it: the same event always gives the same notice, to the letter. */
export const noticeOf = (event: TicketEvent): TicketNotice => ({
  event_id: event.id,
  type: event.type,
  time: Math.floor(event.at / 1_000),
  seq: event.seq,
  ticket_uuid: event.ticketUuid,
  ticket_name: event.name,
  ticket_type: ticketTypes[event.ticketType].text,
  ticket_type_code: event.ticketType,
  ticket_state: ticketStateTexts[event.state],
  ticket_state_code: event.state,
  applyer_uuid: event.applicant.userUuid,
  applyer_name: event.applicant.userName,
  applyer_tenant_uuid: event.applicant.tenantUuid,
  applyer_tenant_name: event.applicant.tenantName,
  actor_uuid: event.actor?.userUuid ?? '',
  actor_name: event.actor?.userName ?? '',
  reason: event.reason,
  process_uuid: event.processUuid,
  owner_tenant_uuid: event.currentOwner?.tenantUuid ?? '',
  owner_uuid: event.currentOwner?.roleUuid ?? '',
  owner_name: event.currentOwner?.roleName ?? '',
  image_state: event.imageState ?? '',
})

/** What everybody in whose lists the ticket is hears of an event. */
export const changeOf = (event: TicketEvent): ChangedTicket => ({
  ticket_uuid: event.ticketUuid,
  version: event.seq,
  ticket_state_code: event.state,
  actor_name: event.actor?.userName ?? '',
  owner_tenant_uuid: event.currentOwner?.tenantUuid ?? '',
  owner_uuid: event.currentOwner?.roleUuid ?? '',
  owner_name: event.currentOwner?.roleName ?? '',
})
