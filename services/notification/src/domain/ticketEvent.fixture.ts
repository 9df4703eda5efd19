import type { DelegationEvent, TicketEvent } from '@gongdan/contracts'

export const person = (userUuid: string, tenantUuid = 't1') => ({
  userUuid,
  userName: userUuid.toUpperCase(),
  tenantUuid,
  tenantName: tenantUuid,
})

/** A ticket event with what a test cares about; by default zhang of tenant t1 has submitted a ticket. */
export const ticketEvent = (fields: Partial<TicketEvent> = {}): TicketEvent => ({
  id: '0c9f8f66-6d5b-5c35-8d0a-6b1f7d1b9a10',
  at: 1_764_115_200_000,
  correlationId: 'c',
  causationId: 'c',
  type: 'ticket.submitted',
  ticketUuid: 'ad0bcf7e-ab75-4873-b0a2-6caa294b083f',
  seq: 1,
  hash: '',
  name: '申请云主机',
  ticketType: 'FEEDBACK',
  state: 'pending',
  deleted: false,
  applicant: person('zhang'),
  actor: person('zhang'),
  ticketReason: '',
  reason: '',
  processUuid: 'system',
  currentOwner: { tenantUuid: 't1', tenantName: 't1', roleUuid: 'auditor', roleName: '审计员' },
  formerOwner: null,
  keys: [],
  deciders: [],
  open: [],
  opened: [],
  returned: false,
  dueAt: null,
  cc: [],
  delegable: true,
  image: null,
  imageState: null,
  ...fields,
})

/** A delegation of li's to wang, both of tenant t1, which li has made. */
export const delegationEvent = (fields: Partial<DelegationEvent> = {}): DelegationEvent => ({
  id: '6b1f7d1b-9a10-5c35-8d0a-0c9f8f666d5b',
  at: 1_764_115_200_000,
  correlationId: 'c',
  causationId: 'c',
  type: 'delegation.made',
  delegationUuid: '0c9f8f66-6d5b-4c35-8d0a-6b1f7d1b9a10',
  seq: 1,
  tenantUuid: 't1',
  tenantName: 't1',
  actor: person('li'),
  from: { userUuid: 'li', userName: 'LI' },
  to: { userUuid: 'wang', userName: 'WANG' },
  start: 1_764_115_200_000,
  end: 1_764_720_000_000,
  types: [],
  processUuids: [],
  reason: '',
  ...fields,
})
