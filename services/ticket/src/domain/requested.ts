import type { TicketInfo } from '@gongdan/contracts'
import type { DecisionContext } from './actions/action.ts'
import type { DomainEvent } from './events.ts'
import { requiredTag } from './imageGuard.ts'

/** Of a ticket, what is asked for once it is passed. */
interface Source {
  readonly info: TicketInfo
  readonly applicant: { readonly tenantUuid: string }
}

type Sealing = Pick<DecisionContext, 'sha256' | 'imageGuard'>

/** What a ticket asks for when it is passed: its image, or that a fulfiller does what was approved where the type is fulfilled. */
export const firstRequest = (
  ticket: Source,
  context: Sealing & Pick<DecisionContext, 'fulfilledTypes'>,
): readonly DomainEvent[] => {
  const { type } = ticket.info
  if (type === 'TENCENT_IMAGE_CREATE') return [imageRequested(ticket, 1, context)]
  return context.fulfilledTypes.has(type) ? [fulfilmentRequested(ticket, 1, context)] : []
}

export const imageRequested = (ticket: Source, request: number, context: Sealing): DomainEvent => {
  const data = { request, detailsHash: hashOf(ticket, context) }
  const tag = requiredTag(ticket, context.imageGuard)
  return { type: 'ticket.image-requested', data: tag === null ? data : { ...data, tag } }
}

export const fulfilmentRequested = (
  ticket: Source,
  request: number,
  context: Pick<Sealing, 'sha256'>,
): DomainEvent => ({
  type: 'ticket.fulfilment-requested',
  data: { request, detailsHash: hashOf(ticket, context) },
})

const hashOf = ({ info }: Source, { sha256 }: Pick<Sealing, 'sha256'>): string => sha256(info.details ?? '')
