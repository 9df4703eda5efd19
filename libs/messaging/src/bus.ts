import { hostname } from 'node:os'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { type Connect, Connection } from './connection.ts'
import { type ConsumeOptions, Consumer } from './consumer.ts'
import { ExclusiveQueue, type ExclusiveQueueOptions } from './exclusiveQueue.ts'
import { gather } from './gather.ts'
import type { MessageSchemas, OutMessage } from './message.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { type Destination, Publisher } from './publisher.ts'
import { QueueDepths } from './queueDepths.ts'
import { type RequestProof, RpcClient } from './rpcClient.ts'
import { mostDeathsOf, parkingQueues, quarantineOf, type Topology, TopologyDeclaration } from './topology.ts'

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
  /** How to reach the broker, by amqplib if not given. */
  readonly connect?: Connect
}

type OnMessage = ExclusiveQueueOptions['onMessage']
type OnRenewed = ExclusiveQueueOptions['onRenewed']

/** What a service sees of the publisher: in tests a plain object can stand in for it. */
export type BusPublisher = Pick<Publisher, 'publish'>
/** A queue that is consumed, together with its quarantine queue. */
export type BusConsumer = Pick<Consumer, 'stop'>

/** By the queue's name; a queue that could not be counted is left out. */
type Depths = ReadonlyMap<string, number>

/**
 * Connects to the broker and declares the topology; as a user who may not declare, waits until it is there. Waits as
 * long as there is no broker; rejects with a TopologyFault when the broker holds something of a declared name with
 * other settings.
 */
export const openBus = async (options: BusOptions): Promise<Bus> => {
  const bus = new Bus(options)
  try {
    await bus.ready()
    return bus
  } catch (fault) {
    await bus.close()
    throw fault
  }
}

/** One process on the broker. The methods may be handed around: they are bound to their bus. */
export class Bus {
  readonly publisher: BusPublisher
  /** The same, for what many ask for at once: see `gather`. */
  readonly gathering: BusPublisher
  readonly #options: BusOptions
  readonly #metrics: Metrics
  readonly #publishing: Connection
  readonly #consuming: Connection
  readonly #declaration: TopologyDeclaration
  readonly #publisher: Publisher
  readonly #rpc: RpcClient
  readonly #depths: QueueDepths
  readonly #consumed = new Set<string>()
  readonly #exclusive: ExclusiveQueue[] = []
  readonly #stops: (() => Promise<void>)[] = []

  constructor(options: BusOptions) {
    const { topology, log } = options
    this.#options = options
    this.#metrics = createMetrics(options.metrics ?? new Registry(), () =>
      this.#depths.of([...this.#consumed, ...parkingQueues(topology)]),
    )
    // An alarm blocks the connections that publish: acknowledgements need one that never does.
    this.#publishing = this.#connect('publish')
    this.#consuming = this.#connect('consume')
    this.#declaration = new TopologyDeclaration(topology)
    const { run: declare, declared } = this.#declaration
    this.#publisher = new Publisher({ connection: this.#publishing, declare, metrics: this.#metrics, log })
    this.publisher = this.#publisher
    this.gathering = gather(this.#publisher)
    this.#rpc = new RpcClient({ connection: this.#publishing, declare, log })
    this.#depths = new QueueDepths({ connection: this.#consuming, log, declared })
  }

  /** Resolves when both connections are there and the topology is declared. */
  readonly ready = async (): Promise<void> => {
    await this.#declaration.declared
    await this.#consuming.connected()
  }

