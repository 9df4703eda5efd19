import { randomUUID } from 'node:crypto'
import { envelope, type Principal, parseExact, QueryReply, refusal } from '@gongdan/contracts'
import { type Bus, codeOf } from '@gongdan/messaging'
import { ask, type Peers } from '@gongdan/service'
import { type Answer, refuse, toAnswer } from './batch.ts'

const replyTimeoutMs = 5_000
const maxAttempts = 2

/** A question to the service that owns the answer. */
export interface Query {
  readonly queue: string
  readonly type: string
  readonly body: Readonly<Record<string, unknown>> & { readonly principal: Principal }
}

export type RunQuery = (query: Query, correlationId: string) => Promise<Answer>

/**
 * Asks the owning service and gives its answer as it is (decision 5). A query that got no reply within 5 s is sent once
 * more; without a reply then, or without a connection, 9002.
 */
export const createQueries =
  (bus: Pick<Bus, 'request'>, peers: Pick<Peers, 'asking'>): RunQuery =>
  async ({ queue, type, body }, correlationId) => {
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      try {
        const message = { id: randomUUID(), type, correlationId, body: Buffer.from(JSON.stringify(body)) }
        const reply = await ask(bus, peers, { queue, message, timeoutMs: replyTimeoutMs })
        const { scode, desc, data } = QueryReply.parse(parseExact(reply.toString()))
        return toAnswer(envelope(scode, desc, data ?? null))
      } catch (fault) {
        const code = codeOf(fault)
        if (code === 'unavailable' || code === 'unroutable') break
        if (code !== 'timeout') throw fault
      }
    }
    return refuse(refusal(9002, 'no answer in time'))
  }
