import type { ProcessDefined, ProcessRemoved } from '@gongdan/contracts'
import type { OutgoingEvent, RecordedEvent } from '@gongdan/store'
import { v5 } from 'uuid'
import { type Process, type ProcessEvent, settingsOf } from '../domain/process.ts'

const bodyOf = (
  processUuid: string,
  event: RecordedEvent<ProcessEvent>,
  process: Process,
): ProcessDefined | ProcessRemoved => {
  const { seq, at, correlationId, commandId: causationId } = event
  const common = { id: v5(String(seq), processUuid), at, correlationId, causationId, processUuid, seq }
  switch (event.type) {
    case 'process.defined': {
      const { tenantUuid, name, steps } = event.data
      return { ...common, type: event.type, tenantUuid, name, steps: [...steps], settings: settingsOf(event.data) }
    }
    case 'process.removed':
      return { ...common, type: event.type, tenantUuid: process.tenantUuid }
  }
}

/** The message of an event in a process's history: the same at every publication, id included. */
export const eventOf = (
  { _id }: { readonly _id: string },
  event: RecordedEvent<ProcessEvent>,
  process: Process,
): OutgoingEvent => {
  const body = bodyOf(_id, event, process)
  return { id: body.id, type: body.type, correlationId: body.correlationId, body: Buffer.from(JSON.stringify(body)) }
}
