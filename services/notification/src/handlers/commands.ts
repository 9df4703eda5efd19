import {
  type CommandBody,
  type CommandOutcome,
  type notificationCommands,
  type Principal,
  userKey,
} from '@gongdan/contracts'
import { done, type Handlers, type Outcome } from '@gongdan/messaging'
import { answerCommands, type SealKeys, unseal } from '@gongdan/service'
import { faultOfUrl, type Network, shownUrl } from '../domain/address.ts'
import { type CheckedAddress, decide, MAX_WEBHOOKS } from '../domain/decide.ts'
import type { DeliveryStore, ReceiverQueue, SettingsStore, WebhookStore } from '../domain/ports.ts'
import { mayManage } from '../domain/rights.ts'
import type { LiveWebhook } from '../domain/webhook.ts'

export interface CommandDeps {
  readonly webhooks: Pick<WebhookStore, 'execute' | 'find' | 'count'>
  readonly deliveries: Pick<DeliveryStore, 'replay'>
  readonly receivers: Pick<ReceiverQueue, 'schedule'>
  readonly settings: Pick<SettingsStore, 'change'>
  readonly sealKeys: SealKeys
  /** Networks that webhooks may reach although they are not public. */
  readonly allowed: readonly Network[]
}

type Replay = CommandBody<'webhook.replay'>['items'][number]

const idOf = (item: { readonly webhookUuid: string }) => item.webhookUuid

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

/** The commands on webhooks, their deliveries and a user's settings (contract §5). */
export const commandHandlers = ({
  webhooks,
  deliveries,
  receivers,
  settings,
  sealKeys,
  allowed,
}: CommandDeps): Handlers<typeof notificationCommands> => {
  const checkAddress = (sealedUrl: string, isRobot: boolean): CheckedAddress => {
    const url = unseal(sealKeys, sealedUrl)
    return { sealedUrl, shownUrl: shownUrl(url, isRobot), fault: faultOfUrl(url, allowed) }
  }

  const replay = async (
    principal: Principal,
    { commandId, webhookUuid, deliveryUuid }: Replay,
    webhook: LiveWebhook | undefined,
  ): Promise<CommandOutcome> => {
    const outcome = { commandId, uuid: deliveryUuid, name: '' }
    if (webhook === undefined || !mayManage(principal, webhook.tenantUuid)) {
      return { ...outcome, scode: 7001, desc: 'webhook_uuid names no webhook' }
    }
    if (!webhook.enabled) return { ...outcome, scode: 7003, desc: 'the webhook is switched off' }
    const found = await deliveries.replay(webhookUuid, deliveryUuid, commandId)
    if (found === null) return { ...outcome, scode: 7004, desc: 'there is no such delivery of the webhook' }
    await receivers.schedule([found.receiver])
    return { ...outcome, scode: 0, desc: '' }
  }

  return {
    'webhook.create': async (batch) => {
      const tenants = distinct(batch.flatMap(({ body }) => body.items.map(({ tenantUuid }) => tenantUuid)))
      const counts = new Map(await Promise.all(tenants.map(async (one) => [one, await webhooks.count(one)] as const)))
      return answerCommands(batch, webhooks.execute, {
        idOf,
        creates: () => true,
        decide: ({ principal }, item, webhook) => {
          const { name, eventTypes, tenantUuid, kind, sealedSecret } = item
          const address = checkAddress(item.sealedUrl, kind !== 'standard')
          const full = (counts.get(tenantUuid) ?? 0) >= MAX_WEBHOOKS
          const create = { type: 'create' as const, name, eventTypes, tenantUuid, kind, sealedSecret, address, full }
          return decide(principal, create, webhook)
        },
      })
    },
    'webhook.update': (batch) =>
      answerCommands(batch, webhooks.execute, {
        idOf,
        decide: ({ principal }, { name, eventTypes, enabled, sealedUrl, sealedSecret }, webhook) => {
          const isRobot = webhook?.status === 'live' && webhook.kind !== 'standard'
          const address = sealedUrl === null ? null : checkAddress(sealedUrl, isRobot)
          return decide(principal, { type: 'update', name, eventTypes, enabled, address, sealedSecret }, webhook)
        },
      }),
    'webhook.delete': (batch) =>
      answerCommands(batch, webhooks.execute, {
        idOf,
        decide: ({ principal }, _item, webhook) => decide(principal, { type: 'delete' }, webhook),
      }),
    'webhook.rotate': (batch) =>
      answerCommands(batch, webhooks.execute, {
        idOf,
        decide: ({ principal }, { sealedSecret, keepSeconds }, webhook) =>
          decide(principal, { type: 'rotate', sealedSecret, keepMs: keepSeconds * 1_000 }, webhook),
      }),
    'webhook.replay': async (batch) => {
      const known = await webhooks.find(distinct(batch.flatMap(({ body }) => body.items.map(idOf))))
      const webhookOf = new Map(known.map(({ uuid, webhook }) => [uuid, webhook]))
      return Promise.all(
        batch.map(async ({ body: { principal, items } }) => {
          const replays = items.map((item) => replay(principal, item, webhookOf.get(item.webhookUuid)))
          return done({ outcomes: await Promise.all(replays) })
        }),
      )
    },
    'notification.set': async (batch) => {
      const outcomes: Outcome[] = []
      // One after the other, so that of two commands of one user the later one decides.
      for (const { body } of batch) {
        const user = userKey(body.principal)
        for (const item of body.items) await settings.change({ user, ...item })
        const success = { scode: 0, desc: '', uuid: body.principal.userUuid, name: '' } as const
        outcomes.push(done({ outcomes: body.items.map(({ commandId }) => ({ commandId, ...success })) }))
      }
      return outcomes
    },
  }
}
