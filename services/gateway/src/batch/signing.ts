import { randomUUID } from 'node:crypto'
import { type OutMessage, type PrincipalKeys, signatureHeader, signBody } from '@gongdan/messaging'

/** A message whose body, principal included, is bound to the gateway's signature (decision 9). */
export type Sign = (type: string, body: unknown, rest?: Pick<OutMessage, 'correlationId' | 'replyTo'>) => OutMessage

/** Makes signed messages with the first of the keys, each with a message id of its own. */
export const createSigner =
  (keys: PrincipalKeys): Sign =>
  (type, body, rest = {}) => {
    const bytes = Buffer.from(JSON.stringify(body))
    return {
      ...rest,
      id: randomUUID(),
      type,
      body: bytes,
      headers: { [signatureHeader]: signBody(keys, type, bytes) },
    }
  }
