import { randomUUID } from 'node:crypto'
import type { OutMessage } from '@gongdan/messaging'
import type { Peers } from '@gongdan/service'

/** What a message for a queue says besides type and body; `issuedAt`, unix milliseconds, is when it was accepted. */
interface Rest extends Pick<OutMessage, 'correlationId' | 'replyTo'> {
  readonly issuedAt: number
}

/** A message whose body, principal included, is proved to be the gateway's by the service of the queue (decision 9). */
export type Sign = (queue: string, type: string, body: unknown, rest: Rest) => OutMessage

/** Makes messages that are signed when they are published, each with a message id of its own. */
export const createSigner =
  (peers: Pick<Peers, 'prove'>): Sign =>
  (queue, type, body, { issuedAt, ...rest }) =>
    peers.prove({ ...rest, id: randomUUID(), type, body: Buffer.from(JSON.stringify(body)) }, queue, issuedAt)
