import { z } from 'zod'
import type { Delivery } from './delivery.ts'
import { type MessageSchemas, textOf } from './message.ts'
import { signatureHeader } from './signature.ts'

/** Whether a message of this type and body carries a signature that is accepted. */
export type Verify = (type: string, body: Buffer, signature: string | undefined) => boolean

/** A delivery whose body was parsed by the schema of its type. */
export interface DecodedMessage {
  readonly delivery: Delivery
  readonly body: unknown
}

/**
 * Parses a delivery, or gives the reason why it cannot be handled: no id, a type without a schema here, a signature that
 * does not verify, no JSON, a body that does not fit the schema.
 */
export const decode = (
  delivery: Delivery,
  messages: MessageSchemas,
  verify: Verify | undefined,
): DecodedMessage | { readonly refused: string } => {
  const { type, content, headers } = delivery
  if (delivery.id === '') return { refused: 'no message id' }
  const schema = Object.hasOwn(messages, type) ? messages[type] : undefined
  if (!schema) return { refused: `no subscription to ${type || 'a message without a type'}` }
  if (verify && !verify(type, content, textOf(headers[signatureHeader]))) {
    return { refused: 'the signature does not verify' }
  }
  const parsed = schema.safeParse(parseJson(content))
  return parsed.success ? { delivery, body: parsed.data } : { refused: z.prettifyError(parsed.error).slice(0, 1_000) }
}

// What is not JSON parses as undefined, and the schema says what is missing.
const parseJson = (content: Buffer): unknown => {
  try {
    return JSON.parse(content.toString())
  } catch {
    return undefined
  }
}
