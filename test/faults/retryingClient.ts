import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { envelopeOf } from '@gongdan/contracts'
import { z } from 'zod'
import type { Answer } from '../journey/caller.ts'
import type { Person } from '../support/people.ts'
import type { FaultHarness } from './faultHarness.ts'
import type { LoggedRequest } from './requestLog.ts'

const patienceMs = 180_000
const answerWithinMs = 45_000

const One = z.object({ ticket_uuid: z.string(), batch_uuid: z.string().optional() })
const Many = z.object({ results: z.array(envelopeOf(One)), batch_uuid: z.string().optional() })

/** What an answer says of each ticket, and where more will be known. */
const read = ({ scode, data }: Answer) => {
  const many = Many.safeParse(data)
  if (many.success) {
    const { results, batch_uuid } = many.data
    const outcomes = results.map((result) => result.scode)
    return { tickets: results.map((result) => result.data?.ticket_uuid ?? ''), outcomes, batch: batch_uuid }
  }
  const one = One.safeParse(data)
  return one.success
    ? { tickets: [one.data.ticket_uuid], outcomes: [scode], batch: one.data.batch_uuid }
    : { tickets: [], outcomes: [scode], batch: undefined }
}

/** A client that gives every request a key and repeats it, at the next gateway, until it is answered. */
export interface RetryingClient {
  /** Rejects never: what was not heard stands as such in the log. `tickets` are those that the body names. */
  ask(person: Person, route: string, body: object, tickets?: readonly string[], prefer?: string): Promise<LoggedRequest>
  /** Waits until every answer of 202 has become another one, as long as a patient client would. */
  settled(): Promise<void>
  /** From now on nobody goes on asking for longer than a patient client would; before, nobody ever gives up. */
  lastCall(): void
  /** Scodes of answers that were not taken, and faults of connections, counted. */
  readonly refused: ReadonlyMap<string, number>
}

export const createRetryingClient = (harness: FaultHarness, log: (asked: LoggedRequest) => void): RetryingClient => {
  const refused = new Map<string, number>()
  const following = new Set<Promise<void>>()
  let gateway = 0
  // Whoever asks while everything fails may have to ask for very long: only once all is well again something is wrong with that.
  let deadline = Number.POSITIVE_INFINITY
  const lastCall = () => {
    deadline = Date.now() + patienceMs
  }

  const untilAnswered = async (attempt: () => Promise<Answer>): Promise<{ answer?: Answer; attempts: number }> => {
    for (let attempts = 1; ; attempts += 1) {
      const asked = gateway
      const late = sleep(answerWithinMs, 'late' as const, { ref: false })
      const answer = await Promise.race([attempt(), late]).catch((fault) => String(fault?.code ?? fault))
      if (typeof answer === 'object' && answer.status !== 503 && answer.scode !== 1009) return { answer, attempts }
      const why = typeof answer === 'object' ? String(answer.scode) : answer
      refused.set(why, (refused.get(why) ?? 0) + 1)
      if (gateway === asked) gateway += 1
      if (Date.now() > deadline) return { attempts }
      await sleep(Math.min(1_000, 25 * attempts))
    }
  }

  const follow = async (asked: LoggedRequest, batch: string) => {
    const query = { batch_uuid: batch }
    for (;;) {
      const { answer } = await untilAnswered(() => harness.as(asked.person, gateway).get('batch/inspect', { query }))
      const known = answer && answer.scode !== 6001 ? read(answer) : undefined
      if (known && !known.outcomes.includes(12)) return log({ ...asked, ...known, endedAt: Date.now() })
      if (Date.now() > deadline) return log(asked)
      await sleep(500)
    }
  }

  return {
    ask: async (person, route, body, tickets = [], prefer = 'wait=3') => {
      const idempotencyKey = randomUUID()
      const startedAt = Date.now()
      const headers = { 'idempotency-key': idempotencyKey, prefer }
      const { answer, attempts } = await untilAnswered(() => harness.as(person, gateway).post(route, body, headers))
      const endedAt = Date.now()
      const known = answer ? read(answer) : { tickets, outcomes: tickets.map(() => null), batch: undefined }
      const asked: LoggedRequest = {
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
      if (known.batch === undefined) log(asked)
      else {
        const followed = follow(asked, known.batch).finally(() => following.delete(followed))
        following.add(followed)
      }
      return asked
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