  /**
   * Starts to consume, now and after every loss of the connection, until the consumer is stopped. The quarantine queue of a
   * work queue is consumed with it, one message at a time.
   */
  readonly consume = <S extends MessageSchemas>(options: ConsumeOptions<S>): BusConsumer => {
    const consumers = [this.#startConsumer(options as unknown as ConsumeOptions)]
    const declared = this.#options.topology.queues.find(({ name }) => name === options.queue)
    if (declared?.kind === 'work') {
      const queue = quarantineOf(options.queue)
      const alone = {
        ...options,
        queue,
        prefetch: 1,
        maxBatch: 1,
        lingerMs: 0,
        lastLingerMs: 0,
        mostDeaths: mostDeathsOf(declared),
      }
      consumers.push(this.#startConsumer(alone as unknown as ConsumeOptions))
    }
    const stop = async () => void (await Promise.all(consumers.map((consumer) => consumer.stop())))
    this.#stops.push(stop)
    return { stop }
  }

  /** Sends a query and gives the answer's body; rejects with a RequestFault (see RpcClient). */
  readonly request = (to: Destination, message: OutMessage, timeoutMs: number, proof?: RequestProof): Promise<Buffer> =>
    this.#rpc.request(to, message, timeoutMs, proof)

  /** Opens a queue for the replies to this process. */
  readonly consumeReplies = (onReply: OnMessage, onRenewed: OnRenewed): Pick<ExclusiveQueue, 'name'> =>
    this.#openExclusiveQueue({ label: 'replies', onMessage: onReply, onRenewed })

  /** Gets its own copy of everything that is sent to a fan-out exchange, as long as there is a connection. */
  readonly consumeFanout = (
    exchange: string,
    onMessage: OnMessage,
    onRenewed: OnRenewed,
  ): Pick<ExclusiveQueue, 'name'> => this.#openExclusiveQueue({ label: exchange, exchange, onMessage, onRenewed })

  /**
   * `connected`: both connections and the queues of this process alone are there, without which nothing that it asks is answered.
   * `blocked`: the broker has raised an alarm (memory, disk) and reads nothing that is published.
   */
  readonly state = (): { readonly connected: boolean; readonly blocked: boolean } => ({
    connected:
      this.#publishing.state().connected &&
      this.#consuming.state().connected &&
      this.#exclusive.every((queue) => queue.name() !== undefined),
    blocked: this.#publishing.state().blocked,
  })

  /** How many messages wait in the queues consumed here, and in those that wait for an operator. */
  readonly queueDepths = async (): Promise<{ readonly consumed: Depths; readonly parked: Depths }> => {
    const parking = parkingQueues(this.#options.topology)
    const [consumed, parked] = await Promise.all([this.#depths.of(this.#consumed), this.#depths.of(parking)])
    return { consumed, parked }
  }

  /** Stops the consumers that still run, waits for confirms in flight and closes the connections. */
  readonly close = async (): Promise<void> => {
    await Promise.all([this.#depths.stop(), ...this.#stops.map((stop) => stop())])
    await this.#publisher.close()
    await this.#rpc.close()
    await Promise.all([this.#publishing.close(), this.#consuming.close()])
  }

  #connect(use: 'publish' | 'consume'): Connection {
    const { url, service, log, connect } = this.#options
    const instance = this.#options.instance ?? `${hostname()}-${process.pid}`
    const name = `${service}/${instance} ${use}`
    const connection = new Connection({ url, name, log, ...(connect && { connect }) })
    const report = () => {
      const { connected, blocked } = connection.state()
      this.#metrics.connectionUp.set({ connection: use }, Number(connected))
      this.#metrics.connectionBlocked.set({ connection: use }, Number(blocked))
    }
    connection.onChange(report)
    report()
    return connection
  }

  #startConsumer(options: ConsumeOptions): Consumer {
    const { service, topology, log } = this.#options
    this.#consumed.add(options.queue)
    // Prometheus sees no increase in what appears as 1.
    this.#metrics.retried.inc({ queue: options.queue }, 0)
    return new Consumer(options, {
      connection: this.#consuming,
      declare: this.#declaration.run,
      publisher: this.#publisher,
      gathering: this.gathering,
      service,
      parking: topology.parking,
      retryDelays: topology.retryDelays,
      metrics: this.#metrics,
      log,
    })
  }

  #openExclusiveQueue(options: Omit<ExclusiveQueueOptions, 'connection' | 'declare' | 'log'>): ExclusiveQueue {
    const queue = new ExclusiveQueue({
      connection: this.#consuming,
      declare: this.#declaration.run,
      log: this.#options.log,
      ...options,
    })
    this.#exclusive.push(queue)
    this.#stops.push(() => queue.stop())
    return queue
  }
}
