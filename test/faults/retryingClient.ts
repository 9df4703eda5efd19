import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { envelopeOf } from '@gongdan/contracts'
import { z } from 'zod'
import type { Reply } from '../support/caller.ts'
import type { Person } from '../support/people.ts'
import type { FaultHarness } from './faultHarness.ts'
import type { LoggedRequest } from './requestLog.ts'

const patienceMs = 180_000
const answerWithinMs = 45_000

const One = z.object({ ticket_uuid: z.string().optional(), batch_uuid: z.string().optional() })
const Many = z.object({ results: z.array(envelopeOf(One)), batch_uuid: z.string().optional() })

/** The outcome of each ticket as far as a reply has it, and the batch in which the rest will be known. */
const read = ({ scode, data }: Reply) => {
  const many = Many.safeParse(data)
  if (many.success) {
    const { results, batch_uuid } = many.data
    const outcomes = results.map((result) => result.scode)
    return { tickets: results.map((result) => result.data?.ticket_uuid ?? ''), outcomes, batch: batch_uuid }
  }
  const { ticket_uuid, batch_uuid } = One.safeParse(data).data ?? {}
  return { tickets: ticket_uuid === undefined ? [] : [ticket_uuid], outcomes: [scode], batch: batch_uuid }
}

/** False when the client has to call again: the gateway could not take the request, or still has it in progress. */
export const isFinal = ({ status, scode }: Reply): boolean => status !== 503 && scode !== 1009

/** A client that gives every request a key and repeats it, at the next gateway, until it is answered. */
export interface RetryingClient {
  /** Never rejects: a request without an answer is logged as such. `tickets` are those that the body names. */
  ask(person: Person, route: string, body: object, tickets?: readonly string[], prefer?: string): Promise<LoggedRequest>
  /** The same for a query, which needs no key; undefined when there was no answer in time. */
  get(person: Person, route: string, query?: Readonly<Record<string, string>>): Promise<Reply | undefined>
  /** Waits until every answer of 202 has become another one, for 180 s at most. */
  settled(): Promise<void>
  /** From now on requests are repeated for 180 s at most; before, without end, because everything may fail for long. */
  lastCall(): void
  /** Why requests were repeated (scodes, and codes of connection faults), counted. */
  readonly refused: ReadonlyMap<string, number>
}

export const createRetryingClient = (
  { as }: Pick<FaultHarness, 'as'>,
  log: (request: LoggedRequest) => void,
): RetryingClient => {
  const refused = new Map<string, number>()
  const following = new Set<Promise<void>>()
  let gateway = 0
  let deadline = Number.POSITIVE_INFINITY
  const lastCall = () => {
    deadline = Date.now() + patienceMs
  }

  const untilAnswered = async (attempt: () => Promise<Reply>): Promise<{ answer?: Reply; attempts: number }> => {
    for (let attempts = 1; ; attempts += 1) {
      const attempted = gateway
      const late = sleep(answerWithinMs, 'late' as const, { ref: false })
      const answer = await Promise.race([attempt(), late]).catch((fault) => String(fault?.code ?? fault))
      if (typeof answer === 'object' && isFinal(answer)) return { answer, attempts }
      const why = typeof answer === 'object' ? String(answer.scode) : answer
      refused.set(why, (refused.get(why) ?? 0) + 1)
      if (gateway === attempted) gateway += 1
      if (Date.now() > deadline) return { attempts }
      await sleep(Math.min(1_000, 25 * attempts))
    }
  }
  const get: RetryingClient['get'] = async (person, route, query = {}) =>
    (await untilAnswered(() => as(person, gateway).get(route, { query }))).answer

  const follow = async (request: LoggedRequest, batch: string) => {
    for (;;) {
      const answer = await get(request.person, 'batch/inspect', { batch_uuid: batch })
      const known = answer && answer.scode !== 6001 ? read(answer) : undefined
      if (known && !known.outcomes.includes(12)) return log({ ...request, ...known, endedAt: Date.now() })
      if (Date.now() > deadline) return log(request)
      await sleep(500)
    }
  }

  return {
    get,
    ask: async (person, route, body, tickets = [], prefer = 'wait=3') => {
      const idempotencyKey = randomUUID()
      const startedAt = Date.now()
      const headers = { 'idempotency-key': idempotencyKey, prefer }
      const { answer, attempts } = await untilAnswered(() => as(person, gateway).post(route, body, headers))
      const endedAt = Date.now()
      const known = answer ? read(answer) : { tickets, outcomes: tickets.map(() => null), batch: undefined }
      const request: LoggedRequest = {
        route,
        person,
        idempotencyKey,
        tickets: known.tickets,
        outcomes: known.outcomes,
        prefer,
        startedAt,
        answeredAt: endedAt,
        endedAt,
        accepted: known.batch !== undefined,
        attempts,
      }
      if (known.batch === undefined) log(request)
      else {
        const followed = follow(request, known.batch).finally(() => following.delete(followed))
        following.add(followed)
      }
      return request
    },
    lastCall,
    settled: async () => {
      lastCall()
      await Promise.all(following)
      deadline = Number.POSITIVE_INFINITY
    },
    refused,
  }
}
