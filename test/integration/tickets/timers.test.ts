import { randomUUID } from 'node:crypto'
import { actorOf, dueActions, type Principal, queues, type Step } from '@gongdan/contracts'
import type { Store } from '@gongdan/store'
import { expect, jest, test } from '@jest/globals'
import { newHistoryKey } from '../../../deploy/local/historyKey.ts'
import {
  decideIn,
  feedback,
  firstApprover,
  lin,
  pass,
  processUuid,
  type Request,
  submit,
} from '../../../services/ticket/src/domain/tickets.fixture.ts'
import {
  createTicketStore,
  createTimers,
  sweepTimers,
  type TicketDocument,
  ticketsOf,
} from '../../../services/ticket/src/public.ts'
import { emptyStores } from '../../support/emptyStores.ts'
import { eventually } from '../../support/eventually.ts'
import { seededRandom } from '../../support/random.ts'
import { seedOr } from '../../support/seed.ts'
import { openServiceHarness } from '../../support/serviceHarness.ts'

// A busy machine takes its time.
jest.setTimeout(90_000)

type DueAction = (typeof dueActions)[number]

const open = emptyStores('ticket')
const HOUR = 3_600_000

/** A process of one step; by default it passes by time. */
const steps = (dueIn: number, action: DueAction = 'pass'): Step[] => [
  {
    ...{ tenantUuid: 'acme', tenantName: 'Acme', roleUuid: 'operations', roleName: 'operations' },
    settings: {
      ...{ key: 'a', name: '', need: 'any', veto: true, after: null, when: null },
      approvers: [
        {
          owner: {
            kind: 'role',
            tenantUuid: 'acme',
            tenantName: 'Acme',
            roleUuid: 'operations',
            roleName: 'operations',
          },
          count: 1,
        },
      ],
      due: {
        ...{ in: dueIn, remindIn: [], action },
        escalateTo: { kind: 'role', tenantUuid: 'acme', tenantName: 'Acme', roleUuid: 'finance', roleName: 'finance' },
      },
    },
  },
]
const definition = { processUuid, tenantUuid: 'acme', name: 'in time', version: 1, steps: steps(3_600) }
const rich = { ...definition, settings: { autoPass: null, cc: [], forbid: [] } }

type Item = Parameters<ReturnType<typeof createTicketStore>['execute']>[0][number]

const command = (ticketUuid: string, request: Request, principal: Principal, creates = false, process = rich) =>
  ({
    id: ticketUuid,
    commandId: randomUUID(),
    correlationId: 'c',
    by: actorOf(principal),
    creates,
    decide: (ticket, at) => decideIn({ definitionOf: () => process, at }, request, principal, ticket),
  }) satisfies Item

/** A process of the ticket service on the store, with a clock that is wrong by so many milliseconds. */
const processOn = (store: Store, skewMs = 0) => {
  const { execute } = createTicketStore(store, () => {}, { now: () => Date.now() + skewMs })
  const log = { error: (problem: unknown) => expect(problem).toBeUndefined() }
  const imageGuard = { tagKey: null, trustsTenants: true }
  const sha256 = (text: string) => `hash of ${text.length}`
  const timers = createTimers(ticketsOf(store))
  const lane = sweepTimers(
    { timers, execute, context: { sha256, imageGuard, fulfilledTypes: new Set() }, log, wakeIn: () => {} },
    2_000,
  )
  return {
    execute,
    /** Fires all that is due. */
    sweep: async () => {
      for (;;) {
        const work = await lane.next(new AbortController().signal)
        if (work === null) return
        await work()
      }
    },
  }
}

/** Tickets that are due since an hour. */
const overdueTickets = async (store: Store, count: number): Promise<readonly string[]> => {
  const uuids = Array.from({ length: count }, () => randomUUID())
  await processOn(store, -2 * HOUR).execute(uuids.map((uuid) => command(uuid, submit(feedback), lin, true)))
  return uuids
}

const historyOf = async (store: Store, uuid: string): Promise<readonly string[]> => {
  const document = await ticketsOf(store).findOne({ _id: uuid })
  return document?.history.map(({ type, by }) => (by === null ? `${type} by time` : type)) ?? []
}
const byTime = ['ticket.submitted', 'ticket.overdue by time', 'ticket.passed by time']

test('of sweepers that find the same timers, one of them with a clock behind, one has its way and the ticket one event', async () => {
  const store = await open()
  const uuids = await overdueTickets(store, 120)
  await Promise.all([processOn(store), processOn(store, -5_000), processOn(store)].map(({ sweep }) => sweep()))
  for (const uuid of uuids) expect(await historyOf(store, uuid)).toEqual(byTime)
  expect(await createTimers(ticketsOf(store)).look()).toBeNull()
})

