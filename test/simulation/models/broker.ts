import { createQueue, type Message, type Queue } from './queue.ts'

interface Exchange {
  readonly type: string
  readonly alternate: string | undefined
  readonly bindings: { readonly queue: string; readonly key: string }[]
}

/** What may befall a published message on its way into the queues. */
export interface BrokerFaults {
  /** A queue refuses it. */
  nacks(message: Message): boolean
  /** How often it goes in: its publisher may have sent it before, or an operator replays it. */
  copies(message: Message): number
  /** After how many milliseconds a majority of the queues' members has it. */
  confirmsAfterMs(): number
}

/** Nothing ever befalls a message. */
const noBrokerFaults: BrokerFaults = { nacks: () => false, copies: () => 1, confirmsAfterMs: () => 0 }

/** Told of what the broker took and what was acknowledged. */
export interface Watch {
  taken(message: Message, queues: readonly string[]): void
  refused(message: Message): void
  acked(queue: string, message: Message): void
}

export interface Broker extends BrokerFaults {
  declareExchange(name: string, type: string, alternate: string | undefined): void
  declareQueue(name: string, args: Readonly<Record<string, unknown>>): Queue
  bind(queue: string, exchange: string, key: string): void
  /** Puts a message into the queues that it goes to; undefined when there is no such exchange, false when one refuses. */
  publish(message: Message): readonly Queue[] | false | undefined
  queue(name: string): Queue | undefined
  hasExchange(name: string): boolean
  removeQueue(name: string): void
  acked(queue: string, message: Message): void
}

const fits = (type: string, pattern: string, key: string): boolean => {
  if (type === 'fanout') return true
  if (type === 'direct') return pattern === key
  if (pattern === '#') return true
  const words = pattern.split('.').map((word) => (word === '*' ? '[^.]+' : word))
  return new RegExp(`^${words.join('\\.')}$`).test(key)
}

/** An empty broker. */
export const createBroker = (faults: BrokerFaults = noBrokerFaults, watch?: Watch): Broker => {
  const exchanges = new Map<string, Exchange>()
  const queues = new Map<string, Queue>()

  const route = (exchange: string, key: string): readonly Queue[] | undefined => {
    if (exchange === '') return [queues.get(key) ?? []].flat()
    const known = exchanges.get(exchange)
    if (known === undefined) return undefined
    const names = new Set(known.bindings.filter((one) => fits(known.type, one.key, key)).map((one) => one.queue))
    const found = [...names].flatMap((name) => queues.get(name) ?? [])
    return found.length === 0 && known.alternate !== undefined ? route(known.alternate, key) : found
  }
  const put = (message: Message, into: readonly Queue[]) => {
    watch?.taken(
      message,
      into.map(({ name }) => name),
    )
    for (const queue of into) queue.put(message)
  }
  const deadLetter = (message: Message) => put(message, route(message.exchange, message.routingKey) ?? [])

  return {
    ...faults,
    declareExchange: (name, type, alternate) => {
      if (!exchanges.has(name)) exchanges.set(name, { type, alternate, bindings: [] })
    },
    declareQueue: (name, args) => {
      const known = queues.get(name) ?? createQueue(name, args, deadLetter)
      queues.set(name, known)
      return known
    },
    bind: (queue, exchange, key) => {
      const bindings = exchanges.get(exchange)?.bindings
      if (!bindings?.some((one) => one.queue === queue && one.key === key)) bindings?.push({ queue, key })
    },
    publish: (message) => {
      const found = route(message.exchange, message.routingKey)
      if (found === undefined || found.length === 0) return found
      if (faults.nacks(message)) {
        watch?.refused(message)
        return false
      }
      for (let copy = faults.copies(message); copy > 0; copy -= 1) put(message, found)
      return found
    },
    queue: (name) => queues.get(name),
    hasExchange: (name) => name === '' || exchanges.has(name),
    removeQueue: (name) => {
      queues.get(name)?.remove()
      queues.delete(name)
    },
    acked: (queue, message) => watch?.acked(queue, message),
  }
}
