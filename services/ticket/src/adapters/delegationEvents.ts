import type { DelegationEvent as PublishedDelegation } from '@gongdan/contracts'
import type { OutgoingEvent, RecordedEvent } from '@gongdan/store'
import { v5 as uuidv5 } from 'uuid'
import type { Delegation, DelegationEvent } from '../domain/delegation.ts'

/** The event as it is published: the same at every publication, id included. */
export const delegationEventOf = (
  { _id: delegationUuid }: { readonly _id: string },
  { seq, at, by, correlationId, commandId: causationId, type }: RecordedEvent<DelegationEvent>,
  delegation: Delegation,
): OutgoingEvent => {
  const { tenantUuid, tenantName, from, to, start, end, types, processUuids, reason } = delegation
  const id = uuidv5(String(seq), delegationUuid)
  const head = { id, at, correlationId, causationId, type, delegationUuid, seq, actor: by }
  const terms = { tenantUuid, tenantName, from, to, start, end, types: [...types], processUuids: [...processUuids] }
  const body: PublishedDelegation = { ...head, ...terms, reason }
  return { id, type, correlationId, body: Buffer.from(JSON.stringify(body)) }
}
