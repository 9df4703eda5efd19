import { connect } from '@gongdan/store'
import { afterAll, beforeAll } from '@jest/globals'
import { feedback } from '../support/harness.ts'
import { recordEvents } from './eventRecorder.ts'
import { type CrashPoint, type FaultHarness, openFaultHarness } from './faultHarness.ts'
import { checkLedger } from './ledgerCheck.ts'
import { pollServices } from './pollServices.ts'
import { createRetryingClient } from './retryingClient.ts'
import { scenario, type Tally } from './scenario.ts'
import { processes, underLoad } from './underLoad.ts'
import { waitUntil } from './waitUntil.ts'

// Processes end, in every way there is, under load.

let harness: FaultHarness
beforeAll(async () => {
  harness = await openFaultHarness({ gateway: 2, ticket: 2 })
}, 120_000)
afterAll(() => harness?.close(), 60_000)

const restart = async (tally: Tally, process: string) => {
  const since = performance.now()
  await harness.system.start(process)
  tally.recovered(performance.now() - since, 5_000)
}

/** Waits for the end of one of these processes, and gives its name. */
const ended = (...names: readonly string[]): Promise<string> =>
  // SIGCONT does nothing to a process that runs, and the answer comes when it ends.
  Promise.race(names.map((name) => harness.system.kill(name, 'SIGCONT').then(() => name)))

scenario('F1', 'a service that is killed loses and doubles nothing', async (tally) => {
  const kills: number[] = []
  await underLoad(harness, tally, async () => {
    for (const _ of tally.rounds(1, 10)) {
      for (const process of ['gateway', 'ticket', 'process', 'image', 'notification']) {
        kills.push(Date.now())
        await harness.system.kill(process, 'SIGKILL')
        tally.injected()
        await restart(tally, process)
      }
    }
  })
  // The lease of an Idempotency-Key lasts as long as its caller wants to wait, so only the usual wait has the usual limit.
  const likeMost = harness.log.filter(({ prefer }) => prefer === 'wait=3')
  for (const killedAt of kills) {
    const underWay = likeMost.filter(({ startedAt, answeredAt }) => startedAt < killedAt && answeredAt >= killedAt)
    for (const { route, answeredAt } of underWay) {
      tally.within(`the answer to ${route}`, answeredAt - killedAt, 10_000, answeredAt)
    }
  }
})

scenario(
  'F2',
  'a process that dies between commit and relay, relay and mark, handler and ack does nothing twice',
  async (tally) => {
    const histories = await connect(harness.direct.mongodbUrl, 'ticket')
    const tickets = histories.db.collection<{ _id: string; history: { seq: number }[] }>('tickets')
    const before = new Set(await tickets.distinct('_id'))
    const events = await recordEvents(harness.direct.amqpUrl)
    const dieAt = async (service: string, point: CrashPoint) => {
      harness.orderCrash(service, point)
      const repeated = events.repeated()
      const dead = await ended(service, ...(service === 'ticket' ? ['ticket-2'] : []))
      tally.injected()
      await restart(tally, dead)
      // What was told and not marked is told again, under the same id.
      if (service === 'ticket' && point === 'after-relay') {
        await waitUntil(() => events.repeated() > repeated, 'what was told and not marked was not told again')
      }
    }
    await underLoad(harness, tally, async () => {
      for (const _ of tally.rounds(1, 15)) {
        for (const point of ['after-commit', 'after-relay', 'before-ack'] as const) {
          await dieAt('ticket', point)
          await dieAt('image', point)
        }
      }
    })
    tally.check(
      await events.compare(tickets.find({ _id: { $nin: [...before] } }, { projection: { 'history.seq': 1 } })),
    )
    await Promise.all([events.close(), histories.close()])
  },
)

scenario('F9', 'kills with all hands full of commands park none of them', async (tally) => {
  const client = createRetryingClient(harness, (asked) => harness.log.push(asked))
  await Promise.all(['ticket', 'ticket-2'].map((name) => harness.system.kill(name, 'SIGKILL')))
  const names = Array.from({ length: 60 }, (_, index) => `in hand ${index}`)
  await Promise.all(names.map((name) => client.ask('applicant', 'ticket/submit', feedback(name, 'system'))))
  for (const _ of tally.rounds(4, 30)) {
    harness.orderCrash('ticket', 'before-commit')
    // It may die before it was ever ready.
    await harness.system.start('ticket').catch(() => {})
    await ended('ticket')
    tally.injected()
  }
  await Promise.all(['ticket', 'ticket-2'].map((name) => restart(tally, name)))
  await client.settled()
  tally.check((await checkLedger(harness, processes)).findings)
})

scenario('F16', 'a service that gets SIGTERM ends in good order, and clients get 503 at worst', (tally) =>
  underLoad(harness, tally, async ({ client }) => {
    const asking = pollServices(harness)
    for (const _ of tally.rounds(1, 10)) {
      for (const process of processes) {
        const since = performance.now()
        const how = await harness.system.kill(process, 'SIGTERM')
        tally.injected()
        const ms = performance.now() - since
        if (how !== 'code 0' || ms > 30_000)
          tally.check({ unexpected: [`${process} ended with ${how} after ${ms} ms`] })
        await restart(tally, process)
      }
    }
    tally.check({ unexpected: await asking.stop() })
    // A gateway that has ended refuses connections, and the last that its listener did not accept are reset; what it has read it answers.
    const orderly = ['9002', '9003', '1009', 'ECONNREFUSED', 'ECONNRESET, unread']
    const unexpected = [...client.refused.keys()].filter((why) => !orderly.includes(why))
    tally.check({ unexpected: unexpected.map((why) => `a client heard ${why}`) })
  }),
)
