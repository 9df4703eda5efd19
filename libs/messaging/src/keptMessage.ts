import { createHash } from 'node:crypto'
import type { GetMessage } from 'amqplib/callback_api'
import type { Kept, Letter } from './kept.ts'
import { textOf } from './properties.ts'
import type { Destination } from './publisher.ts'
import { retryHeaders } from './retry.ts'

/** Where a message that was written anew had come from. */
const originHeaders = { exchange: 'x-origin-exchange', routingKey: 'x-origin-routing-key' } as const

/**
 * A quorum queue counts how often a message was shown and put back, and drops it beyond its delivery limit, which is 100
 * (topology.ts): one that was shown so often is written anew, to the end of its queue.
 */
const renewAfter = 50

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

/** The same message to its own queue, when it was shown too often to be put back; else undefined. */
export const renewed = (queue: string, message: GetMessage): Letter | undefined => {
  const { 'x-delivery-count': shown, ...headers } = message.properties.headers ?? {}
  if (!(Number(shown) >= renewAfter)) return undefined
  const { exchange, routingKey } = originOf(message)
  const origin = { [originHeaders.exchange]: exchange, [originHeaders.routingKey]: routingKey }
  return letter(message, { exchange: '', routingKey: queue }, { ...headers, ...origin })
}

const letter = ({ content, properties }: GetMessage, to: Destination, headers: object): Letter => {
  // Its expiry counted for where it was asked; a message that waits for a person has all the time there is.
  const { expiration: _, ...others } = properties
  return { to, body: content, properties: { ...others, headers } as Letter['properties'] }
}
