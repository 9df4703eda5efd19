import type { Channel } from 'amqplib/callback_api'
import { codeOf, TopologyFault } from './faults.ts'
import { call } from './recoveringChannel.ts'

/** An exchange; `alternate` names the exchange that gets what no binding takes. Always durable. */
export interface Exchange {
  readonly name: string
  readonly type: 'direct' | 'topic' | 'fanout'
  readonly alternate?: string
}

/**
 * A queue by its use. All are durable quorum queues.
 * - `work`: must not be lost. When a message makes its consumers die, the broker counts that against all they had in flight. So
 *   what reaches the delivery limit is not given up but moved to the quarantine queue beside it, which is consumed one message
 *   at a time: the innocent are done there, and what goes on killing is parked.
 * - `query`: its messages expire while they are not answered, and an expired query is no work: it is not parked.
 * - `parking`: has no consumer; its messages wait for an operator and may be looked at any number of times.
 */
export interface Queue {
  readonly name: string
  readonly kind: 'work' | 'query' | 'parking'
  /** Routing keys by exchange. */
  readonly bindings: Readonly<Record<string, readonly string[]>>
  /** One consumer at a time has this queue, the others stand by: what comes in order is handled in order. */
  readonly singleActiveConsumer?: boolean
  /** How often a message may be delivered before it moves on, 20 if not given. */
  readonly deliveryLimit?: number
}

/** All that a broker must have before a message is sent (guarantees §2). */
export interface Topology {
  readonly exchanges: readonly Exchange[]
  readonly queues: readonly Queue[]
  /** The exchange for messages that cannot be handled. */
  readonly parking: string
  /** How long a message waits after its first, second… failure, in milliseconds; each delay has a retry queue. */
  readonly retryDelays: readonly number[]
}

/** A queue with its arguments as RabbitMQ's documentation names them. */
export interface QueueDeclaration {
  readonly name: string
  readonly arguments: Readonly<Record<string, string | number | boolean>>
  readonly bindings: readonly { readonly exchange: string; readonly routingKey: string }[]
}

/** A topology as the broker is told of it: with quarantine queues, retry queues and all arguments. */
export interface Declarations {
  readonly exchanges: readonly Exchange[]
  readonly queues: readonly QueueDeclaration[]
}

/** The name of the quarantine queue of a work queue. */
export const quarantineOf = (name: string): string => `${name}.quarantine`

/** Takes replies to the exclusive queue of who asked, by the queue's name. */
export const repliesExchange = 'replies'

/** Takes a message back into the queue that the routing key names: what was retried, replayed, or is moved to quarantine. */
export const backExchange = 'back'

/** After how many deaths of its consumer a message is parked by the next one: the broker does so at one more, without a word to anyone. */
export const mostDeathsOf = ({ deliveryLimit = usualDeliveryLimit }: Queue): number => deliveryLimit

/** The name of the exchange of a retry queue, and of the queue itself. */
export const retryExchange = (delayMs: number): string => `retry.${delayMs / 1_000}s`

/** The names of the queues that services consume, quarantine queues included. */
export const consumedQueues = ({ queues }: Pick<Topology, 'queues'>): readonly string[] =>
  queues.flatMap(({ name, kind }) => (kind === 'parking' ? [] : kind === 'work' ? [name, quarantineOf(name)] : [name]))

/** The names of the queues that wait for an operator. */
export const parkingQueues = ({ queues }: Pick<Topology, 'queues'>): readonly string[] =>
  queues.filter(({ kind }) => kind === 'parking').map(({ name }) => name)

/** Everything that is to be declared for a topology. */
export const declarationsOf = ({ exchanges, queues, parking, retryDelays }: Topology): Declarations => ({
  exchanges: [
    ...exchanges,
    { name: repliesExchange, type: 'direct' },
    { name: backExchange, type: 'direct' },
    // Topic exchanges, because only at these a broker can be told which keys a user may write.
    ...retryDelays.map((delayMs) => ({ name: retryExchange(delayMs), type: 'topic' as const })),
  ],
  queues: [...queues.flatMap((queue) => queueDeclarations(queue, parking)), ...retryDelays.map(retryQueue)],
})

// Both are written out for every queue: the type cannot be changed later, and the limit's default differs
// between RabbitMQ 3.x (none) and 4.x (20).
const quorum = (deliveryLimit: number) => ({ 'x-queue-type': 'quorum', 'x-delivery-limit': deliveryLimit })
/** A process that dies is counted against every message it had in flight. */
const usualDeliveryLimit = 20
/** RabbitMQ 3.x cannot be told "none", and past a limit it drops what has nowhere to go. */
const withoutLimit = 2 ** 31 - 1

