import { brokenAt } from '@gongdan/store'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../../support/eventually.ts'
import { countUnsent } from './rightsDatabase.ts'
import {
  each,
  feedback,
  type History,
  openRightsHarness,
  type Person,
  people,
  type RightsHarness,
  resultsOf,
  step,
} from './rightsHarness.ts'

/** How many tickets are fought over: 50, or as many as `RACE_TICKETS` says. */
const howMany = Number(process.env.RACE_TICKETS ?? 50)
/** Of sixteen calls each: as many as the caller has connections for. */
const atOnce = 2

/** Somebody's call on a ticket, and the event that it makes when it wins. */
interface Contender {
  readonly who: Person
  readonly action: string
  readonly event: string
}
const contenders = (count: number, who: Person, action: string, event: string): readonly Contender[] =>
  Array.from({ length: count }, () => ({ who, action, event: `${event} by ${people[who].user}` }))

/** Who fights, and which histories may come of it. */
interface Race {
  readonly roles: readonly string[]
  readonly field: readonly Contender[]
  readonly legal: readonly string[]
}
/** With one step a single call of the sixteen can win; with two the lead's pass gives the keeper his turn. */
const races: readonly Race[] = [
  {
    roles: ['lead'],
    field: [
      ...contenders(6, 'lead', 'pass', 'ticket.passed'),
      ...contenders(5, 'lead', 'overrule', 'ticket.overruled'),
      ...contenders(5, 'applicant', 'withdraw', 'ticket.withdrawn'),
    ],
    legal: ['ticket.passed by mei', 'ticket.overruled by mei', 'ticket.withdrawn by lin'],
  },
  {
    roles: ['lead', 'keeper'],
    field: [
      ...contenders(4, 'lead', 'pass', 'ticket.step-passed'),
      ...contenders(4, 'keeper', 'pass', 'ticket.passed'),
      ...contenders(4, 'keeper', 'overrule', 'ticket.overruled'),
      ...contenders(4, 'applicant', 'withdraw', 'ticket.withdrawn'),
    ],
    legal: [
      'ticket.withdrawn by lin',
      'ticket.step-passed by mei',
      'ticket.step-passed by mei, ticket.withdrawn by lin',
      'ticket.step-passed by mei, ticket.passed by kai',
      'ticket.step-passed by mei, ticket.overruled by kai',
    ],
  },
]

let harness: RightsHarness

beforeAll(async () => {
  // Two processes decide, so that only the database can tell who was first.
  harness = await openRightsHarness({ scale: { ticket: 2, image: 0 } })
}, 120_000)
afterAll(() => harness?.close(), 60_000)

const happened = (history: History): readonly string[] =>
  history.slice(1).map(({ type, by }) => `${type} by ${by?.userUuid}`)

/** The same calls in another order for each ticket, so that everybody is the first somewhere. */
const rotated = <T>(items: readonly T[], by: number): readonly T[] => {
  const at = (by * 5) % items.length
  return [...items.slice(at), ...items.slice(0, at)]
}

test.each(races)(
  'of sixteen calls at once on a ticket with the steps $roles one wins each decision',
  async (race) => {
    const { callers, createProcess, write, histories } = harness
    const process_uuid = await createProcess(callers.administrator, 'acme', ...race.roles.map((role) => step(role)))
    const tickets = await each(Array.from({ length: howMany / races.length }), 8, () =>
      write(callers.applicant, 'submit', { ...feedback, process_uuid }),
    )
    const rounds = await each([...tickets.entries()], atOnce, async ([index, uuid]) => {
      const calls = rotated(race.field, index).map(async ({ who, action, event }) => {
        const body = { list: [uuid], reason: 'no' }
        const reply = await callers[who].post(`/v1/ticket/${action}`, body, { prefer: 'wait=30' })
        return { event, scode: resultsOf(reply)[0]?.scode }
      })
      return { uuid, calls: await Promise.all(calls) }
    })

    const found = await histories('tickets', tickets)
    for (const { uuid, calls } of rounds) {
      const history = found.get(uuid) ?? []
      const winners = calls.filter(({ scode }) => scode === 0).map(({ event }) => event)
      expect(winners.toSorted()).toEqual(happened(history).toSorted())
      expect(race.legal).toContain(happened(history).join(', '))
      const losers = calls.map(({ scode }) => scode).filter((scode) => scode !== 0)
      expect(losers.filter((scode) => scode !== 3002 && scode !== 3003)).toEqual([])
      expect(brokenAt(history)).toBeNull()
    }
    // Every decision is told, too.
    await eventually(async () => expect(await countUnsent(harness.system)).toBe(0), { withinMs: 30_000 })
    // Different ones win, or it was no race.
    expect(new Set([...found.values()].map((history) => happened(history).join())).size).toBeGreaterThan(1)
  },
  600_000,
)
