import type { Channel, ConsumeMessage } from 'amqplib/callback_api'
import { type Bundled, type OutMessage, plainHeaders, type Received, textOf } from './message.ts'
import { attemptOf, retryHeaders } from './retry.ts'

/** A message that was delivered and is not acknowledged yet, tied to the channel that delivered it. */
export interface Delivery {
  readonly id: string
  readonly type: string
  readonly content: Buffer
  /** The content as JSON; undefined when it is none. */
  json(): unknown
  readonly replyTo: string | undefined
  readonly correlationId: string
  readonly attempt: number
  readonly redelivered: boolean
  /** When it came, in milliseconds since the epoch. */
  readonly receivedAt: number
  readonly headers: Readonly<Record<string, unknown>>
  /** The bundle that it came in, if it came in one, and when it was issued. */
  readonly bundled?: Bundled
  /** Only a query has it: by then, unix milliseconds, whoever asked has given up, and an answer is worth nothing. */
  readonly expiresAt?: number
  /** False once its channel is gone: the broker delivers the message again. */
  alive(): boolean
  /** Acknowledges on the delivering channel; false if that is gone. */
  ack(): boolean
  /** The same message to send on, with our headers replaced by these. */
  copy(headers: Readonly<Record<string, string | number>>): OutMessage
}

/** Delivery tags count per channel: acknowledged on another, this message's tag would be another message's. */
export const toDelivery = (message: ConsumeMessage, channel: Channel, alive: () => boolean): Delivery => {
  const { properties, fields, content } = message
  const id = textOf(properties.messageId) ?? ''
  const type = textOf(properties.type) ?? ''
  const correlationId = textOf(properties.correlationId)
  const replyTo = textOf(properties.replyTo)
  const headers = properties.headers ?? {}
  const receivedAt = Date.now()
  return {
    id,
    type,
    content,
    json: () => parseJson(content),
    replyTo,
    correlationId: correlationId ?? id,
    attempt: attemptOf(headers),
    redelivered: fields.redelivered,
    receivedAt,
    headers,
    ...(properties.expiration !== undefined && { expiresAt: receivedAt + Number(properties.expiration) }),
    alive,
    ack: () => {
      if (!alive()) return false
      try {
        channel.ack(message)
        return true
      } catch {
        return false
      }
    },
    copy: (changed) => ({
      id,
      type,
      body: content,
      isCopy: true,
      ...(correlationId !== undefined && { correlationId }),
      ...(replyTo !== undefined && { replyTo }),
      headers: { ...withoutOurs(plainHeaders(message)), ...changed },
    }),
  }
}

/** What the bytes say as JSON; undefined when they are none. */
export const parseJson = (content: Buffer): unknown => {
  try {
    return JSON.parse(content.toString())
  } catch {
    return undefined
  }
}

/** What a handler sees of a delivery. */
export const toReceived = <B>(delivery: Delivery, body: B): Received<B> => ({
  id: delivery.id,
  type: delivery.type,
  body,
  correlationId: delivery.correlationId,
  attempt: delivery.attempt,
  redelivered: delivery.redelivered,
  headers: delivery.headers,
})

const ours = new Set<string>(Object.values(retryHeaders))
const withoutOurs = (headers: Record<string, string | number>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ours.has(name)))
