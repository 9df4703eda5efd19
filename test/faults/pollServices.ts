import { setTimeout as sleep } from 'node:timers/promises'
import { insistOn } from '../support/concurrency.ts'
import type { Person } from '../support/people.ts'
import type { FaultHarness } from './faultHarness.ts'

const questions: readonly (readonly [Person, string])[] = [
  ['applicant', 'ticket/list'],
  ['administrator', 'ticket/process/list'],
  ['applicant', 'notification/settings'],
  ['administrator', 'webhook/list'],
]

/** Goes on asking every service questions, and telling the notification service something, until it is stopped. */
export const pollServices = (harness: FaultHarness) => {
  const client = insistOn(harness)
  const failed: string[] = []
  let isAsking = true
  const ask = async (what: string, call: () => Promise<{ readonly scode: number; readonly text: string }>) => {
    while (isAsking) {
      const heard = await call().catch((fault: unknown) => ({ scode: -1, text: String(fault) }))
      if (heard.scode !== 0) failed.push(`${what}: ${heard.text}`)
      await sleep(50)
    }
  }
  const change = async () => {
    const answer = await client.post('applicant', 'notification/settings', { channels: { live: ['ticket.passed'] } })
    // Accepted for later is no failure, if it is done then.
    if (answer.status !== 202) return answer
    await client.done('applicant', answer)
    return { scode: 0, text: '' }
  }
  const all = [
    ...questions.map(([person, route]) => ask(route, () => client.get(person, route))),
    ask('change of settings', change),
  ]
  return {
    /** Gives what was answered with anything but success, 503 aside. */
    stop: async (): Promise<string[]> => {
      isAsking = false
      await Promise.all(all)
      return failed
    },
  }
}
