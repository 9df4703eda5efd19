import type { ImageEvent } from '@gongdan/contracts'
import { done, type Outcome, type Received, retry } from '@gongdan/messaging'
import type { TicketItem, TicketStore } from '../adapters/ticketStore.ts'
import { recordImageNews } from '../domain/image.ts'

const item = ({ body, correlationId }: Received<ImageEvent>): TicketItem => ({
  id: body.ticketUuid,
  commandId: body.id,
  correlationId,
  by: null,
  creates: false,
  decide: (ticket) => ({ kind: 'accepted', facts: recordImageNews(body, ticket) }),
})

/** What the four handlers of image events have in common: the fulfilment is recorded in the ticket, in any state of it. */
export const recordImage =
  ({ tickets }: { readonly tickets: Pick<TicketStore, 'execute'> }) =>
  async (batch: readonly Received<ImageEvent>[]): Promise<readonly Outcome[]> => {
    const { faults } = await tickets.execute(batch.map(item))
    const failed = new Map(faults.map(({ commandId, fault }) => [commandId, fault]))
    return batch.map(({ body }) => (failed.has(body.id) ? retry(String(failed.get(body.id))) : done()))
  }
