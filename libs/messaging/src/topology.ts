/** An exchange; `alternate` names the exchange that gets what no binding takes. Always durable. */
export interface Exchange {
  readonly name: string
  readonly type: 'direct' | 'topic' | 'fanout'
  readonly alternate?: string
}

/** A durable queue, its arguments as RabbitMQ's documentation names them, and what is bound to it. */
export interface Queue {
  readonly name: string
  readonly arguments: Readonly<Record<string, string | number | boolean>>
  readonly bindings: readonly { readonly exchange: string; readonly routingKey: string }[]
}

/** All a broker must have before a message is sent. `parking` is the exchange for what cannot be handled. */
export interface Topology {
  readonly exchanges: readonly Exchange[]
  readonly queues: readonly Queue[]
  readonly parking: string
}

// Both are written out for every queue: the type cannot be changed later, and the limit's default differs
// between RabbitMQ 3.x (none) and 4.x (20).
const quorum = (deliveryLimit: number) => ({ 'x-queue-type': 'quorum', 'x-delivery-limit': deliveryLimit })
/** A process that dies is counted against every message it had in hand. */
const deliveries = 20
/** RabbitMQ 3.x knows no word for it, and past a limit it drops what has nowhere to go. */
const withoutLimit = 2 ** 31 - 1

const bind = (exchange: string, keys: readonly string[]) => keys.map((routingKey) => ({ exchange, routingKey }))

/** At-least-once dead-lettering wants `reject-publish` (RabbitMQ, "Quorum Queues"). */
const deadLetterTo = (exchange: string) => ({
  'x-dead-letter-exchange': exchange,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
})

/** The queue beside a work queue for messages that were too often in hand when a process died. */
export const quarantineOf = (name: string): string => `${name}.suspects`

/**
 * A queue of work that must not be lost, and its queue of suspects. When a message makes its consumers die, the broker
 * counts that against all they had in hand. So what reaches the limit is not given up but moved to the suspects, which are
 * handed out one by one: the innocent are done there, and the guilty alone ends in `parking`.
 */
export const workQueues = (name: string, parking: string, bindings: Queue['bindings'] = []): readonly Queue[] => [
  {
    name,
    arguments: { ...quorum(deliveries), ...deadLetterTo(''), 'x-dead-letter-routing-key': quarantineOf(name) },
    bindings,
  },
  { name: quarantineOf(name), arguments: { ...quorum(deliveries), ...deadLetterTo(parking) }, bindings: [] },
]

/** A queue of questions. They expire while nobody answers, and an expired question is no work: it is not parked. */
export const queryQueue = (name: string): Queue => ({ name, arguments: quorum(deliveries), bindings: [] })

/** A queue that nobody consumes: its messages wait for a person, who may look at them as often as he likes. */
export const parkingQueue = (name: string, exchange: string): Queue => ({
  name,
  arguments: quorum(withoutLimit),
  bindings: bind(exchange, ['']),
})

/** The names of such queues: what could not be handled ends there, and what no binding took. */
export const parkingQueuesOf = ({ exchanges, parking, queues }: Topology): readonly string[] => {
  const last = new Set([parking, ...exchanges.flatMap(({ alternate }) => alternate ?? [])])
  return queues.filter(({ bindings }) => bindings.some(({ exchange }) => last.has(exchange))).map(({ name }) => name)
}

/**
 * One step of the retry ladder: a message waits here `delayMs` and goes back to the queue it came from. It is
 * published to the step's exchange with that queue's name as routing key; dead-lettered to the default exchange it
 * finds the queue by this key. The delay belongs to the queue, for a message's own would only count at the head.
 */
export const retryQueue = (delayMs: number): { readonly exchange: Exchange; readonly queue: Queue } => {
  const name = retryExchange(delayMs)
  const queue: Queue = {
    name,
    arguments: { ...quorum(deliveries), ...deadLetterTo(''), 'x-message-ttl': delayMs },
    bindings: bind(name, ['']),
  }
  return { exchange: { name, type: 'fanout' }, queue }
}

/** The name of a step's exchange, and of its queue. */
export const retryExchange = (delayMs: number): string => `retry.${delayMs / 1_000}s`

const command = (name: string) => workQueues(name, 'parking', bind('commands', [name]))
const events = (name: string, ...types: string[]) => workQueues(name, 'parking', bind('events', types))

/** One consumer at a time has this queue, the others stand by: what comes in order is handled in order. */
const inOrder = ({ arguments: given, ...queue }: Queue): Queue => ({
  ...queue,
  arguments: { ...given, 'x-single-active-consumer': true },
})

const pendingBeginsOrEnds = ['submitted', 'passed', 'overruled', 'withdrawn', 'deleted'].map((name) => `ticket.${name}`)

/** The whole broker of gongdan. Each service declares all of it at its start, which changes nothing that is there. */
export const topology: Topology = {
  parking: 'parking',
  exchanges: [
    { name: 'commands', type: 'direct' },
    { name: 'events', type: 'topic', alternate: 'unroutable' },
    { name: 'live', type: 'fanout' },
    { name: 'parking', type: 'fanout' },
    { name: 'unroutable', type: 'fanout' },
  ],
  queues: [
    ...command('ticket.commands'),
    ...command('process.commands'),
    ...command('notification.commands'),
    ...command('gateway.batches'),
    queryQueue('ticket.queries'),
    queryQueue('process.queries'),
    queryQueue('notification.queries'),
    ...events('ticket.process-events', 'process.*'),
    ...events('ticket.image-events', 'image.*'),
    ...events('process.ticket-events', ...pendingBeginsOrEnds),
    ...events('process.user-events', 'user.seen'),
    ...events('image.ticket-events', 'ticket.image-requested'),
    ...events('notification.events', 'ticket.*', 'user.seen').map(inOrder),
    parkingQueue('parking', 'parking'),
    parkingQueue('unroutable', 'unroutable'),
  ],
}
