import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { DeliveryListData, WebhookListData, WebhookSecretRef } from '@gongdan/contracts'
import { SMTPServer } from 'smtp-server'
import { batchUuid, type Caller, type Reply } from '../support/caller.ts'
import { tenant } from '../support/people.ts'
import { startWebhookReceiver } from '../support/webhookReceiver.ts'
import { canaries } from './secrets.ts'

/** A mail server that takes no password, and repeats it in its refusal. */
export const startSuspiciousMailServer = async () => {
  const tried: string[] = []
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ password }, _session, done) => {
      tried.push(password ?? '')
      done(new Error(`the password ${password} is not known here`))
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    /** Passwords that were tried. */
    tried,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

const { robot: key, webhook: signing } = canaries

/**
 * Webhooks and robots of the tenant whose addresses and secrets are canaries: a receiver that repeats in its answer what it
 * was asked, and addresses that do not answer. Only the replies that `note` is given are recorded.
 */
export const openSecretReceivers = async (administrator: Caller, note: (answer: Reply) => Reply) => {
  const receiver = await startWebhookReceiver(({ path, body }) => {
    const echo = `${path} ${body}`
    if (path.startsWith('/hook/standard')) return { status: 500, headers: { location: path }, body: echo }
    return { status: 200, body: JSON.stringify({ errcode: 310_000, errmsg: echo }) }
  })
  const webhooks = [
    { kind: 'standard', url: `${receiver.url}/standard?token=${key}` },
    { kind: 'standard', url: `https://nowhere.invalid/hook?token=${key}` },
    { kind: 'wecom', url: `${receiver.url}?key=${key}` },
    { kind: 'wecom', url: `http://127.0.0.1:1/?key=${key}` },
    { kind: 'dingtalk', url: `${receiver.url}?access_token=${key}`, secret: signing },
    { kind: 'feishu', url: `${receiver.url}/${key}`, secret: signing },
  ]
  /** The secrets that the system made, of which the answers to creation and rotation alone may tell. */
  const made: Record<string, string> = {}
  const keep = (name: string, data: unknown): string => {
    const { webhook_uuid: uuid, secret } = WebhookSecretRef.parse(data)
    if (secret !== '') made[`${name} ${uuid}`] = secret.replace('whsec_', '')
    return uuid
  }

  const uuids: string[] = []
  for (const [index, webhook] of webhooks.entries()) {
    const body = { tenant_uuid: tenant.tenant, webhook_name: webhook.kind, ...webhook }
    const create = () => administrator.post('webhook/create', body, { 'idempotency-key': `webhook-${index}` })
    uuids.push(keep('created', (await create()).data))
    // The same answer once more, out of the database.
    keep('created', (await create()).data)
  }
  const rotation = await administrator.post('webhook/rotate', { webhook_uuid: uuids[0] }, { prefer: 'respond-async' })
  const inspectRotation = () => administrator.get('batch/inspect', { query: { batch_uuid: batchUuid(rotation) } })

  // What is wrong in each of these is next to a secret.
  const standard = { tenant_uuid: tenant.tenant, webhook_name: 'wrong', url: `${receiver.url}?token=${key}` }
  for (const wrong of [
    { url: `https://user:${key}@receiver.example/` },
    { url: `no address ${key}` },
    { url: `https://169.254.169.254/${key}` },
    { secret: signing },
    { kind: 'dingtalk', secret: signing.repeat(20) },
    { event_types: [], url: `ftp://receiver.example/${key}` },
  ]) {
    note(await administrator.post('webhook/create', { ...standard, ...wrong }))
  }

  return {
    made,
    /** Resolves when what was asked for in the background has been done. */
    rotated: async () => void keep('rotated', Object((await inspectRotation()).data)),
    /** How often each was tried, by what administrators are shown; all of that is noted. */
    tries: async (): Promise<readonly number[]> => {
      const list = note(await administrator.get('webhook/list', { query: { page_size: '100' } }))
      const known = WebhookListData.parse(list.data).list.map(({ webhook_uuid: uuid }) => uuid)
      return Promise.all(
        known.map(async (uuid) => {
          note(await administrator.get('webhook/inspect', { query: { webhook_uuid: uuid } }))
          const log = note(await administrator.get('webhook/delivery/list', { query: { webhook_uuid: uuid } }))
          return DeliveryListData.parse(log.data).list.reduce((sum, one) => sum + one.attempt_count, 0)
        }),
      )
    },
    count: webhooks.length,
    close: receiver.close,
  }
}
