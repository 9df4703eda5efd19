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

/**
 * What became of what was approved (contract §3, Fulfilment). `none`: nothing is to be done; `partly`: some of what was applied for
 * failed. Of an image ticket it follows from the state of its image.
 */
export const fulfilmentStates = ['none', 'waiting', 'working', 'done', 'failed', 'partly', 'needs_operator'] as const
export type FulfilmentState = (typeof fulfilmentStates)[number]

/** How a fulfilment can end. */
export const fulfilmentEnds = ['done', 'failed', 'partly'] as const
export type FulfilmentEnd = (typeof fulfilmentEnds)[number]

/** The fulfilment of an image ticket. */
export const fulfilmentOfImage: Readonly<Record<ImageState, FulfilmentState>> = {
  queued: 'waiting',
  creating: 'working',
  created: 'done',
  failed: 'failed',
  needs_operator: 'needs_operator',
}
