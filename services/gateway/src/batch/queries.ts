import { createHash, randomUUID } from 'node:crypto'
import { envelope, type Principal, parseExact, QueryReply, refusal } from '@gongdan/contracts'
import { type Bus, codeOf } from '@gongdan/messaging'
import { ask, type Peers } from '@gongdan/service'
import { LRUCache } from 'lru-cache'
import { type Answer, refuse, toAnswer } from './batch.ts'
import { answerInTurn, type TurnsOf } from './turns.ts'

const replyTimeoutMs = 5_000
const maxAttempts = 2

/** A question to the service that owns the answer. */
export interface Query {
  readonly queue: string
  readonly type: string
  readonly body: Readonly<Record<string, unknown>> & { readonly principal: Principal }
  /** The same question of the same caller is put once in so many milliseconds; in between it gets the last answer. */
  readonly everyMs?: number
}

export type RunQuery = (query: Query, correlationId: string, caller: string) => Promise<Answer>

/** So many answers are kept of questions that are put once in a while. */
const maxAnswers = 10_000

/**
 * Asks the owning service and gives its answer as it is (decision 5). A query that got no reply within 5 s is sent once
 * more; without a reply then, or without a connection, 9002. What a caller asks beyond a few questions at a time waits for
 * them, for 5 s at most, then 1007.
 */
export const createQueries = (
  bus: Pick<Bus, 'request'>,
  peers: Pick<Peers, 'asking'>,
  turnsOf: TurnsOf,
  now: () => number = Date.now,
): RunQuery => {
  const answers = new LRUCache<string, { readonly at: number; readonly answer: Promise<Answer> }>({ max: maxAnswers })

  const askService = async ({ queue, type, body }: Query, correlationId: string): Promise<Answer> => {
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
    return refuse(refusal(9002, 'no answer in time', '未能及时得到应答'))
  }

  const askInTurn: RunQuery = (query, correlationId, caller) =>
    answerInTurn(turnsOf(query.queue), caller, () => askService(query, correlationId))

  return (query, correlationId, caller) => {
    if (query.everyMs === undefined) return askInTurn(query, correlationId, caller)
    // With the roles, for another token of the caller may see less.
    const question = createHash('sha256').update(JSON.stringify(query)).digest('base64')
    const last = answers.get(question)
    if (last !== undefined && now() - last.at < query.everyMs) return last.answer
    const answer = askInTurn(query, correlationId, caller)
    const mine = { at: now(), answer }
    answers.set(question, mine)
    const forget = () => {
      if (answers.get(question) === mine) answers.delete(question)
    }
    // What went wrong is asked again at once.
    answer.then(({ scode }) => scode === 0 || forget(), forget)
    return answer
  }
}
