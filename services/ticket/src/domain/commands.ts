import type { ImageEvent, Principal, TicketInfo } from '@gongdan/contracts'
import type { Definition } from './plan.ts'

/**
 * What the domain is asked to decide. Everything it needs beside the ticket comes in with it: `definitionOf` gives the
 * process of a uuid, null when there is none; `hashOf` gives the SHA-256 that seals the details of a passed image ticket.
 */
export type TicketCommand = { readonly principal: Principal; readonly version?: number | undefined } & (
  | {
      readonly action: 'save' | 'submit'
      readonly isNew: boolean
      readonly info: TicketInfo
      readonly definitionOf: (processUuid: string) => Definition | null
      readonly detailUuid: string
    }
  | {
      readonly action: 'submit-saved' | 'submit-overruled'
      readonly definitionOf: (processUuid: string) => Definition | null
    }
  | { readonly action: 'pass'; readonly config: string | null; readonly hashOf: (details: string) => string }
  | { readonly action: 'overrule'; readonly reason: string }
  | { readonly action: 'withdraw' | 'confirm' | 'archive' | 'delete' }
  | { readonly action: 'request-image'; readonly hashOf: (details: string) => string }
)

export type CommandOf<A extends TicketCommand['action']> = TicketCommand & { readonly action: A }

/** What the image worker told. */
export interface ImageNewsCommand {
  readonly event: ImageEvent
}
