import type { ImageEvent } from '@gongdan/contracts'
import { done, type Outcome, type Received, retry } from '@gongdan/messaging'
import { recordImage } from '../domain/recordImage.ts'
import type { ExecuteTickets } from './commands.ts'

/** image.*: progress of the image is recorded in the ticket, in any state of it (decision 6). */
export const onImageEvent =
  (execute: ExecuteTickets) =>
  async (batch: readonly Received<ImageEvent>[]): Promise<readonly Outcome[]> => {
    const { faults } = await execute(
      batch.map(({ body, correlationId }) => ({
        id: body.ticketUuid,
        commandId: body.id,
        correlationId,
        by: null,
        creates: false,
        decide: (ticket) => recordImage(body, ticket),
      })),
    )
    const failed = new Map(faults.map(({ commandId, fault }) => [commandId, fault]))
    return batch.map(({ body }) => (failed.has(body.id) ? retry(String(failed.get(body.id))) : done()))
  }
