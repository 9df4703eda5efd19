import { z } from 'zod'
import type { Delivery } from './delivery.ts'
import type { MessageSchemas } from './message.ts'

/** Who said a message; or why it is parked; or why it is dropped, as a query is that came too late. */
export type Verdict = { readonly from: string } | { readonly refused: string } | { readonly dropped: string }

/** Says of a delivery who said it, if that is believed. */
export type Verify = (delivery: Delivery) => Verdict

/** A delivery whose body was parsed by the schema of its type. */
export interface DecodedMessage {
  readonly delivery: Delivery
  readonly body: unknown
  /** The service that said it, where that was verified. */
  readonly from?: string
}

/**
 * Parses a delivery, or gives the reason why it cannot be handled: no id, a type without a schema here, a sender that is
 * not believed, no JSON, a body that does not fit the schema.
 */
export const decode = (
  delivery: Delivery,
  messages: MessageSchemas,
  verify: Verify | undefined,
): DecodedMessage | { readonly refused: string } | { readonly dropped: string } => {
  const { type } = delivery
  if (delivery.id === '') return { refused: 'no message id' }
  const schema = Object.hasOwn(messages, type) ? messages[type] : undefined
  if (!schema) return { refused: `no subscription to ${type || 'a message without a type'}` }
  const verdict = verify?.(delivery)
  if (verdict && !('from' in verdict)) return verdict
  // What is not JSON is undefined, and the schema says what is missing.
  const parsed = schema.safeParse(delivery.json())
  return parsed.success
    ? { delivery, body: parsed.data, ...verdict }
    : { refused: z.prettifyError(parsed.error).slice(0, 1_000) }
}
