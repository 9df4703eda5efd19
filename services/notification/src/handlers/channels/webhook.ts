import type { WebhookKind } from '@gongdan/contracts'
import { type Logger, type SealKeys, sealedFor, unsealKept } from '@gongdan/service'
import { v5 as uuidv5 } from 'uuid'
import { disable } from '../../domain/decide.ts'
import type { DeliveryChannel } from '../../domain/delivery.ts'
import type { KnownWebhook, RobotRateLimiter, SafeHttpClient, WebhookStore } from '../../domain/ports.ts'
import { notifiedTenants, subscribesTo, validSecrets } from '../../domain/webhook.ts'
import type { DeliveryQueue } from '../deliveryQueue.ts'
import { type AttemptDeps, type Channel, newDelivery, receiverOf, targetOf } from './channel.ts'
import { inPortions } from './portions.ts'
import { deliverToRobot } from './robot.ts'
import { deliverStandard } from './standardWebhook.ts'

export interface WebhookDeps extends AttemptDeps {
  readonly queue: DeliveryQueue
  readonly webhooks: Pick<WebhookStore, 'execute' | 'find' | 'enabledOf'>
  readonly keys: SealKeys
  readonly http: SafeHttpClient
  readonly robotRateLimiter: RobotRateLimiter
  /** The URL under which a person reads a ticket, with `{ticket_uuid}` in it. */
  readonly publicUrl: string
  readonly log: Pick<Logger, 'warn'>
}

const NAME = 'webhook'

/** The receiver of what is sent to a webhook or a chat robot. */
export const webhookReceiver = (webhookUuid: string): string => receiverOf(NAME, webhookUuid)

/** What a delivery to a webhook or a chat robot is, whatever it tells. */
export const webhookDelivery = (deliveryUuid: string, webhookUuid: string, kind: WebhookKind) => ({
  uuid: deliveryUuid,
  receiver: webhookReceiver(webhookUuid),
  channel: channelOf(kind),
  target: webhookUuid,
  role: null,
})

const channelOf = (kind: WebhookKind): DeliveryChannel => (kind === 'standard' ? NAME : kind)

/** Webhooks and chat robots: each of the tenants concerned gets the events that it subscribed to. */
export const webhookChannel = (deps: WebhookDeps): Channel => {
  const { queue, webhooks, deliveries, keys, clock, log } = deps

  const disableGone = async (webhookUuid: string, deliveryUuid: string): Promise<void> => {
    const commandId = uuidv5('gone', deliveryUuid)
    const decide = disable.bind(null, 'the receiver answered 410')
    await webhooks.execute([{ id: webhookUuid, commandId, correlationId: commandId, by: null, creates: false, decide }])
    log.warn({ webhookUuid }, 'webhook disabled: receiver answered 410')
  }
  const toStandard = deliverStandard({ ...deps, disable: disableGone })
  const toRobot = deliverToRobot(deps)

  return {
    name: NAME,
    notify: async (events) => {
      const known = await webhooks.enabledOf([...new Set(events.flatMap(notifiedTenants))])
      const ofTenant = Map.groupBy(known, ({ webhook }) => webhook.tenantUuid)
      const subscribers = (tenantUuid: string): readonly KnownWebhook[] => ofTenant.get(tenantUuid) ?? []
      const told = events.flatMap((event) =>
        notifiedTenants(event)
          .flatMap(subscribers)
          .filter(({ webhook }) => subscribesTo(webhook, event))
          .map(({ uuid, webhook: { kind } }) => ({ uuid, kind, event, role: null })),
      )
      await inPortions(
        told,
        ({ uuid }) => uuid,
        (portion) =>
          queue.add(
            portion.map(({ uuid, kind, event, role }) =>
              newDelivery(event, channelOf(kind), uuid, webhookReceiver(uuid), role),
            ),
          ),
      )
    },
    deliver: async (claim, mayBegin) => {
      const uuid = targetOf(claim)
      const [known] = await webhooks.find([uuid])
      if (known === undefined || !known.webhook.enabled) {
        const reason = known === undefined ? 'the webhook is gone' : 'the webhook is switched off'
        await deliveries.giveUp(claim.receiver, reason)
        return 0
      }
      const { kind, language, sealedUrl, secrets } = known.webhook
      const unsealed = {
        uuid,
        language,
        url: unsealKept(keys, sealedFor.webhookUrl(uuid), sealedUrl),
        secrets: validSecrets(secrets, clock()).map(({ sealed }) =>
          unsealKept(keys, sealedFor.webhookSecret(uuid), sealed),
        ),
      }
      return kind === 'standard' ? toStandard(claim, mayBegin, unsealed) : toRobot(claim, kind, unsealed)
    },
  }
}
