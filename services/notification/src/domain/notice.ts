import {
  type ChangedTicket,
  type DelegationEvent,
  type Principal,
  type TicketEvent,
  type TicketNotice,
  ticketStateTexts,
  ticketTypes,
} from '@gongdan/contracts'

/** What people and programs are told of. */
export type ToldEvent = TicketEvent | DelegationEvent

export const isOfTicket = (event: ToldEvent): event is TicketEvent => 'ticketUuid' in event

/** A function that makes what belongs to an event once: all who are told of it share it. */
const onceAnEvent = <T>(make: (event: ToldEvent) => T): ((event: ToldEvent) => T) => {
  const made = new WeakMap<ToldEvent, { readonly value: T }>()
  return (event) => {
    const known = made.get(event) ?? { value: make(event) }
    made.set(event, known)
    return known.value
  }
}

/** An event as receivers get it: the same event always gives the same notice, to the letter. */
export const noticeOf = onceAnEvent(
  (event): TicketNotice => (isOfTicket(event) ? ticketNotice(event) : delegationNotice(event)),
)

/** The JSON text of the notice of an event. */
export const noticeText = onceAnEvent((event) => JSON.stringify(noticeOf(event)))

/** The bytes of that text as a string of another JSON text, where its quotes are escaped: a notice takes nowhere more. */
export const noticeBytes = onceAnEvent((event) => Buffer.byteLength(JSON.stringify(noticeText(event))))

const ticketNotice = (event: TicketEvent): TicketNotice => ({
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
  ticket_reason: event.ticketReason,
  process_uuid: event.processUuid,
  ...whoseTurn(event),
  image_state: event.imageState ?? '',
  fulfilment_state: event.fulfilmentState ?? '',
  ...(event.returned && { returned: true as const }),
  ...(event.onBehalfOf !== null && {
    on_behalf_of: { user_uuid: event.onBehalfOf.userUuid, user_name: event.onBehalfOf.userName },
  }),
  ...commentIn(event),
})

/** So many people a notice names as those whose turn it is. */
const NAMED = 5

/** The role whose turn it is; where the first open seat is a person's, the names of those who are asked, for `owner_uuid` is of a role. */
const whoseTurn = ({ currentOwner, open }: TicketEvent) => {
  const names = open.map((owner) =>
    owner.kind === 'role' ? owner.roleName || owner.roleUuid : owner.userName || owner.userUuid,
  )
  return {
    owner_tenant_uuid: currentOwner?.tenantUuid ?? '',
    owner_uuid: currentOwner?.roleUuid ?? '',
    owner_name: currentOwner?.roleName ?? [...new Set(names)].slice(0, NAMED).join('、'),
  }
}

const commentIn = ({ comment }: TicketEvent) => (comment === null ? {} : { comment_uuid: comment.uuid })

/** The fields of a notice about no ticket. */
const noTicket = {
  ...{ ticket_uuid: '', ticket_name: '', ticket_type: '', ticket_type_code: '' },
  ...{ ticket_state: '', ticket_state_code: '' },
  ...{ applyer_uuid: '', applyer_name: '', applyer_tenant_uuid: '', applyer_tenant_name: '' },
  ...{ reason: '', ticket_reason: '', process_uuid: '' },
  ...{ owner_tenant_uuid: '', owner_uuid: '', owner_name: '', image_state: '', fulfilment_state: '' },
} as const

const delegationNotice = ({ from, to, ...event }: DelegationEvent): TicketNotice => ({
  ...noTicket,
  ...{ event_id: event.id, type: event.type, time: Math.floor(event.at / 1_000), seq: event.seq },
  ...{ actor_uuid: event.actor?.userUuid ?? '', actor_name: event.actor?.userName ?? '', reason: event.reason },
  delegation: {
    delegation_uuid: event.delegationUuid,
    from_uuid: from.userUuid,
    from_name: from.userName,
    to_uuid: to.userUuid,
    to_name: to.userName,
    start: Math.floor(event.start / 1_000),
    end: Math.floor(event.end / 1_000),
  },
})

/** What everybody in whose lists the ticket is hears of an event. */
export const changeOf = (event: TicketEvent): ChangedTicket => ({
  type: event.type,
  ticket_uuid: event.ticketUuid,
  version: event.seq,
  ticket_state_code: event.state,
  actor_name: event.actor?.userName ?? '',
  ...whoseTurn(event),
  ...commentIn(event),
})

/** The type of the notice that webhook/test sends. */
const testType = 'webhook.test'

/** A notice about no ticket, which shows that a webhook works. `at` is unix ms. */
export const testNotice = (
  id: string,
  webhookName: string,
  { userUuid, userName }: Pick<Principal, 'userUuid' | 'userName'>,
  at: number,
): TicketNotice => ({
  ...noTicket,
  ...{ event_id: id, type: testType, time: Math.floor(at / 1_000), seq: 0 },
  ...{ ticket_name: webhookName, actor_uuid: userUuid, actor_name: userName },
})

/** The body of a standard webhook: a function of the notice, so that every attempt sends the same to the letter. */
export const payloadOf = (notice: TicketNotice): string =>
  JSON.stringify({ type: notice.type, timestamp: new Date(notice.time * 1_000).toISOString(), data: notice })