/** At-least-once dead-lettering wants `reject-publish` (RabbitMQ, "Quorum Queues"). */
const deadLetterTo = (exchange: string) => ({
  'x-dead-letter-exchange': exchange,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
})

const queueDeclarations = (queue: Queue, parking: string): readonly QueueDeclaration[] => {
  const { name, kind, singleActiveConsumer, deliveryLimit = usualDeliveryLimit } = queue
  const bindings = Object.entries(queue.bindings).flatMap(([exchange, keys]) =>
    keys.map((routingKey) => ({ exchange, routingKey })),
  )
  if (kind === 'parking') return [{ name, arguments: quorum(withoutLimit), bindings }]
  if (kind === 'query') return [{ name, arguments: quorum(deliveryLimit), bindings }]
  const back = (routingKey: string) => ({ exchange: backExchange, routingKey })
  const common = { ...quorum(deliveryLimit), ...(singleActiveConsumer && { 'x-single-active-consumer': true }) }
  const quarantine = quarantineOf(name)
  const toQuarantine = { ...deadLetterTo(backExchange), 'x-dead-letter-routing-key': quarantine }
  return [
    { name, arguments: { ...common, ...toQuarantine }, bindings: [...bindings, back(name)] },
    { name: quarantine, arguments: { ...common, ...deadLetterTo(parking) }, bindings: [back(quarantine)] },
  ]
}

/**
 * A message waits in a retry queue and goes back to the queue it came from. It is published to the retry queue's exchange
 * with that queue's name as routing key; dead-lettered to the exchange `back` it finds the queue by this key. The delay
 * belongs to the retry queue, because a message's own expiry only counts at the head of a queue.
 */
const retryQueue = (delayMs: number): QueueDeclaration => {
  const name = retryExchange(delayMs)
  return {
    name,
    arguments: { ...quorum(usualDeliveryLimit), ...deadLetterTo(backExchange), 'x-message-ttl': delayMs },
    bindings: [{ exchange: name, routingKey: '#' }],
  }
}

/**
 * Declares every exchange, queue and binding; harmless when they exist. Rejects with the broker's error, `code` 406
 * when something of that name exists with other settings. Nothing is ever deleted to make room.
 */
export const declare = async (channel: Channel, { exchanges, queues }: Declarations): Promise<void> => {
  for (const { name, type, alternate } of exchanges) {
    const options = { durable: true, ...(alternate === undefined ? {} : { alternateExchange: alternate }) }
    await call((done) => channel.assertExchange(name, type, options, done))
  }
  for (const queue of queues) {
    await call((done) => channel.assertQueue(queue.name, { durable: true, arguments: queue.arguments }, done))
    for (const { exchange, routingKey } of queue.bindings) {
      await call((done) => channel.bindQueue(queue.name, exchange, routingKey, {}, done))
    }
  }
}

/** Looks whether every exchange and queue is there, which needs no permission. Rejects with `code` 404 when one is not. */
const check = async (channel: Channel, { exchanges, queues }: Declarations): Promise<void> => {
  for (const { name } of exchanges) await call((done) => channel.checkExchange(name, done))
  for (const { name } of queues) await call((done) => channel.checkQueue(name, done))
}

/** The declaration of a topology, made anew on every channel that needs it. */
export class TopologyDeclaration {
  readonly #declarations: Declarations
  readonly #declared = Promise.withResolvers<void>()
  #mayDeclare = true
  #running: Promise<void> | undefined

  constructor(topology: Topology) {
    this.#declarations = declarationsOf(topology)
  }

  /**
   * Resolves when everything is there for the first time; rejects with a TopologyFault when the broker holds something of a
   * declared name with other settings.
   */
  get declared(): Promise<void> {
    return this.#declared.promise
  }

  /**
   * Declares everything on this channel; as a user who may not declare, checks that it is there. After a reconnect all channels
   * are built at the same time, and one declaration serves them all, because it is most of the work.
   */
  readonly run = (channel: Channel): Promise<void> => {
    this.#running ??= this.#once(channel).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #once(channel: Channel): Promise<void> {
    try {
      await (this.#mayDeclare ? declare : check)(channel, this.#declarations)
      this.#declared.resolve()
    } catch (fault) {
      if (codeOf(fault) === 406) this.#declared.reject(new TopologyFault(fault))
      // This user may only use what is there: the deployment has declared it, or is about to. The next channel checks.
      if (codeOf(fault) === 403) this.#mayDeclare = false
      throw fault
    }
  }
}
