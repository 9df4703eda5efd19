import { EventEmitter } from 'node:events'
import type { Broker } from './broker.ts'
import { type Line, ModelChannel } from './channel.ts'

/** A connection as amqplib's callback interface shows it. */
export class ModelConnection extends EventEmitter {
  readonly #broker: Broker
  readonly #line: Line
  readonly #channels = new Set<ModelChannel>()
  readonly #exclusive = new Set<string>()
  #open = true

  constructor(broker: Broker, line: Line) {
    super()
    this.#broker = broker
    this.#line = line
  }

  #create(confirms: boolean, done: (fault: unknown, channel?: ModelChannel) => void): ModelChannel {
    if (!this.#open) throw Object.assign(new Error('Connection closed'), { name: 'IllegalOperationError' })
    const channel = new ModelChannel(this.#broker, this.#line, (queue) => this.#exclusive.add(queue))
    this.#channels.add(channel)
    return channel.open(confirms, done)
  }

  createChannel(done: (fault: unknown, channel?: ModelChannel) => void) {
    return this.#create(false, done)
  }

  createConfirmChannel(done: (fault: unknown, channel?: ModelChannel) => void) {
    return this.#create(true, done)
  }

  close(done: (fault?: unknown) => void) {
    if (!this.#open) return done(new Error('Connection closed'))
    this.#line.toBroker(() => {
      this.drop()
      this.#line.toClient(() => {
        done()
        this.#ended(undefined)
      })
    })
  }

  /** The broker notices that the client is gone. */
  drop() {
    for (const channel of this.#channels) channel.drop()
    for (const queue of this.#exclusive) this.#broker.removeQueue(queue)
    this.#exclusive.clear()
  }

  /** The client notices that the wire is cut. */
  broken(fault: Error) {
    if (!this.#open) return
    this.emit('error', fault)
    this.#ended(fault)
  }

  #ended(fault: Error | undefined) {
    if (!this.#open) return
    this.#open = false
    for (const channel of [...this.#channels]) channel.ended()
    this.emit('close', fault)
  }
}
