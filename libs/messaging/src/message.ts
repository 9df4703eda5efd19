import type { ConsumeMessage, Options } from 'amqplib/callback_api'
import type { z } from 'zod'

/** Who is to believe a message, and where it is for: a queue, or for what everybody hears the service itself. */
export interface Receiver {
  readonly service: string
  readonly destination: string
}

/** What makes a message one that its receiver believes. */
export interface Proof {
  readonly receiver: Receiver
  /** The message, or a bundle of messages of this proof, with the code for the receiver. */
  sign(message: OutMessage): OutMessage
}

/**
 * Bytes of body that a message of ours has at most, half of what any broker takes that is set up as usual (`max_message_size`: 16 MiB
 * since RabbitMQ 4.0, 128 MiB before). At a larger one a broker closes the channel, and what became of all others on it is unknown.
 */
export const MAX_MESSAGE_BYTES = 8 * 1024 * 1024

/** A message to send. `body` is JSON; `expirationMs` is for queries, whose answers are worth nothing after their timeout. */
export interface OutMessage {
  readonly id: string
  readonly type: string
  readonly body: Buffer
  readonly correlationId?: string
  readonly replyTo?: string
  readonly headers?: Readonly<Record<string, string | number>>
  readonly expirationMs?: number
  /** When it was said, unix milliseconds. */
  readonly issuedAt?: number
  /** Signs it when it is published: then it is known whether it goes alone or in a bundle. */
  readonly proof?: Proof
  /** It has the body of a message that came from the broker: whatever its size, the broker took it once. */
  readonly isCopy?: true
}

/** Whether a message has more bytes than are sent. */
export const isTooLarge = ({ body, isCopy }: Pick<OutMessage, 'body' | 'isCopy'>): boolean =>
  body.length > MAX_MESSAGE_BYTES && isCopy === undefined

/** What a message authentication code covers, besides the destination, the issue time, the names in a bundle and who is vouched for. */
export interface Authenticated extends Pick<OutMessage, 'id' | 'type' | 'body'> {
  readonly correlationId?: string | undefined
  readonly replyTo?: string | undefined
}

/** The header that says which messages a bundle holds: JSON, for each `[id, type, correlation id or null, issued at]`. */
export const bundleHeader = 'x-bundle'
/** What the names of headers begin with that carry codes. */
export const macPrefix = 'x-mac-'

/** A bundle as it came, which is what its code covers, and when the message in it was issued, unix milliseconds. */
export interface Bundled {
  readonly bundle: Authenticated & { readonly headers: Readonly<Record<string, unknown>> }
  readonly issuedAt?: number
}

/** A message whose body was parsed; `attempt` is 1 at first and grows with every retry. */
export interface Received<B> {
  readonly id: string
  readonly type: string
  readonly body: B
  readonly correlationId: string
  readonly attempt: number
  readonly redelivered: boolean
  readonly headers: Readonly<Record<string, unknown>>
}

/**
 * What became of a message.
 * - `done`: the reply, if any, is sent to `replyTo`; then the message is acknowledged, but not before `last`, if any, is done, which
 *   others need not wait for. It is called once for all messages of the batch that have the same one. Where it rejects, it is as if the
 *   handler had thrown for each of them.
 * - `retry`: a partial reply is sent now, the message comes back after the next retry delay.
 * - `reject`: the message is parked with the reason.
 */
export type Outcome =
  | { readonly kind: 'done'; readonly reply?: unknown; readonly last?: () => Promise<unknown> }
  | { readonly kind: 'retry'; readonly reason: string; readonly reply?: unknown }
  | { readonly kind: 'reject'; readonly reason: string }

/**
 * Instead of an outcome: the message waits for something that others need not wait for, and is handled again once `until` is
 * settled. It stays in flight meanwhile, and may be overtaken by later ones of its type.
 */
export interface Later {
  readonly kind: 'later'
  readonly until: Promise<unknown>
}

export const done = (reply?: unknown): Outcome => ({ kind: 'done', reply })
export const doneAfter = (last: () => Promise<unknown>): Outcome => ({ kind: 'done', last })
export const retry = (reason: string, reply?: unknown): Outcome => ({ kind: 'retry', reason, reply })
export const reject = (reason: string): Outcome => ({ kind: 'reject', reason })
export const later = (until: Promise<unknown>): Later => ({ kind: 'later', until })

/**
 * What a consumer does with one type of message. It gets the messages that were waiting, at least one, and gives one outcome
 * each, in their order. If it throws, it is called again with one message at a time, and the one it throws for is retried
 * later: what it does for a message must be safe to do twice.
 */
export type Handler<B> = (batch: readonly Received<B>[]) => Promise<readonly (Outcome | Later)[]>

/** The schema of each type of message that a consumer takes. */
export type MessageSchemas = Readonly<Record<string, z.ZodType>>

/**
 * A handler for each of the schemas, of the body that its schema gives. For schemas whose keys are not known any more
 * (a list of consumers), a handler of any body fits.
 */
export type Handlers<S extends MessageSchemas> = string extends keyof S
  ? Readonly<Record<string, Handler<never>>>
  : { readonly [T in keyof S]: Handler<z.infer<S[T]>> }

/** A message as it goes out. */
export const proved = (message: OutMessage): OutMessage => message.proof?.sign(message) ?? message

/** The AMQP properties of a message of ours. Always mandatory: what no queue takes must come back. */
export const toProperties = (message: OutMessage): Options.Publish => ({
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

/** The headers with texts and numbers that a message from the wire carries; others cannot be ours. */
export const plainHeaders = (message: ConsumeMessage): Record<string, string | number> => {
  const plain: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(message.properties.headers ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') plain[name] = value
  }
  return plain
}
