import type { ImageEvent } from '@gongdan/contracts'
import type { AggregateDocument, RecordedEvent, OutgoingEvent } from '@gongdan/store'
import { v5 as uuidv5 } from 'uuid'
import type { JobFact } from '../domain/facts.ts'
import type { Job } from '../domain/job.ts'
import { toldOf } from '../domain/told.ts'

/**
 * A namespace of the image worker's own under the ticket, so that its event ids differ from the ticket service's, which
 * derive from the same uuid. By bytes, for the ticket's uuid may be of any version.
 */
const namespaceOf = (ticketUuid: string): Uint8Array =>
  uuidv5('image', Buffer.from(ticketUuid.replaceAll('-', ''), 'hex'), new Uint8Array(16))

/** The event that others hear of an entry, if any: a function of the history up to it (design decision 1). */
export const imageEvent = (job: Job, entry: RecordedEvent<JobFact>): ImageEvent | null => {
  const told = toldOf(entry, job)
  if (told === null) return null
  return {
    id: uuidv5(String(entry.seq), namespaceOf(job.ticketUuid)),
    at: entry.at,
    correlationId: job.correlationId,
    causationId: job.causationId,
    ticketUuid: job.ticketUuid,
    request: job.request,
    seq: entry.seq,
    ...told,
  }
}

/** What the relay sends for an entry. */
export const eventOf = (_: AggregateDocument<JobFact>, entry: RecordedEvent<JobFact>, job: Job): OutgoingEvent | null => {
  const event = imageEvent(job, entry)
  if (event === null) return null
  const { id, type, correlationId } = event
  return { id, type, correlationId, body: Buffer.from(JSON.stringify(event)) }
}
