/**
 * Why a message was not published.
 * - `unavailable`: no connection in time, nothing was written: surely not sent.
 * - `unknown`: written, but no confirm came: perhaps sent. Send it again with the same id.
 * - `unroutable`: the broker gave it back, no queue takes it.
 * - `nacked`: a queue refused it (it is full).
 * - `missing-exchange`: there is no such exchange.
 * - `too-large`: surely not sent, and never will be (see MAX_MESSAGE_BYTES).
 */
export type PublishFaultCode = 'unavailable' | 'unknown' | 'unroutable' | 'nacked' | 'missing-exchange' | 'too-large'

export class PublishFault extends Error {
  readonly code: PublishFaultCode
  constructor(code: PublishFaultCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'PublishFault'
    this.code = code
  }
}

/** Why a question has no answer; `unavailable` means it was never sent, `too-large` that it never will be. */
export type RequestFaultCode = 'timeout' | 'unavailable' | 'unroutable' | 'too-large'

export class RequestFault extends Error {
  readonly code: RequestFaultCode
  constructor(code: RequestFaultCode, message: string) {
    super(message)
    this.name = 'RequestFault'
    this.code = code
  }
}

/** The broker has something of a declared name with other settings; an operator must decide, so the start stops here. */
export class TopologyFault extends Error {
  readonly code = 'topology-mismatch'
  constructor(cause: unknown) {
    super(`the broker's topology differs from ours: ${reasonOf(cause)}`, { cause })
    this.name = 'TopologyFault'
  }
}

/** True for faults that say "the broker is out of reach", which is no fault of the message that is being handled. */
export const isBusUnavailable = (fault: unknown): boolean =>
  (fault instanceof PublishFault && (fault.code === 'unavailable' || fault.code === 'unknown')) ||
  (fault instanceof RequestFault && fault.code === 'unavailable')

/** A fault's `code`, if it has one: compared by value, for `instanceof` fails across realms. */
export const codeOf = (fault: unknown): unknown =>
  typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined

/** One line about a fault for a header or a log. */
export const reasonOf = (fault: unknown): string => {
  const text = typeof fault === 'object' && fault !== null && 'message' in fault ? String(fault.message) : String(fault)
  return text.slice(0, 1_000)
}

/** What amqplib throws on a channel that is closing or closed; nothing was written. */
export const isClosedChannel = (fault: unknown): boolean => nameOf(fault) === 'IllegalOperationError'

/** What amqplib hands to a confirm's callback when the broker refused the message, and not when the channel closed. */
export const isNack = (fault: unknown): boolean => reasonOf(fault) === 'message nacked'

/** Whether the broker closed the channel because this exchange does not exist. */
export const isMissingExchange = (fault: unknown, exchange: string): boolean =>
  codeOf(fault) === 404 && reasonOf(fault).includes(`no exchange '${exchange}' in vhost`)

/** Whether the broker closed the channel because of a message of so many bytes, or of a smaller one: it takes less than we do. */
export const isMessageTooLarge = (fault: unknown, bytes: number): boolean => {
  const [, most] = /message size \d+ is larger than configured max size (\d+)/.exec(reasonOf(fault)) ?? []
  return codeOf(fault) === 406 && most !== undefined && bytes > Number(most)
}

const nameOf = (fault: unknown) =>
  typeof fault === 'object' && fault !== null && 'name' in fault ? fault.name : undefined
