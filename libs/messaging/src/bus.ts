import { hostname } from 'node:os'
import type { Channel } from 'amqplib/callback_api'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { type Connect, openLink } from './connection.ts'
import { type ConsumeOptions, type Consumer, startConsumer } from './consumer.ts'
import { check, declare, withRetryQueues } from './declare.ts'
import { type ExclusiveQueue, type ExclusiveQueueOptions, openExclusiveQueue } from './exclusiveQueue.ts'
import { codeOf, TopologyFault } from './faults.ts'
import { createMetrics } from './metrics.ts'
import { createPublisher, type Publisher } from './publisher.ts'
import { watchQueueDepths } from './queueDepths.ts'
import { defaultRetryDelays } from './retry.ts'
import { createRpc, type Rpc } from './rpc.ts'
import { parkingQueuesOf, quarantineOf, type Topology } from './topology.ts'

export interface Bus {
  readonly publisher: Publisher
  /** Starts to consume, now and after every loss of the connection, until the consumer is stopped. */
  consume(options: ConsumeOptions): Consumer
  readonly request: Rpc['request']
  /** A queue for the replies to this process. */
  consumeReplies(
    onReply: ExclusiveQueueOptions['onMessage'],
    onRenewed: ExclusiveQueueOptions['onRenewed'],
  ): ExclusiveQueue
  /** Hears everything that a fan-out exchange gets, as long as there is a connection: every process its own copy. */
  consumeFanout(
    exchange: string,
    onMessage: ExclusiveQueueOptions['onMessage'],
    onRenewed: ExclusiveQueueOptions['onRenewed'],
  ): ExclusiveQueue
  state(): { readonly connected: boolean; readonly blocked: boolean }
  /** How many messages wait in the queues consumed here, and in those that wait for a person. */
  queueDepths(): { readonly consumed: Depths; readonly parked: Depths }
  /** Stops the consumers that still run, waits for confirms under way and closes the connections. */
  close(): Promise<void>
}

/** By the queue's name; one of which nothing is known is left out. */
type Depths = ReadonlyMap<string, number>

export interface BusOptions {
  /** `amqp://` or `amqps://`, credentials and virtual host in it. */
  readonly url: string
  readonly service: string
  /** Tells processes of one service apart in the broker's lists; host and process id if not given. */
  readonly instance?: string
  readonly topology: Topology
  readonly log: Logger
  /** Where the metrics go; one bus a registry. */
  readonly metrics?: Registry
  /** The delays of the retry queues, in milliseconds: one queue each. */
  readonly retryDelays?: readonly number[]
  /** How often to count the messages that wait, in milliseconds; every 5 s if not given. */
  readonly countEveryMs?: number
  /** How to reach the broker, by amqplib if not given. */
  readonly connect?: Connect
}

/**
 * Connects to the broker and declares the topology; as a user who may not declare, waits until it is there. Waits as
 * long as there is no broker; rejects with a TopologyFault when the broker holds something of a declared name with
 * other settings.
 */
export const openBus = async (options: BusOptions): Promise<Bus> => {
  const { url, service, topology, log, retryDelays = defaultRetryDelays, countEveryMs = 5_000, connect } = options
  const instance = options.instance ?? `${hostname()}-${process.pid}`
  const metrics = createMetrics(options.metrics ?? new Registry())
  const whole = withRetryQueues(topology, retryDelays)

  // An alarm blocks the connections that publish: acknowledgements need one that never does.
  const open = (use: string) => {
    const link = openLink({ url, name: `${service}/${instance} ${use}`, log, ...(connect && { connect }) })
    const report = () => {
      const { connected, blocked } = link.state()
      metrics.connectionUp.set({ connection: use }, Number(connected))
      metrics.connectionBlocked.set({ connection: use }, Number(blocked))
    }
    link.onChange(report)
    report()
    return link
  }
  const publishing = open('publish')
  const consuming = open('consume')

  const declared = Promise.withResolvers<void>()
  let mayDeclare = true
  const declareOnce = async (channel: Channel) => {
    try {
      await (mayDeclare ? declare : check)(channel, whole)
      declared.resolve()
    } catch (fault) {
      if (codeOf(fault) === 406) declared.reject(new TopologyFault(fault))
      // This user may only use what is there: whoever deploys has declared it, or is about to. The next channel looks.
      if (codeOf(fault) === 403) mayDeclare = false
      throw fault
    }
  }

  // After a reconnect all channels are built at the same time, and one declaration serves them all: it is most of the work.
  let declaring: Promise<void> | undefined
  const declareAll = (channel: Channel): Promise<void> => {
    declaring ??= declareOnce(channel).finally(() => {
      declaring = undefined
    })
    return declaring
  }

  const publisher = createPublisher({ link: publishing, declare: declareAll, metrics, log })
  const rpc = createRpc({ link: publishing, log })
  const parkingQueues = parkingQueuesOf(topology)
  const consumed = new Set<string>()
  const queues = () => [...consumed, ...parkingQueues]
  const depths = watchQueueDepths({
    link: consuming,
    log,
    metrics,
    queues,
    everyMs: countEveryMs,
    declared: declared.promise,
  })
  const depthsOf = (names: Iterable<string>): Depths => {
    const now = depths.now()
    return new Map([...names].flatMap((name) => (now.has(name) ? [[name, now.get(name) ?? 0]] : [])))
  }
  const stops: (() => Promise<void>)[] = [depths.stop]
  const close = async () => {
    await Promise.all(stops.map((stop) => stop()))
    await publisher.close()
    await rpc.close()
    await Promise.all([publishing.close(), consuming.close()])
  }

  try {
    await declared.promise
    await consuming.connected()
  } catch (fault) {
    await close()
    throw fault
  }

  const exclusiveQueue = (
    what: Pick<ExclusiveQueueOptions, 'name' | 'exchange' | 'onMessage' | 'onRenewed'>,
  ): ExclusiveQueue => {
    const own = openExclusiveQueue({ link: consuming, log, ...what })
    stops.push(own.stop)
    return own
  }

  return {
    publisher,
    consume: (what) => {
      const { parking, queues } = topology
      const around = { link: consuming, declare: declareAll, service, parking, retryDelays, publisher, metrics, log }
      const suspects = quarantineOf(what.queue)
      const alone = { ...what, queue: suspects, prefetch: 1, maxBatch: 1, lingerMs: 0 }
      const consumers = [what, ...(queues.some(({ name }) => name === suspects) ? [alone] : [])].map((one) => {
        consumed.add(one.queue)
        return startConsumer(one, around)
      })
      const stop = async () => void (await Promise.all(consumers.map((consumer) => consumer.stop())))
      stops.push(stop)
      return { stop }
    },
    request: rpc.request,
    consumeReplies: (onMessage, onRenewed) => exclusiveQueue({ name: 'replies', onMessage, onRenewed }),
    consumeFanout: (exchange, onMessage, onRenewed) =>
      exclusiveQueue({ name: exchange, exchange, onMessage, onRenewed }),
    state: () => ({
      connected: publishing.state().connected && consuming.state().connected,
      blocked: publishing.state().blocked,
    }),
    queueDepths: () => ({ consumed: depthsOf(consumed), parked: depthsOf(parkingQueues) }),
    close,
  }
}
