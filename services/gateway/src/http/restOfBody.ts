import type { IncomingMessage } from 'node:http'
import { within } from '../work/within.ts'

const longestMs = 2_000

/**
 * Reads what is left of a request's body and forgets it, for 2 s at most. A connection that is closed with bytes unread is
 * reset, and the reset may overtake the answer: then the client learns neither that he sent too much nor anything else.
 */
export const restOfBody = async (request: IncomingMessage): Promise<void> => {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
  if (request.readableEnded || request.destroyed || (length === '0' && encoding === undefined)) return
  const { promise: over, resolve } = Promise.withResolvers<void>()
  for (const event of ['end', 'close', 'error']) request.once(event, resolve)
  request.resume()
  await within(longestMs, over, undefined)
}
