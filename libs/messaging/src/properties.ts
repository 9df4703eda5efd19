import type { ConsumeMessage, Options } from 'amqplib/callback_api'
import type { OutMessage } from './message.ts'

/** The AMQP properties of a message of ours. Always mandatory: what no queue takes must come back. */
export const properties = (message: OutMessage): Options.Publish => ({
  mandatory: true,
  persistent: true,
  contentType: 'application/json',
  messageId: message.id,
  type: message.type,
  timestamp: Math.floor(Date.now() / 1_000),
  ...(message.correlationId !== undefined && { correlationId: message.correlationId }),
  ...(message.replyTo !== undefined && { replyTo: message.replyTo }),
  ...(message.headers && { headers: message.headers }),
  ...(message.expirationMs !== undefined && { expiration: message.expirationMs }),
})

/** A property of a message from the wire, where anything may be written; `undefined` unless it is a text. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The headers of ours (texts and numbers) that a message from the wire carries. */
export const plainHeaders = (message: ConsumeMessage): Record<string, string | number> => {
  const plain: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(message.properties.headers ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') plain[name] = value
  }
  return plain
}
