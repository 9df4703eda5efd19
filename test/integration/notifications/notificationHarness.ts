import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  type CommandOutcome,
  CommandReply,
  exchanges,
  type Principal,
  QueryReply,
  queues,
  type TicketEvent,
} from '@gongdan/contracts'
import { openBus, parsePrincipalKeys, signatureHeader, signBody, topology } from '@gongdan/messaging'
import { createLog, parseSealKeys, seal, webhookSecret } from '@gongdan/service'
import { connect, migrate } from '@gongdan/store'
import { person, ticketEvent } from '../../../services/notification/src/domain/ticketEvent.fixture.ts'
import { eventually } from '../../support/eventually.ts'
import { makeVirtualHost } from '../../support/virtualHost.ts'

const service = `${import.meta.dirname}/../../../services/notification`

const urlWithPath = (text: string | undefined, path: string): string => {
  const url = new URL(text ?? '')
  url.pathname = `/${path}`
  return url.href
}

/** The administrator of a tenant. */
export const administrator = (tenantUuid: string): Principal => ({
  ...person('admin', tenantUuid),
  roles: [{ uuid: tenantUuid, name: '租户管理员' }],
})

export interface SceneOptions {
  /** How many processes of the service. */
  readonly processes?: number
  readonly env?: Readonly<Record<string, string>>
}

/** The notification service as processes of its own, and this test in the place of the gateway and the ticket service. */
export const openNotificationHarness = async ({ processes = 1, env = {} }: SceneOptions = {}) => {
  const name = `test-${randomUUID().slice(0, 8)}`
  const mongodbUrl = urlWithPath(process.env.MONGODB_URL, name)
  const principalKeys = `${name}:${randomBytes(32).toString('base64')}`
  const keys = parsePrincipalKeys(principalKeys)
  const sealText = `${name}:${randomBytes(32).toString('base64')}`
  const sealKeys = parseSealKeys(sealText)
  await migrate(mongodbUrl, 'notification', `${service}/migrations`)
  const host = await makeVirtualHost(name)
  const bus = await openBus({ url: host.url, service: 'test', topology, log: createLog('test', 'error') })
  const store = await connect(mongodbUrl, 'notification')

  const replies = new Map<string, CommandReply>()
  const incoming = bus.replies(
    (correlationId, body) => replies.set(correlationId, CommandReply.parse(JSON.parse(body.toString()))),
    () => {},
  )
  const messageOf = (type: string, content: object) => {
    const body = Buffer.from(JSON.stringify(content))
    return { id: randomUUID(), type, body, headers: { [signatureHeader]: signBody(keys, type, body) } }
  }

  const output: string[] = []
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [`${service}/src/main.ts`], {
      env: {
        AMQP_URL: host.url,
        MONGODB_URL: mongodbUrl,
        PRINCIPAL_KEYS: principalKeys,
        SEAL_KEYS: sealText,
        NOTIFY_ALLOW: '127.0.0.0/8',
        ADMIN_PORT: '0',
        LOG_LEVEL: 'debug',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (data: Buffer) => output.push(data.toString()))
    child.stderr.on('data', (data: Buffer) => output.push(data.toString()))
    return child
  }
  const children = Array.from({ length: processes }, start)

  const send = async (type: string, principal: Principal, item: object): Promise<CommandOutcome> => {
    const replyTo = await eventually(() => incoming.queue() ?? Promise.reject(new Error('no reply queue')), {
      withinMs: 5_000,
    })
    const message = { ...messageOf(type, { principal, items: [item] }), correlationId: randomUUID(), replyTo }
    await bus.publisher.publish({ exchange: exchanges.commands, routingKey: queues.notificationCommands }, message)
    const answered = () =>
      replies.get(message.correlationId)?.outcomes[0] ?? Promise.reject(new Error(`no reply to ${type}`))
    return eventually(answered, { withinMs: 30_000 })
  }

  const ask = async (type: string, question: object) => {
    const reply = await bus.request(queues.notificationQueries, messageOf(type, question), 10_000)
    return QueryReply.parse(JSON.parse(reply.toString()))
  }
  const nothing = { principal: administrator('nobody'), tenantUuid: null, pageNum: 1, pageSize: 1 }
  await eventually(() => ask('webhook.list', nothing), { withinMs: 120_000 })

  return {
    store,
    output,
    send,
    ask,
    seal: (text: string) => seal(sealKeys, text),
    /** Makes a webhook as the gateway does; gives its uuid and its secret. */
    createWebhook: async (tenantUuid: string, url: string, said: Readonly<Record<string, unknown>> = {}) => {
      const [webhookUuid, commandId] = [randomUUID(), randomUUID()]
      const secret = webhookSecret(sealKeys, commandId)
      const standard = { name: 'hook', kind: 'standard', eventTypes: ['ticket.submitted', 'ticket.passed'] }
      const item = {
        commandId,
        webhookUuid,
        tenantUuid,
        sealedUrl: seal(sealKeys, url),
        sealedSecret: seal(sealKeys, secret),
      }
      const outcome = await send('webhook.create', administrator(tenantUuid), { ...standard, ...item, ...said })
      return { uuid: webhookUuid, secret, outcome }
    },
    tell: (event: TicketEvent) =>
      bus.publisher.publish(
        { exchange: exchanges.events, routingKey: event.type },
        { id: event.id, type: event.type, body: Buffer.from(JSON.stringify(event)) },
      ),
    /** Publishes that a verified token has shown a person and their roles. */
    see: (principal: Principal, at = Date.now()) => {
      const id = randomUUID()
      const event = { id, at, correlationId: id, causationId: id, type: 'user.seen', principal }
      const message = { id, type: 'user.seen', body: Buffer.from(JSON.stringify(event)) }
      return bus.publisher.publish({ exchange: exchanges.events, routingKey: 'user.seen' }, message)
    },
    /** Kills one process with the signal and starts another in its place; gives the exit code, null after a kill. */
    restart: async (signal: NodeJS.Signals, index = 0) => {
      const child = children[index]
      if (child === undefined) throw new Error(`no process ${index}`)
      const exit = once(child, 'exit')
      child.kill(signal)
      const [code] = await exit
      children[index] = start()
      return code
    },
    close: async () => {
      for (const child of children) child.kill('SIGKILL')
      await bus.close()
      await host.remove()
      await store.db.dropDatabase()
      await store.close()
    },
  }
}
export type NotificationHarness = Awaited<ReturnType<typeof openNotificationHarness>>

/** An event of a ticket of that tenant, with an id of its own. */
export const eventIn = (tenantUuid: string, said: Partial<TicketEvent> = {}): TicketEvent =>
  ticketEvent({
    id: randomUUID(),
    ticketUuid: randomUUID(),
    at: Date.now(),
    applicant: person('zhang', tenantUuid),
    actor: person('zhang', tenantUuid),
    ...said,
  })
