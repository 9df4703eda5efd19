import { randomUUID } from 'node:crypto'
import { type Bus, type PrincipalKeys, signatureHeader, signBody } from '@gongdan/messaging'

export interface SignedRequest {
  /** The queue of queries of the service that is asked. */
  readonly queue: string
  readonly type: string
  /** At most 100 of what is asked for. */
  readonly body: object
  readonly timeoutMs: number
}

/**
 * Asks another service and gives the JSON of its reply, which the caller parses. Rejects with a RequestFault when no reply
 * comes in time.
 */
export const requestSigned = async (
  bus: Pick<Bus, 'request'>,
  keys: PrincipalKeys,
  { queue, type, body, timeoutMs }: SignedRequest,
): Promise<unknown> => {
  const bytes = Buffer.from(JSON.stringify(body))
  const headers = { [signatureHeader]: signBody(keys, type, bytes) }
  const reply = await bus.request(queue, { id: randomUUID(), type, body: bytes, headers }, timeoutMs)
  return JSON.parse(reply.toString())
}
