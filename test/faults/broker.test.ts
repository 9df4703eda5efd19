import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll } from '@jest/globals'
import { type Channel, connect } from 'amqplib'
import { type Connections, watchConnections } from './connections.ts'
import { type FaultHarness, openFaultHarness } from './faultHarness.ts'
import { light, wide } from './faults.ts'
import { residentNow } from './memory.ts'
import { restart } from './ownParts.ts'
import { poisonScenarios } from './poisonMessages.ts'
import { isLong, scenario } from './scenario.ts'
import { processes, underLoad } from './underLoad.ts'
import { waitUntil } from './waitUntil.ts'

// The broker and the wire to it fail, in every way there is, under load.

let harness: FaultHarness
let connections: Connections
beforeAll(async () => {
  harness = await openFaultHarness({ gateway: 2, ticket: 2 })
  connections = watchConnections(harness)
  await connections.back()
}, 120_000)
afterAll(() => harness?.close(), 60_000)

const virtualHost = () => new URL(harness.system.amqpUrl).pathname.slice(1)
/** Each process has one to publish and one to consume. */
const everyConnection = 2 * processes.length
/** Does something to all connections, and waits until the services have noticed that all of them are gone. */
const losing = async (act: () => Promise<unknown>) => {
  const lost = () => connections.logged(/connection to the broker lost/)
  // One that publishes may come back after the consumers of its process, and only what is there can be lost.
  await waitUntil(async () => (await connections.logged(/connected to the broker/)) - (await lost()) >= everyConnection)
  const before = await lost()
  await act()
  await waitUntil(async () => (await lost()) >= before + everyConnection)
}
const closeAll = () => harness.parts.rabbitmqctl('close_all_connections', '-p', virtualHost(), 'for a test')

scenario('F3', 'a broker that is away costs time and nothing else', async (tally) => {
  const longest = isLong ? 60_000 : 3_000
  await underLoad(harness, tally, async () => {
    for (const round of tally.rounds(2, 20)) {
      await losing(() =>
        restart(harness.parts.broker, round % 2 === 0 ? 'SIGKILL' : 'SIGTERM', tally.random.between(1_000, longest)),
      )
      tally.injected()
      tally.recovered(await connections.back(), 2_000)
    }
  })
  const broken = harness.log.filter(
    ({ accepted, outcomes }) => accepted && outcomes.some((scode) => Number(scode) >= 9000),
  )
  tally.check({ unexpected: broken.map(({ route, outcomes }) => `${route} was accepted, and then it was ${outcomes}`) })
})

scenario('F4', 'consumers that lost their connection, channel, queue or exchange are back at once', async (tally) => {
  // A connection for each action, since all are closed in between.
  const atTheBroker = async (action: (channel: Channel) => Promise<unknown>) => {
    const broker = await connect(harness.direct.amqpUrl)
    await action(await broker.createChannel()).finally(() => broker.close())
  }
  // A quorum queue cannot be asked to go only if it is empty.
  const deleteEmpty = (name: string) => async (channel: Channel) => {
    const { messageCount } = await channel.checkQueue(name)
    if (messageCount > 0) throw new Error(`${name} has ${messageCount} messages`)
    await channel.deleteQueue(name)
  }
  const setTimeouts = (ms: number) =>
    harness.parts.rabbitmqctl(
      'eval',
      `[application:set_env(rabbit, K, ${ms}) || K <- [consumer_timeout, channel_tick_interval]].`,
    )
  for (const _ of tally.rounds(1, 10)) {
    // While there is no load the queues are empty, so nothing is lost with one.
    for (const name of [
      'ticket.commands',
      'process.user-events',
      'gateway.batches',
      'image.ticket-events.quarantine',
    ]) {
      await atTheBroker(deleteEmpty(name))
      tally.injected()
      tally.recovered(await connections.back(), 2_000)
    }
    await underLoad(harness, tally, async () => {
      await losing(closeAll)
      tally.injected()
      tally.recovered(await connections.back(), 2_000)
      // The next command meets a 404.
      const refused = await connections.logged(/no exchange/)
      await atTheBroker((channel) => channel.deleteExchange('commands'))
      tally.injected()
      await waitUntil(async () => (await connections.logged(/no exchange/)) > refused)
      tally.recovered(await connections.back(), 2_000)
      // A broker that waits a second instead of half an hour closes channels whose handlers wait for the database: a 406.
      await setTimeouts(1_000)
      await losing(closeAll)
      const before = await connections.logged(/delivery acknowledgement on channel/)
      harness.toDatabase.swallow(true)
      await waitUntil(async () => (await connections.logged(/delivery acknowledgement on channel/)) > before)
      harness.toDatabase.swallow(false)
      tally.injected()
      tally.recovered(await connections.back(), 2_000)
      await setTimeouts(1_800_000)
      await losing(closeAll)
    })
  }
})

scenario('F5', 'a wire that is cut, slow, sliced or silent costs time and nothing else', (tally) =>
  underLoad(harness, tally, async () => {
    for (const _ of tally.rounds(1, 10)) {
      for (const kind of ['one connection reset', 'all connections reset', 'slow wire', 'sliced wire', 'black hole']) {
        await { ...light, ...wide }[kind]?.(harness, tally.random)
        tally.injected()
        tally.recovered(await connections.back())
      }
      const since = performance.now()
      await losing(async () => harness.toBroker.swallow(true))
      const noticed = performance.now() - since
      harness.toBroker.swallow(false)
      tally.injected()
      tally.within('to notice a black hole', noticed, 26_000)
      tally.recovered(await connections.back())
    }
  }),
)

scenario('F12', 'a broker without memory is waited for, and the memory of no service grows', (tally) =>
  underLoad(harness, tally, async () => {
    const watermark = (share: string) => harness.parts.rabbitmqctl('set_vm_memory_high_watermark', share)
    const pass = () => harness.as('firstApprover').post('ticket/pass', { list: [randomUUID()] }, { prefer: 'wait=1' })
    for (const _ of tally.rounds(1, 10)) {
      await watermark('0.00001')
      tally.injected()
      await waitUntil(async () => (await pass()).status !== 200)
      const before = residentNow(harness.system, 'gateway')
      const over = performance.now() + tally.random.between(4_000, 8_000)
      const answers = []
      while (performance.now() < over) answers.push(...(await Promise.all(Array.from({ length: 20 }, pass))))
      const after = residentNow(harness.system, 'gateway')
      await watermark('0.4')
      const since = performance.now()
      while ((await pass()).status !== 200) await sleep(50)
      tally.recovered(performance.now() - since)
      const odd = answers.filter(
        ({ status, headers }) => !(status === 202 || (status === 503 && Number(headers['retry-after']) > 0)),
      )
      tally.check({
        unexpected: [
          ...odd.map(({ status, text }) => `${status} ${text}`),
          ...(after - before > 100 ? [`the gateway grew from ${before} to ${after} MiB`] : []),
        ],
      })
    }
  }),
)

poisonScenarios(() => harness)
