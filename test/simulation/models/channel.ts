import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { Broker } from './broker.ts'
import { type Delivered, openSession } from './session.ts'

/** The wire between a client and the broker: frames arrive in the order they were sent, or not at all once it is cut. */
export interface Line {
  toBroker(run: () => void): void
  toClient(run: () => void): void
}

type Done<T> = (fault: unknown, ok?: T) => void
type Confirmed = (fault: unknown) => void

const illegal = (what: string) => Object.assign(new Error(what), { name: 'IllegalOperationError' })
const closedBy = (code: number, text: string) =>
  Object.assign(new Error(`Channel closed by server: ${code} (${text})`), { code })

/** A channel as amqplib's callback interface shows it, with its other half at the broker. */
export class ModelChannel extends EventEmitter {
  readonly #broker: Broker
  readonly #line: Line
  readonly #session
  readonly #exclusive: (queue: string) => void
  readonly #pending = new Set<Done<never>>()
  readonly #unconfirmed = new Map<number, Confirmed>()
  #state: 'open' | 'closing' | 'closed' = 'open'
  #closedAtBroker = false
  #published = 0

  /** `exclusive` is told of the queues that go with the connection. */
  constructor(broker: Broker, line: Line, exclusive: (queue: string) => void) {
    super()
    this.#broker = broker
    this.#line = line
    this.#exclusive = exclusive
    this.#session = openSession(broker)
  }

  #send(run: () => void) {
    if (this.#state !== 'open') throw illegal(`Channel ${this.#state}`)
    this.#line.toBroker(() => {
      if (!this.#closedAtBroker) run()
    })
  }

  /** Asks the broker; what it does not have is undefined, and ends the channel. */
  #ask<T>(done: Done<T>, run: () => T | undefined, missing = '') {
    this.#pending.add(done)
    this.#send(() => {
      const ok = run()
      if (ok === undefined) return this.#refuse(closedBy(404, `NOT_FOUND - ${missing}`))
      this.#line.toClient(() => {
        if (this.#pending.delete(done)) done(null, ok)
      })
    })
  }

  #refuse(fault: Error) {
    this.drop()
    this.#line.toClient(() => {
      for (const done of this.#pending) done(fault)
      this.#pending.clear()
      this.emit('error', fault)
      this.ended()
    })
  }

  open(confirms: boolean, done: Done<ModelChannel>) {
    this.#ask(done, () => this)
    // A confirm channel asks for confirms first, with another question.
    if (confirms) this.#line.toBroker(() => {})
    return this
  }

  assertExchange(name: string, type: string, options: { readonly alternateExchange?: string }, done: Done<object>) {
    this.#ask(done, () => {
      this.#broker.declareExchange(name, type, options.alternateExchange)
      return { exchange: name }
    })
  }

  assertQueue(
    name: string,
    options: { readonly exclusive?: boolean; readonly arguments?: Readonly<Record<string, unknown>> },
    done: Done<{ queue: string }>,
  ) {
    this.#ask(done, () => {
      const queue = name === '' ? `amq.gen-${randomUUID()}` : name
      this.#broker.declareQueue(queue, options.arguments ?? {})
      if (options.exclusive) this.#exclusive(queue)
      return { queue }
    })
  }

  checkQueue(name: string, done: Done<{ queue: string; messageCount: number }>) {
    this.#ask(
      done,
      () => {
        const messageCount = this.#broker.queue(name)?.waiting().length
        return messageCount === undefined ? undefined : { queue: name, messageCount }
      },
      `no queue '${name}' in vhost '/'`,
    )
  }

  bindQueue(queue: string, exchange: string, key: string, _args: object, done: Done<object>) {
    this.#ask(done, () => {
      this.#broker.bind(queue, exchange, key)
      return {}
    })
  }

  prefetch(count: number, _global: boolean, done: Done<object>) {
    this.#ask(done, () => {
      this.#session.prefetch(count)
      return {}
    })
  }

  consume(
    queue: string,
    take: (message: object | null) => void,
    { noAck = false }: { readonly noAck?: boolean },
    done: Done<{ consumerTag: string }>,
  ) {
    const deliver = (delivered: Delivered | null) =>
      this.#line.toClient(() => {
        if (this.#state === 'open') take(delivered === null ? null : asMessage(delivered))
      })
    const missing = `no queue '${queue}' in vhost '/'`
    return this.#ask(
      done,
      () => {
        const held: (() => void)[] = []
        let answered = false
        const consumerTag = this.#session.consume(queue, noAck, (one) =>
          answered ? deliver(one) : held.push(() => deliver(one)),
        )
        if (consumerTag === undefined) return undefined
        answered = true
        // The answer goes out before the first message does.
        queueMicrotask(() => held.forEach((go) => void go()))
        return { consumerTag }
      },
      missing,
    )
  }

  cancel(consumerTag: string, done: Done<object>) {
    this.#ask(done, () => {
      this.#session.cancel(consumerTag)
      return {}
    })
  }

  ack(message: { readonly fields: { readonly deliveryTag: number } }) {
    this.#send(() => this.#session.ack(message.fields.deliveryTag))
  }

  publish(exchange: string, routingKey: string, content: Buffer, properties: object, confirmed?: Confirmed): boolean {
    this.#published += 1
    const tag = this.#published
    const message = { exchange, routingKey, content, properties }
    this.#send(() => {
      const into = this.#broker.publish(message)
      if (into === undefined) return this.#refuse(closedBy(404, `NOT_FOUND - no exchange '${exchange}' in vhost '/'`))
      const confirm = (fault: unknown) =>
        this.#line.toClient(() => {
          const waiting = this.#unconfirmed.get(tag)
          this.#unconfirmed.delete(tag)
          if (this.#state === 'open') waiting?.(fault)
        })
      if (into === false) return confirm(new Error('message nacked'))
      if (into.length > 0) {
        setTimeout(() => this.#closedAtBroker || confirm(null), this.#broker.confirmsAfterMs())
        return
      }
      this.#line.toClient(() =>
        this.emit('return', asMessage({ message, deliveryTag: 0, consumerTag: '', redelivered: false })),
      )
      confirm(null)
    })
    if (confirmed !== undefined) this.#unconfirmed.set(tag, confirmed)
    return true
  }

  close() {
    this.#send(() => {
      this.drop()
      this.#line.toClient(() => this.ended())
    })
    this.#state = 'closing'
  }

  /** The broker forgets the channel. */
  drop() {
    if (this.#closedAtBroker) return
    this.#closedAtBroker = true
    this.#session.close()
  }

  /** The client's half is over, for whatever reason. */
  ended() {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    for (const done of this.#pending) done(new Error('Channel ended, no reply will be forthcoming'))
    this.#pending.clear()
    for (const confirmed of this.#unconfirmed.values()) confirmed(new Error('channel closed'))
    this.#unconfirmed.clear()
    this.emit('close')
  }
}

const asMessage = ({ message, deliveryTag, consumerTag, redelivered }: Delivered) => {
  const { exchange, routingKey, properties, content } = message
  return { content, properties, fields: { deliveryTag, consumerTag, redelivered, exchange, routingKey } }
}
