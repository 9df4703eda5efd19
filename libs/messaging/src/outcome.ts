/**
 * What became of a message.
 * - `done`: the reply, if any, goes to who asked; then the message is acknowledged.
 * - `retry`: a partial reply goes out now, the message comes back after the next delay of the ladder.
 * - `reject`: the message is parked with the reason.
 */
export type Outcome =
  | { readonly kind: 'done'; readonly reply?: unknown }
  | { readonly kind: 'retry'; readonly reason: string; readonly reply?: unknown }
  | { readonly kind: 'reject'; readonly reason: string }

export const done = (reply?: unknown): Outcome => ({ kind: 'done', reply })
export const retry = (reason: string, reply?: unknown): Outcome => ({ kind: 'retry', reason, reply })
export const reject = (reason: string): Outcome => ({ kind: 'reject', reason })
