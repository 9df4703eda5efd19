import { randomUUID } from 'node:crypto'
import { codeOf } from '@gongdan/messaging'
import { type Answer, batchUuid } from '../journey/caller.ts'
import { eventually } from './eventually.ts'
import type { Harness } from './harness.ts'
import type { Person } from './people.ts'

/** Works through a list with so many at a time; gives the results in the list's order. */
export const mapConcurrently = async <T, R>(
  count: number,
  list: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<R[]> => {
  const waiting = [...list.entries()]
  const results: R[] = []
  const hand = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, one] = next
      results[index] = await work(one)
    }
  }
  await Promise.all(Array.from({ length: count }, hand))
  return results
}

/** A client that does not give up, and remembers what it went through. */
export interface Insistent {
  /**
   * Calls with an Idempotency-Key, and again, at the next gateway, as long as there is no connection, the answer is 503,
   * or the same request is still in progress (1009). It stays with a gateway that answers, as a client behind a balancer does.
   */
  post(person: Person, route: string, body: unknown): Promise<Answer>
  /** The same for a question, which needs no key. */
  get(person: Person, route: string): Promise<Answer>
  /** Waits until what was answered with 202 is done; anything else is done already. */
  done(person: Person, answer: Answer): Promise<void>
  /** The scodes of all answers, those that it did not take included. */
  readonly scodes: ReadonlySet<number>
  /** What became of connections that failed: `ECONNREFUSED`, … */
  readonly failures: ReadonlySet<string>
}

export const insistOn = (harness: Pick<Harness, 'as'>): Insistent => {
  const scodes = new Set<number>()
  const failures = new Set<string>()
  let gateway = 0

  const untilAnswered = (route: string, ask: (gateway: number) => Promise<Answer>) => {
    const attempt = async () => {
      const asked = gateway
      const goOn = (why: string, cause?: unknown) => {
        if (gateway === asked) gateway += 1
        return new Error(`${route} at gateway ${asked}: ${why}`, { cause })
      }
      const answer = await ask(asked).catch((fault: unknown) => {
        failures.add(String(codeOf(fault)))
        throw goOn('no answer', fault)
      })
      scodes.add(answer.scode)
      if (answer.status === 503 || answer.scode === 1009) throw goOn(answer.text)
      return answer
    }
    return eventually(attempt, { withinMs: 90_000 })
  }

  return {
    post: (person, route, body) => {
      // A short wait, for the claim of a gateway that died is kept for that long and five seconds more.
      const headers = { 'idempotency-key': randomUUID(), prefer: 'wait=2' }
      return untilAnswered(route, (asked) => harness.as(person, asked).post(route, body, headers))
    },
    get: (person, route) => untilAnswered(route, (asked) => harness.as(person, asked).get(route)),
    done: async (person, answer) => {
      if (answer.status !== 202) return
      const query = { batch_uuid: batchUuid(answer) }
      const look = async () => {
        const now = await harness.as(person, gateway++).get('batch/inspect', { query })
        if (now.scode !== 0) throw new Error(`batch ${query.batch_uuid}: ${now.text}`)
      }
      await eventually(look, { withinMs: 90_000 })
    },
    scodes,
    failures,
  }
}