test('of a vote at the due moment and the timer one wins, and the other finds that it is over', async () => {
  const store = await open()
  const uuids = await overdueTickets(store, 40)
  const votes = uuids.map((uuid) => command(uuid, pass, firstApprover))
  const { execute } = processOn(store)
  const [, ...answers] = await Promise.all([processOn(store).sweep(), ...votes.map((vote) => execute([vote]))])
  await processOn(store).sweep()
  for (const [at, uuid] of uuids.entries()) {
    const scode = answers[at]?.results[0]?.scode
    expect([scode, await historyOf(store, uuid)]).toEqual(
      scode === 0 ? [0, ['ticket.submitted', 'ticket.passed']] : [3002, byTime],
    )
  }
})

test('a look is answered by the index alone, whatever else there is', async () => {
  const store = await open()
  await overdueTickets(store, 3)
  const explained = await ticketsOf(store)
    .find({ nextAt: { $gt: 0 } }, { sort: { nextAt: 1 }, limit: 1, projection: { _id: 0, nextAt: 1 } })
    .explain('executionStats')
  expect(explained.executionStats).toMatchObject({ totalKeysExamined: 1, totalDocsExamined: 0 })
})

test('a timer whose moment comes while all processes are dead fires once when they are back', async () => {
  const harness = await openServiceHarness('ticket', {
    queues: { commands: queues.ticketCommands, queries: queues.ticketQueries },
    processes: 2,
    env: { HISTORY_KEY: newHistoryKey('test') },
  })
  try {
    const tickets = harness.store.db.collection<TicketDocument>('tickets')
    const head = { id: randomUUID(), correlationId: 'c', causationId: 'c', at: 1 }
    await harness.publish({
      ...head,
      type: 'process.defined',
      // Due only when a busy machine has killed both.
      ...{ processUuid, seq: 1, tenantUuid: 'acme', name: 'in time', steps: steps(10) },
    } as never)
    await eventually(async () => expect(await harness.store.db.collection('definitions').countDocuments()).toBe(1), {
      withinMs: 30_000,
    })
    const ticketUuid = randomUUID()
    const item = { commandId: randomUUID(), ticketUuid, isNew: true, info: feedback }
    expect(await harness.send('ticket.submit', lin, item)).toMatchObject({ scode: 0 })
    await Promise.all([harness.end('SIGKILL', 0), harness.end('SIGKILL', 1)])
    const [before] = await tickets.find().toArray()
    expect(before?.history.map(({ type }) => type)).toEqual(['ticket.submitted'])
    await eventually(() => expect(Date.now()).toBeGreaterThan(before?.nextAt ?? Number.POSITIVE_INFINITY), {
      withinMs: 30_000,
    })
    harness.start(0)
    harness.start(1)
    await eventually(async () => expect(await historyOf(harness.store, ticketUuid)).toEqual(byTime), {
      withinMs: 30_000,
    })
    await Promise.all([harness.end('SIGTERM', 0), harness.end('SIGTERM', 1)])
    expect(await historyOf(harness.store, ticketUuid)).toEqual(byTime)
  } finally {
    await harness.close()
  }
})

/** `FAULTS=long`, as in the fault suite. */
const isLong = process.env.FAULTS === 'long'
const afterwards: Readonly<Record<DueAction, readonly string[]>> = {
  tell: [],
  escalate: ['ticket.escalated by time'],
  pass: ['ticket.passed by time'],
  overrule: ['ticket.overruled by time'],
}

test(
  'whatever a process says for the due moment happens once, though processes are killed and a clock is behind',
  async () => {
    const [processes, rounds, together] = isLong ? [8, 40, 20] : [3, 4, 15]
    const random = seededRandom(seedOr(9))
    const harness = await openServiceHarness('ticket', {
      queues: { commands: queues.ticketCommands, queries: queues.ticketQueries },
      processes,
      env: { HISTORY_KEY: newHistoryKey('test') },
      clocksBehindMs: [5_000],
    })
    try {
      const { execute } = processOn(harness.store)
      const left = () => ticketsOf(harness.store).countDocuments({ nextAt: { $gt: 0 } })
      const made: { readonly uuid: string; readonly action: DueAction }[] = []
      for (let round = 0; round < rounds; round += 1) {
        const more = Array.from({ length: together }, () => ({ uuid: randomUUID(), action: random.oneOf(dueActions) }))
        const submits = more.map(({ uuid, action }) =>
          command(uuid, submit(feedback), lin, true, { ...rich, steps: steps(1, action) }),
        )
        await execute(submits)
        made.push(...more)
        // One dies before anything is due, or with its hands full.
        const firstFired = async () => expect(await left()).toBeLessThan(together)
        if (random.next() < 0.5) await eventually(firstFired, { withinMs: 60_000 })
        const index = random.between(0, processes - 1)
        await harness.end('SIGKILL', index)
        harness.start(index)
        await eventually(async () => expect(await left()).toBe(0), { withinMs: 60_000 })
      }
      for (let index = 0; index < processes; index += 1) await harness.end('SIGTERM', index)
      for (const { uuid, action } of made) {
        const expected = ['ticket.submitted', 'ticket.overdue by time', ...afterwards[action]]
        expect([action, await historyOf(harness.store, uuid)]).toEqual([action, expected])
      }
    } finally {
      await harness.close()
    }
  },
  isLong ? 1_800_000 : 300_000,
)
