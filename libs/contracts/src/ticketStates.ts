/** The states of a ticket with the text that goes over the wire (contract §3). */
export const ticketStateTexts = {
  saved: '已保存',
  pending: '待审批',
  overruled: '已驳回',
  withdrawn: '已撤回',
  passed: '已通过',
  archived: '已归档',
} as const

export type TicketStateCode = keyof typeof ticketStateTexts
export const ticketStateCodes = Object.keys(ticketStateTexts) as [TicketStateCode, ...TicketStateCode[]]

/** `ticket_is_over` (contract §3). */
export const isOver = (state: TicketStateCode): boolean => state === 'passed' || state === 'archived'

/** What became of the image of an approved image ticket (contract §3, section tencent.image). */
export const imageStates = ['queued', 'creating', 'created', 'failed', 'needs_operator'] as const
export type ImageState = (typeof imageStates)[number]
