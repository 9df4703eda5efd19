import { createHash } from 'node:crypto'
import type { GetMessage } from 'amqplib/callback_api'
import type { Kept, Letter } from './kept.ts'
import { textOf } from './properties.ts'
import type { Destination } from './publisher.ts'
import { retryHeaders } from './retry.ts'

const fromBroker = /^x-(delivery-count|death|first-death-.*|last-death-.*)$/
const ours = new Set<string>(Object.values(retryHeaders))

const originOf = ({ properties, fields }: GetMessage): Destination => {
  const headers = properties.headers ?? {}
  const queue = textOf(headers[retryHeaders.queue]) ?? textOf(headers['x-first-death-queue'])
  const { exchange, routingKey } = fields
  return queue === undefined ? { exchange, routingKey } : { exchange: '', routingKey: queue }
}

/** A message of a queue as a person sees it. */
export const keptMessage = (queue: string, message: GetMessage): Omit<Kept, 'replay' | 'discard'> => {
  const { properties, content } = message
  const id = textOf(properties.messageId) ?? ''
  const type = textOf(properties.type) ?? ''
  const { timestamp } = properties
  return {
    handle: createHash('sha256')
      .update(JSON.stringify([queue, id, type]))
      .update(content)
      .digest('hex')
      .slice(0, 12),
    id,
    type,
    correlationId: textOf(properties.correlationId) ?? id,
    ...(typeof timestamp === 'number' && { at: new Date(timestamp * 1_000).toISOString() }),
    headers: properties.headers ?? {},
    body: content,
    origin: originOf(message),
  }
}

/** The same message as if it came for the first time. */
export const replayed = (message: GetMessage): Letter => {
  const headers = Object.entries(message.properties.headers ?? {}).filter(
    ([name]) => !ours.has(name) && !fromBroker.test(name),
  )
  return letter(message, originOf(message), Object.fromEntries(headers))
}

const letter = ({ content, properties }: GetMessage, to: Destination, headers: object): Letter => {
  // Its expiry counted for where it was asked; a message that waits for a person has all the time there is.
  const { expiration: _, ...others } = properties
  return { to, body: content, properties: { ...others, headers } as Letter['properties'] }
}
