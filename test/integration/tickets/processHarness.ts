import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  type CommandOutcome,
  CommandReply,
  exchanges,
  type Principal,
  ProcessDefined,
  ProcessRemoved,
  queues,
  type TicketEvent,
} from '@gongdan/contracts'
import {
  done,
  openBus,
  parsePrincipalKeys,
  signatureHeader,
  signBody,
  subscription,
  topology,
} from '@gongdan/messaging'
import { createLog } from '@gongdan/service'
import { connect, migrate } from '@gongdan/store'
import { eventually } from '../../support/eventually.ts'
import { makeVirtualHost } from '../../support/virtualHost.ts'

const service = `${import.meta.dirname}/../../../services/process`

/** The process service as a process of its own, and this test in the place of the gateway and the ticket service. */
export interface ProcessHarness {
  /** The events that the ticket service's queue has got. */
  readonly events: readonly (ProcessDefined | ProcessRemoved)[]
  /** Sends one item as a signed command and waits for its outcome. */
  send(type: string, principal: Principal, item: object): Promise<CommandOutcome>
  /** Asks a signed question and gives the answer, not yet parsed. */
  ask(type: string, question: object): Promise<unknown>
  tell(event: TicketEvent): Promise<void>
  start(): void
  /** Sends the signal and gives the exit code, null after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>
  close(): Promise<void>
}

const urlWithPath = (text: string | undefined, path: string): string => {
  const url = new URL(text ?? '')
  url.pathname = `/${path}`
  return url.href
}

export const openProcessHarness = async (): Promise<ProcessHarness> => {
  const name = `test-${randomUUID().slice(0, 8)}`
  const mongodbUrl = urlWithPath(process.env.MONGODB_URL, name)
  const principalKeys = `${name}:${randomBytes(32).toString('base64')}`
  const keys = parsePrincipalKeys(principalKeys)
  await migrate(mongodbUrl, 'process', `${service}/migrations`)
  const host = await makeVirtualHost(name)
  const bus = await openBus({ url: host.url, service: 'test', topology, log: createLog('test', 'error') })

  const replies = new Map<string, CommandReply>()
  const incoming = bus.replies(
    (correlationId, body) => replies.set(correlationId, CommandReply.parse(JSON.parse(body.toString()))),
    () => {},
  )
  const events: (ProcessDefined | ProcessRemoved)[] = []
  const keep = async (batch: readonly { readonly body: ProcessDefined | ProcessRemoved }[]) => {
    events.push(...batch.map(({ body }) => body))
    return batch.map(() => done())
  }
  const listening = bus.consume({
    queue: queues.ticketProcessEvents,
    prefetch: 20,
    subscriptions: {
      'process.defined': subscription(ProcessDefined, keep),
      'process.removed': subscription(ProcessRemoved, keep),
    },
  })

  const messageOf = (type: string, content: object) => {
    const body = Buffer.from(JSON.stringify(content))
    return { id: randomUUID(), type, body, headers: { [signatureHeader]: signBody(keys, type, body) } }
  }
  const start = (): ChildProcess =>
    spawn(process.execPath, [`${service}/src/main.ts`], {
      env: {
        AMQP_URL: host.url,
        MONGODB_URL: mongodbUrl,
        PRINCIPAL_KEYS: principalKeys,
        ADMIN_PORT: '0',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
  let child = start()

  return {
    events,
    send: async (type, principal, item) => {
      const replyTo = await eventually(() => incoming.queue() ?? Promise.reject(new Error('no reply queue')), {
        withinMs: 5_000,
      })
      const message = { ...messageOf(type, { principal, items: [item] }), correlationId: randomUUID(), replyTo }
      await bus.publisher.publish({ exchange: exchanges.commands, routingKey: queues.processCommands }, message)
      const answered = () =>
        replies.get(message.correlationId)?.outcomes[0] ?? Promise.reject(new Error(`no reply to ${type}`))
      return eventually(answered, { withinMs: 10_000 })
    },
    ask: async (type, question) =>
      JSON.parse((await bus.request(queues.processQueries, messageOf(type, question), 10_000)).toString()),
    tell: (event) =>
      bus.publisher.publish(
        { exchange: exchanges.events, routingKey: event.type },
        { id: event.id, type: event.type, body: Buffer.from(JSON.stringify(event)) },
      ),
    start: () => {
      child = start()
    },
    end: async (signal) => {
      const exit = once(child, 'exit')
      child.kill(signal)
      const [code] = await exit
      return code
    },
    close: async () => {
      child.kill('SIGKILL')
      await listening.stop()
      await bus.close()
      await host.remove()
      const store = await connect(mongodbUrl, 'process')
      await store.db.dropDatabase()
      await store.close()
    },
  }
}
