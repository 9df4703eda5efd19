import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from '../support/people.ts'
import type { FaultHarness } from './faultHarness.ts'
import { createRetryingClient } from './retryingClient.ts'

const queries: readonly (readonly [Person, string])[] = [
  ['applicant', 'ticket/list'],
  ['administrator', 'ticket/process/list'],
  ['applicant', 'notification/settings'],
  ['administrator', 'webhook/list'],
]
const settings = { channels: { live: ['ticket.passed'] } }

/** Sends queries to every service, and commands to the notification service, until it is stopped. */
export const pollServices = (harness: FaultHarness) => {
  const failed: string[] = []
  // Logged with the final outcome: an answer of 202 is no failure if the command succeeds later.
  const client = createRetryingClient(harness, ({ route, outcomes }) => {
    if (outcomes[0] !== 0) failed.push(`${route}: ${outcomes}`)
  })
  let isPolling = true
  const poll = async (call: () => Promise<unknown>) => {
    while (isPolling) {
      await call()
      await sleep(50)
    }
  }
  const query = async (person: Person, route: string) => {
    const answer = await client.get(person, route)
    if (answer?.scode !== 0) failed.push(`${route}: ${answer?.text ?? 'no answer'}`)
  }
  const all = [
    ...queries.map(([person, route]) => poll(() => query(person, route))),
    poll(() => client.ask('applicant', 'notification/settings', settings)),
  ]
  return {
    /** Gives what was answered with anything but success, 503 aside. */
    stop: async (): Promise<string[]> => {
      isPolling = false
      client.lastCall()
      await Promise.all(all)
      await client.settled()
      return failed
    },
  }
}
