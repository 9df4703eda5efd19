import { randomUUID } from 'node:crypto'
import { exchanges, type Principal, queues, topology } from '@gongdan/contracts'
import { done, messagesIn, type OutMessage, openBus, proved, type Received, retryHeaders } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { connect } from 'amqplib'
import { z } from 'zod'
import type { Subject } from '../../../deploy/local/issuer.ts'
import { eventually } from '../../support/eventually.ts'
import { speakerOf } from '../../support/peersIn.ts'
import type { RightsHarness } from './rightsHarness.ts'

/** The caller as the gateway writes them into a message. */
export const principalOf = ({ user, name, tenant, tenantName, roles }: Subject): Principal => ({
  userUuid: user,
  userName: name,
  tenantUuid: tenant,
  tenantName,
  roles: [...roles],
})

/** A message as any client with access to the broker can write it. */
export interface Written {
  readonly queue: string
  readonly type: string
  readonly body: object
}

/** What was overheard on its way to a service: enough to send it again to the letter. */
export interface Overheard extends Written {
  readonly message: OutMessage
}

/** Puts into a message for a queue what proves it, or something else. */
export type Prove = (message: OutMessage, queue: string) => OutMessage

const bytes = (body: object): Buffer => Buffer.from(JSON.stringify(body))

/**
 * Access to the broker, past the gateway: writes to the queues, overhears every command, gets replies and sees what is
 * parked. `types` are those of all messages that may come to be parked.
 */
export const openRightsBus = async ({ system, peers }: RightsHarness, types: readonly string[]) => {
  const bus = await openBus({ url: system.amqpUrl, service: 'rights', topology, log: createLog('rights', 'error') })
  const spy = await connect(system.amqpUrl)
  const parked = new Map<string, unknown>()
  const overheard: Overheard[] = []
  const replied = new Map<string, unknown>()
  const replies = bus.consumeReplies(
    ({ correlationId, body }) => void replied.set(correlationId, JSON.parse(body.toString())),
    () => {},
  )
  const consume = (queue: string, take: (message: Received<object>) => void) => {
    const handler = async (batch: readonly Received<object>[]) => {
      for (const message of batch) take(message)
      return batch.map(() => done())
    }
    return bus.consume({
      queue,
      prefetch: 100,
      messages: Object.fromEntries(types.map((type) => [type, z.custom<object>()])),
      handlers: Object.fromEntries(types.map((type) => [type, handler])),
    })
  }
  consume(topology.parking, ({ id, headers }) => parked.set(id, headers[retryHeaders.reason]))
  const ears = await spy.createChannel()
  const { queue: ear } = await ears.assertQueue('', { exclusive: true })
  for (const queue of [queues.ticketCommands, queues.processCommands]) {
    await ears.bindQueue(ear, exchanges.commands, queue)
  }
  await ears.consume(
    ear,
    (heard) => {
      if (heard === null) return
      const { messageId: id, type, correlationId, replyTo, headers } = heard.properties
      const message = { id, type, correlationId, replyTo, headers, body: heard.content } as OutMessage
      for (const { content, ...one } of messagesIn(heard)) {
        overheard.push({
          queue: heard.fields.routingKey,
          type: one.type,
          body: JSON.parse(content.toString()),
          message,
        })
      }
    },
    { noAck: true },
  )

  const queueOfReplies = () =>
    eventually(() => replies.name() ?? Promise.reject(new Error('no reply queue')), { withinMs: 10_000 })
  /** As it is said by the service that may, unless `prove` does otherwise. */
  const send = async (written: Written, prove: Prove = (message, queue) => genuine(message, queue)) => {
    const { queue, type, body } = written
    const id = randomUUID()
    const message = { id, type, body: bytes(body), correlationId: id, replyTo: await queueOfReplies() }
    await bus.publisher.publish({ exchange: exchanges.commands, routingKey: queue }, prove(message, queue))
    return id
  }
  const genuine = (message: OutMessage, queue: string): OutMessage =>
    proved(peers[speakerOf(message.type)].prove(message, queue, Date.now()))
  const replyTo = (id: string): Promise<unknown> =>
    eventually(() => replied.get(id) ?? Promise.reject(new Error(`no reply to ${id}`)), { withinMs: 30_000 })

  return {
    genuine,
    send,
    /** Sends what was overheard once more, to the letter but for what is given. */
    sendAgain: ({ queue, message }: Overheard, changed: Partial<OutMessage> = {}) =>
      bus.publisher.publish({ exchange: exchanges.commands, routingKey: queue }, { ...message, ...changed }),
    /** Sends it as the service does that may say it, and gives the reply. */
    ask: async (message: Written) => replyTo(await send(message)),
    replyTo,
    /** Why each was parked, by message id. */
    parked: (): ReadonlyMap<string, unknown> => parked,
    replied: (): ReadonlyMap<string, unknown> => replied,
    /** The command on that ticket or process, as the gateway sent it. */
    overheard: (type: string, uuid: string): Promise<Overheard> =>
      eventually(
        () =>
          overheard.find((one) => one.type === type && JSON.stringify(one.body).includes(uuid)) ??
          Promise.reject(new Error(`no ${type} was overheard`)),
        { withinMs: 30_000 },
      ),
    close: async () => {
      await spy.close()
      await bus.close()
    },
  }
}
export type RightsBus = Awaited<ReturnType<typeof openRightsBus>>
