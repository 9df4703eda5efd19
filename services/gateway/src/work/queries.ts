import { envelope, parseExact, QueryReply } from '@gongdan/contracts'
import { type Bus, codeOf } from '@gongdan/messaging'
import { type Answer, answer, refuse } from '../http/answer.ts'
import type { Question } from '../route.ts'
import type { Sign } from './signing.ts'

const answerWithinMs = 5_000
const tries = 2

export type Ask = (question: Question, correlationId: string) => Promise<Answer>

/**
 * Asks the owning service and gives its answer as it is (design decision 5). A question that got lost is asked once
 * more; without an answer then, or without a connection, 9002.
 */
export const createQueries =
  (bus: Pick<Bus, 'request'>, sign: Sign): Ask =>
  async ({ queue, type, body }, correlationId) => {
    for (let tried = 1; tried <= tries; tried += 1) {
      try {
        const reply = await bus.request(queue, sign(type, body, { correlationId }), answerWithinMs)
        const { scode, desc, data } = QueryReply.parse(parseExact(reply.toString()))
        return answer(envelope(scode, desc, data ?? null))
      } catch (fault) {
        const code = codeOf(fault)
        if (code === 'unavailable' || code === 'unroutable') break
        if (code !== 'timeout') throw fault
      }
    }
    return refuse(9002, 'no answer in time')
  }
