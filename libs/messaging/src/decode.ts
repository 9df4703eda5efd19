import { z } from 'zod'
import type { Delivery } from './delivery.ts'
import type { Job } from './handle.ts'
import type { Subscription } from './message.ts'
import { textOf } from './properties.ts'
import { signatureHeader } from './signature.ts'

export type Verify = (type: string, body: Buffer, signature: string | undefined) => boolean

/**
 * Turns a delivery into a job for its subscription, or into the reason why it cannot be one: no id, a type nobody
 * subscribed to, a signature that does not verify, no JSON, a body that is not of the schema.
 */
export const decode = (
  delivery: Delivery,
  subscriptions: Readonly<Record<string, Subscription<unknown>>>,
  verify: Verify | undefined,
): Job | { readonly refused: string } => {
  const { type, content, headers } = delivery
  if (delivery.id === '') return { refused: 'no message id' }
  const known = Object.hasOwn(subscriptions, type) ? subscriptions[type] : undefined
  if (!known) return { refused: `no subscription to ${type || 'a message without a type'}` }
  if (verify && !verify(type, content, textOf(headers[signatureHeader]))) {
    return { refused: 'the signature does not verify' }
  }
  const parsed = known.schema.safeParse(readJson(content))
  return parsed.success ? { delivery, body: parsed.data } : { refused: z.prettifyError(parsed.error).slice(0, 1_000) }
}

// What is no JSON parses as nothing, and the schema says what it misses.
const readJson = (content: Buffer): unknown => {
  try {
    return JSON.parse(content.toString())
  } catch {
    return undefined
  }
}
