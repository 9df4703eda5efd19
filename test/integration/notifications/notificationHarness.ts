import { randomBytes, randomUUID } from 'node:crypto'
import { type Principal, QueryReply, queues, type TicketEvent } from '@gongdan/contracts'
import { parseSealKeys, seal, sealedFor, webhookSecret } from '@gongdan/service'
import { person, ticketEvent } from '../../../services/notification/src/domain/ticketEvent.fixture.ts'
import { eventually } from '../../support/eventually.ts'
import { openServiceHarness } from '../../support/serviceHarness.ts'

/** The administrator of a tenant. */
export const administrator = (tenantUuid: string): Principal => ({
  ...person('admin', tenantUuid),
  roles: [{ uuid: tenantUuid, name: '租户管理员' }],
})

interface Options {
  /** How many processes of the service. */
  readonly processes?: number
  readonly env?: Readonly<Record<string, string>>
}

/** The notification service as processes of its own, and this test in the place of the gateway and the ticket service. */
export const openNotificationHarness = async ({ processes = 1, env = {} }: Options = {}) => {
  const sealText = `test:${randomBytes(32).toString('base64')}`
  const sealKeys = parseSealKeys(sealText)
  const {
    bus,
    ask: askRaw,
    publish,
    start,
    end,
    ...harness
  } = await openServiceHarness('notification', {
    queues: { commands: queues.notificationCommands, queries: queues.notificationQueries },
    processes,
    env: { SEAL_KEYS: sealText, NOTIFY_ALLOW: '127.0.0.0/8', NOTIFY_PORTS: '1-65535', LOG_LEVEL: 'debug', ...env },
  })
  const ask = async (type: string, query: object) => QueryReply.parse(await askRaw(type, query))
  const nothing = { principal: administrator('nobody'), tenantUuid: null, pageNum: 1, pageSize: 1 }
  await eventually(() => ask('webhook.list', nothing), { withinMs: 120_000 })

  const sealSecret = (webhookUuid: string, secret: string) =>
    seal(sealKeys, sealedFor.webhookSecret(webhookUuid), secret)

  return {
    ...harness,
    ask,
    publish,
    sealSecret,
    /** Hears what is announced on a fan-out exchange from now on. */
    listen: (exchange: string, onMessage: Parameters<typeof bus.consumeFanout>[1]) =>
      bus.consumeFanout(exchange, onMessage, () => {}),
    /** Makes a webhook as the gateway does, with the secret that is said, or none for null; gives its uuid and the secret of a standard one. */
    createWebhook: async (
      tenantUuid: string,
      url: string,
      { secret: own, ...said }: Readonly<Record<string, unknown>> & { readonly secret?: string | null } = {},
    ) => {
      const [webhookUuid, commandId] = [randomUUID(), randomUUID()]
      const secret = webhookSecret(sealKeys, commandId)
      const standard = { name: 'hook', kind: 'standard', eventTypes: ['ticket.submitted', 'ticket.passed'] }
      const item = {
        commandId,
        webhookUuid,
        tenantUuid,
        sealedUrl: seal(sealKeys, sealedFor.webhookUrl(webhookUuid), url),
        sealedSecret: own === null ? null : sealSecret(webhookUuid, own ?? secret),
      }
      const outcome = await harness.send('webhook.create', administrator(tenantUuid), { ...standard, ...item, ...said })
      return { uuid: webhookUuid, secret, outcome }
    },
    /** Publishes that a verified token has shown a person and their roles. */
    see: (principal: Principal, at = Date.now(), iat = Math.floor(at / 1_000)) => {
      const id = randomUUID()
      const event = { id, at, correlationId: id, causationId: id, type: 'user.seen', principal, iat }
      return publish(event)
    },
    /** Kills one process with the signal and starts another in its place; gives the exit code, null after a kill. */
    restart: async (signal: NodeJS.Signals, index = 0) => {
      const code = await end(signal, index)
      start(index)
      return code
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
