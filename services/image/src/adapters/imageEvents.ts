import type { ImageEvent } from '@gongdan/contracts'
import type { OutgoingEvent, RecordedEvent } from '@gongdan/store'
import { v5 as uuidv5 } from 'uuid'
import { announcementOf } from '../domain/announcement.ts'
import type { JobEvent } from '../domain/events.ts'
import type { Job } from '../domain/job.ts'

/**
 * A namespace of the image service under the ticket's uuid, so that its event ids differ from the ticket service's, which
 * derive from the same uuid. By bytes: the ticket's uuid may be of any version.
 */
const namespaceOf = (ticketUuid: string): Uint8Array =>
  uuidv5('image', Buffer.from(ticketUuid.replaceAll('-', ''), 'hex'), new Uint8Array(16))

/** The event that is published of a recorded event, or null. It follows from the history alone (decision 1). */
const imageEvent = (job: Job, event: RecordedEvent<JobEvent>): ImageEvent | null => {
  const announcement = announcementOf(event, job)
  if (announcement === null) return null
  return {
    id: uuidv5(String(event.seq), namespaceOf(job.ticketUuid)),
    at: event.at,
    correlationId: job.correlationId,
    causationId: job.causationId,
    ticketUuid: job.ticketUuid,
    request: job.request,
    seq: event.seq,
    ...announcement,
  }
}

/** What the relay publishes of a recorded event. */
export const eventOf = (
  _: { readonly _id: string },
  recorded: RecordedEvent<JobEvent>,
  job: Job,
): OutgoingEvent | null => {
  const event = imageEvent(job, recorded)
  if (event === null) return null
  const { id, type, correlationId } = event
  return { id, type, correlationId, body: Buffer.from(JSON.stringify(event)) }
}
