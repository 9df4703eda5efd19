import type { TicketEvent } from '@gongdan/contracts'

/** A ticket event that says what a test cares about. */
export const ticketEvent = (said: Partial<TicketEvent> = {}): TicketEvent => ({
  id: '0c9f8f66-6d5b-5c35-8d0a-6b1f7d1b9a10',
  at: 1,
  correlationId: 'c',
  causationId: 'c',
  type: 'ticket.submitted',
  ticketUuid: 'ad0bcf7e-ab75-4873-b0a2-6caa294b083f',
  seq: 1,
  name: '反馈',
  ticketType: 'FEEDBACK',
  state: 'pending',
  deleted: false,
  applicant: { userUuid: 'u', userName: 'u', tenantUuid: 't1', tenantName: 't1' },
  actor: null,
  reason: '',
  processUuid: 'system',
  currentOwner: null,
  deciders: [],
  image: null,
  imageState: null,
  ...said,
})
