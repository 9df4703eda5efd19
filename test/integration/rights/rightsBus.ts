import { randomUUID } from 'node:crypto'
import { exchanges, type Principal, queues, topology } from '@gongdan/contracts'
import { done, openBus, type Received, retryHeaders, signatureHeader, signBody } from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { z } from 'zod'
import type { Subject } from '../../../deploy/local/issuer.ts'
import { eventually } from '../../support/eventually.ts'
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
  readonly id: string
  readonly signature: string
}

const bytes = (body: object): Buffer => Buffer.from(JSON.stringify(body))
const ears = 'rights.ears'

/**
 * Access to the broker, past the gateway: writes to the queues, overhears every command, gets replies and sees what is
 * parked. `types` are those of all messages that may come to be parked.
 */
export const openRightsBus = async ({ system, keys }: RightsHarness, types: readonly string[]) => {
  const bindings = { [exchanges.commands]: [queues.ticketCommands, queues.processCommands] }
  const bus = await openBus({
    url: system.amqpUrl,
    service: 'rights',
    topology: { ...topology, queues: [...topology.queues, { name: ears, kind: 'work', bindings }] },
    log: createLog('rights', 'error'),
  })
  const parked = new Map<string, unknown>()
  const overheard: Overheard[] = []
  const replied = new Map<string, unknown>()
  const replies = bus.consumeReplies(
    (correlationId, body) => replied.set(correlationId, JSON.parse(body.toString())),
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
  consume(ears, ({ id, type, body, headers }) => {
    const queue = type.startsWith('ticket.') ? queues.ticketCommands : queues.processCommands
    overheard.push({ queue, type, body, id, signature: String(headers[signatureHeader]) })
  })

  const send = async (
    { queue, type, body }: Written,
    signature: string | number | undefined,
    id: string = randomUUID(),
  ) => {
    const replyTo = await eventually(() => replies.name() ?? Promise.reject(new Error('no reply queue')), {
      withinMs: 10_000,
    })
    const headers = signature === undefined ? {} : { [signatureHeader]: signature }
    const message = { id, type, body: bytes(body), correlationId: id, replyTo, headers }
    // The queries have no binding; every queue is reached by its name over the default exchange.
    await bus.publisher.publish({ exchange: '', routingKey: queue }, message)
    return id
  }
  const replyTo = (id: string): Promise<unknown> =>
    eventually(() => replied.get(id) ?? Promise.reject(new Error(`no reply to ${id}`)), { withinMs: 30_000 })

  return {
    sign: ({ type, body }: Written, by = keys) => signBody(by, type, bytes(body)),
    send,
    /** Sends it signed as the gateway would, and gives the reply. */
    ask: async (message: Written) => replyTo(await send(message, signBody(keys, message.type, bytes(message.body)))),
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
    close: bus.close,
  }
}
export type RightsBus = Awaited<ReturnType<typeof openRightsBus>>
