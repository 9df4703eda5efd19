export { GongdanError, type Language, type Said } from './answers.ts'
export type { AskOptions, CommandOptions } from './connection.ts'
export type { ChangedTicket, EventOptions, LiveEvent, Notice } from './events.ts'
export { parseExact, stringifyExact } from './exactJson.ts'
export { fieldKinds } from './fieldKinds.ts'
export {
  type ClaimedTicket,
  createGongdan,
  type FulfilmentReport,
  type Gongdan,
  type ProcessBody,
  type ProcessDetails,
  type Ticket,
  type TicketBody,
  type TicketDetails,
  type TicketDraft,
  type TicketFilter,
  type TicketItem,
} from './gongdan.ts'
export type { BatchOptions, ItemOutcome, Outcomes } from './outcomes.ts'
export type { components, operations, paths } from './schema.d.ts'
export type { ClientOptions } from './send.ts'
export type { Verification } from './verify.ts'
