/** What may be done to a ticket: `can` of contract §3, and behind `ticket.` the type of the command. */
export const ticketActions = [
  'save',
  'submit',
  'submit-saved',
  'submit-overruled',
  'pass',
  'overrule',
  'return',
  'transfer',
  'add-approvers',
  'withdraw',
  'terminate',
  'urge',
  'confirm',
  'archive',
  'cc',
  'delete',
  'request-image',
  'retry-fulfilment',
] as const
export type TicketAction = (typeof ticketActions)[number]
