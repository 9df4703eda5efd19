import { randomUUID } from 'node:crypto'
import { topology as wholeTopology } from '@gongdan/contracts'
import { type Bus, bundleOf, declarationsOf, type Handler, openBus, type Topology } from '@gongdan/messaging'
import { type Channel, connect } from 'amqplib'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { z } from 'zod'
import { startProxy, type TcpProxy } from './tcpProxy.ts'

/** What the tests send: a word. */
const Word = z.object({ word: z.string() })
type Word = z.infer<typeof Word>

/** A corner of the broker for one test: exchanges and queues of its own, and a wire that can be cut. */
export interface MessagingHarness {
  readonly work: string
  /** The exchange of both queues. */
  readonly commands: string
  readonly queries: string
  readonly topology: Topology
  readonly proxy: TcpProxy
  /** A channel for the test's own looks at the broker, past the proxy. */
  readonly admin: Channel
  /** A bus through the proxy; `metric` sees the first one's. */
  openBus(options?: { readonly retryDelays: readonly number[] }): Promise<Bus>
  /** Publishes a word to the work queue. */
  say(bus: Bus, word: string): Promise<void>
  /** Publishes words as one message. */
  sayTogether(bus: Bus, words: readonly string[]): Promise<void>
  /** Takes the next parked message's headers; throws if there is none. */
  nextParked(): Promise<Readonly<Record<string, unknown>>>
  metric(name: string): Promise<number>
  close(): Promise<void>
}

/** @param deliveries the delivery limit of the work queue and of its quarantine queue, if not the usual one */
export const openMessagingHarness = async (deliveries?: number): Promise<MessagingHarness> => {
  if (!process.env.AMQP_URL) throw new Error('these tests need the broker that the integration project starts')
  const url = new URL(process.env.AMQP_URL)
  const prefix = `test-${randomUUID().slice(0, 8)}`
  const topology = topologyOf(prefix, deliveries)
  const work = `${prefix}.work`
  const proxy = await startProxy({ host: url.hostname, port: Number(url.port || 5672) })
  const connection = await connect(url.href)
  const admin = await connection.createChannel()
  const registry = new Registry()
  const registries = [registry]
  const buses: Bus[] = []

  return {
    work,
    commands: `${prefix}.commands`,
    queries: `${prefix}.queries`,
    topology,
    proxy,
    admin,
    openBus: async ({ retryDelays } = { retryDelays: topology.retryDelays }) => {
      const wire = new URL(url)
      wire.host = `127.0.0.1:${proxy.port}`
      const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' })
      const metrics = registries.pop() ?? new Registry()
      const ours = { ...topology, retryDelays }
      const bus = await openBus({ url: wire.href, service: 'tester', topology: ours, log, metrics })
      buses.push(bus)
      return bus
    },
    say: (bus, word) => bus.publisher.publish({ exchange: `${prefix}.commands`, routingKey: work }, wordMessage(word)),
    sayTogether: (bus, words) =>
      bus.publisher.publish({ exchange: `${prefix}.commands`, routingKey: work }, bundleOf(words.map(wordMessage))),
    nextParked: async () => {
      const message = await admin.get(topology.parking, { noAck: true })
      if (!message) throw new Error('nothing is parked')
      return message.properties.headers ?? {}
    },
    metric: async (name) => {
      const { values = [] } = (await registry.getSingleMetric(name)?.get()) ?? {}
      return values.reduce((sum, { value }) => sum + value, 0)
    },
    close: async () => {
      await Promise.all(buses.map((bus) => bus.close()))
      for (const queue of declarationsOf({ ...topology, retryDelays: [] }).queues) await admin.deleteQueue(queue.name)
      for (const exchange of topology.exchanges) await admin.deleteExchange(exchange.name)
      await connection.close()
      await proxy.close()
    },
  }
}

const topologyOf = (prefix: string, deliveries: number | undefined): Topology => {
  const commands = `${prefix}.commands`
  const parking = `${prefix}.parking`
  const work = `${prefix}.work`
  const limit = deliveries === undefined ? {} : { deliveryLimit: deliveries }
  return {
    parking,
    exchanges: [
      { name: commands, type: 'direct' },
      { name: parking, type: 'fanout' },
    ],
    queues: [
      { name: work, kind: 'work', bindings: { [commands]: [work] }, ...limit },
      { name: `${prefix}.queries`, kind: 'query', bindings: { [commands]: [`${prefix}.queries`] } },
      { name: parking, kind: 'parking', bindings: { [parking]: [''] } },
    ],
    retryDelays: wholeTopology.retryDelays,
  }
}

/** A message that says a word. */
export const wordMessage = (word: string) => {
  const id = randomUUID()
  return { id, type: 'test.said', body: Buffer.from(JSON.stringify({ id, word })) }
}

/** What a consumer takes and does, for the one type these tests know. */
export const wordSubscriptions = (handler: Handler<Word>) => ({
  messages: { 'test.said': Word },
  handlers: { 'test.said': handler },
})
