import type { TicketEvent } from '@gongdan/contracts'
import { done, type Outcome, type Received, reject } from '@gongdan/messaging'
import type { JobStore } from '../adapters/jobStore.ts'
import { onRequest } from '../domain/request.ts'
import { sectionOf } from '../domain/section.ts'

export interface Needs {
  readonly store: Pick<JobStore, 'change'>
  /** Whether the database ever came from a backup: images may have been made of which it does not know. */
  readonly wasRestored: () => Promise<boolean>
}

/**
 * ticket.image-requested: records the job and no more; a delivery is never held while an image is made. The same request
 * again changes nothing. An event without an image section is parked. In a database that was restored, a new job looks for
 * its image first.
 */
export const onImageRequested =
  ({ store, wasRestored }: Needs) =>
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
