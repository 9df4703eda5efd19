import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Reply, ticketUuid } from '../support/caller.ts'
import { feedback } from '../support/harness.ts'
import type { FaultHarness } from './faultHarness.ts'
import { killAndStart } from './killAndStart.ts'
import { checkLedger } from './ledgerCheck.ts'
import { bothKinds } from './processes.ts'
import { isFinal } from './retryingClient.ts'
import type { Tally } from './scenario.ts'

const atOnce = 50
const patienceMs = 180_000

/** One of many that send the same request: repeats it until it is answered, and counts what it was answered on the way. */
const retryUntilAnswered = async (
  attempt: (gateway: number) => Promise<Reply>,
  first: number,
  heard: Map<string, number>,
) => {
  const deadline = Date.now() + patienceMs
  for (let gateway = first; ; gateway += 1) {
    const answer = await attempt(gateway).catch((fault) => String(fault?.code ?? fault))
    const what = typeof answer === 'string' ? answer : String(answer.scode)
    heard.set(what, (heard.get(what) ?? 0) + 1)
    if (typeof answer === 'object' && isFinal(answer)) return answer
    if (Date.now() > deadline) throw new Error(`no answer but ${what} in ${patienceMs / 1_000} s`)
    await sleep(Math.min(1_000, 100 * (gateway - first + 1)))
  }
}

const connectionFaults = ['ECONNREFUSED', 'ECONNRESET', 'ECONNRESET, unread', 'EPIPE']
const orderly = ['0', '12', '1009', '9002', ...connectionFaults]

/** F14: the same Idempotency-Key fifty times at once, while the gateways are killed: one effect, one answer to the letter. */
export const sameKey = async (harness: FaultHarness, tally: Tally, processes: readonly string[]): Promise<void> => {
  const either = await bothKinds(harness)
  for (const round of tally.rounds(2, 40)) {
    const idempotencyKey = randomUUID()
    const startedAt = Date.now()
    const heard = new Map<string, number>()
    const prefer = 'wait=2'
    const headers = { 'idempotency-key': idempotencyKey, prefer }
    const body = feedback(`one of fifty ${round}`, tally.random.oneOf(either))
    const attempt = (gateway: number) => harness.as('applicant', gateway).post('ticket/submit', body, headers)
    const everybody = Promise.all(
      Array.from({ length: atOnce }, (_, index) => retryUntilAnswered(attempt, index, heard)),
    )

    await sleep(tally.random.between(0, 120))
    await killAndStart(harness, tally, tally.random.oneOf(['gateway', 'gateway-2']))

    const answers = await everybody
    const uuid = ticketUuid(answers[0]!)
    const asked = {
      route: 'ticket/submit',
      person: 'applicant',
      idempotencyKey,
      tickets: [uuid],
      outcomes: [0],
    } as const
    const endedAt = Date.now()
    harness.log.push({ ...asked, prefer, startedAt, answeredAt: endedAt, endedAt, accepted: false, attempts: 1 })
    const different = new Set(answers.map(({ text }) => text))
    const strange = [...heard.keys()].filter((what) => !orderly.includes(what))
    tally.check({
      doubled: different.size === 1 ? [] : [`${different.size} answers to one request: ${[...different].join(' ')}`],
      unexpected: strange.map((what) => `a client got ${what}`),
    })
  }
  tally.check((await checkLedger(harness, processes)).findings)
}
