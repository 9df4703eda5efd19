import { overruleTickets } from './overruleTickets.ts'

/** The original API overrules by GET with a JSON body; old clients still do (contract §3). */
export const overruleTicketsByGet = {
  ...overruleTickets,
  method: 'GET',
  operationId: 'overruleTicketsByGet',
  summary: 'Overrule tickets, for old clients 驳回工单',
  description: 'As POST; takes its parameters from the JSON body only.',
  deprecated: true,
} as const
