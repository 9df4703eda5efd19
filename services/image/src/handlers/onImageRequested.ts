import type { TicketEvent } from '@gongdan/contracts'
import { done, type Outcome, type Received, reject } from '@gongdan/messaging'
import type { JobStore } from '../domain/ports.ts'
import { onRequest } from '../domain/request.ts'
import { sectionOf } from '../domain/section.ts'

export interface Deps {
  readonly store: Pick<JobStore, 'change'>
  /** Whether the database was ever restored from a backup: images may exist that it does not know of. */
  readonly wasRestored: () => Promise<boolean>
}

/**
 * ticket.image-requested: records the job and acknowledges, so that no delivery is held while an image is made. The same
 * request again changes nothing. An event without an image section is parked. In a restored database a new job looks up its
 * image first.
 */
export const onImageRequested =
  ({ store, wasRestored }: Deps) =>
  async (batch: readonly Received<TicketEvent>[]): Promise<readonly Outcome[]> => {
    const lookFirst = await wasRestored()
    const record = async ({ body }: Received<TicketEvent>): Promise<Outcome> => {
      const { image, ticketUuid, id: commandId, correlationId, actor: by } = body
      if (image === null || !isSection(image.details)) return reject('the event carries no image section')
      await store.change(ticketUuid, { commandId, correlationId, by }, (job) => onRequest(job, image, lookFirst))
      return done()
    }
    return Promise.all(batch.map(record))
  }

const isSection = (details: string): boolean => {
  try {
    sectionOf(details)
    return true
  } catch {
    return false
  }
}
