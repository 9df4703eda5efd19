import { createHash } from 'node:crypto'
import type { GetMessage } from 'amqplib/callback_api'
import type { ParkedMessage, RawMessage } from './parking.ts'
import { textOf } from './properties.ts'
import type { Destination } from './publisher.ts'
import { retryHeaders } from './retry.ts'

/** Where a message had come from that was kept elsewhere meanwhile, in a backup. */
const originHeaders = { exchange: 'x-origin-exchange', routingKey: 'x-origin-routing-key' } as const

const fromBroker = /^x-(delivery-count|death|first-death-.*|last-death-.*)$/
const ours = new Set<string>([...Object.values(retryHeaders), ...Object.values(originHeaders)])

const originOf = ({ properties, fields }: GetMessage): Destination => {
  const headers = properties.headers ?? {}
  const queue = textOf(headers[retryHeaders.queue]) ?? textOf(headers['x-first-death-queue'])
  if (queue !== undefined) return { exchange: '', routingKey: queue }
  return {
    exchange: textOf(headers[originHeaders.exchange]) ?? fields.exchange,
    routingKey: textOf(headers[originHeaders.routingKey]) ?? fields.routingKey,
  }
}

/** A message of a queue as a person sees it. */
export const toParkedMessage = (queue: string, message: GetMessage): ParkedMessage => {
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
export const toReplay = (message: GetMessage): RawMessage => {
  const headers = Object.entries(message.properties.headers ?? {}).filter(
    ([name]) => !ours.has(name) && !fromBroker.test(name),
  )
  return withHeaders(message, originOf(message), Object.fromEntries(headers))
}

/** A message to be put into a queue as it was shown once. */
export const toRawMessage = (queue: string, message: ParkedMessage): RawMessage => {
  const { id, type, correlationId, body, origin } = message
  const headers = Object.entries(message.headers).filter(([name]) => name !== 'x-delivery-count')
  const from = { [originHeaders.exchange]: origin.exchange, [originHeaders.routingKey]: origin.routingKey }
  const properties = { messageId: id, type, correlationId, contentType: 'application/json' }
  return {
    to: { exchange: '', routingKey: queue },
    body,
    properties: {
      ...properties,
      headers: { ...Object.fromEntries(headers), ...from },
    } as unknown as RawMessage['properties'],
  }
}

const withHeaders = ({ content, properties }: GetMessage, to: Destination, headers: object): RawMessage => {
  // Its expiry counted for where it was asked; a message that waits for a person has all the time there is.
  const { expiration: _, ...others } = properties
  return { to, body: content, properties: { ...others, headers } as RawMessage['properties'] }
}
