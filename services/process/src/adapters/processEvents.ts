import type { ProcessDefined, ProcessRemoved } from '@gongdan/contracts'
import type { RecordedEvent, OutgoingEvent } from '@gongdan/store'
import { v5 } from 'uuid'
import type { Process, ProcessFact } from '../domain/process.ts'

const bodyOf = (processUuid: string, entry: RecordedEvent<ProcessFact>, process: Process): ProcessDefined | ProcessRemoved => {
  const { seq, at, correlationId, commandId: causationId } = entry
  const event = { id: v5(String(seq), processUuid), at, correlationId, causationId, processUuid, seq }
  switch (entry.type) {
    case 'process.defined': {
      const { tenantUuid, name, steps } = entry.data
      return { ...event, type: entry.type, tenantUuid, name, steps: [...steps] }
    }
    case 'process.removed':
      return { ...event, type: entry.type, tenantUuid: process.tenantUuid }
  }
}

/** What others hear of an entry of a process's history: the same event, id included, however late and by whomever sent. */
export const eventOf = (
  { _id }: { readonly _id: string },
  entry: RecordedEvent<ProcessFact>,
  process: Process,
): OutgoingEvent => {
  const body = bodyOf(_id, entry, process)
  return { id: body.id, type: body.type, correlationId: body.correlationId, body: Buffer.from(JSON.stringify(body)) }
}
