import {
  type CommandBody,
  type CommandOutcome,
  type Desc,
  isRefusal,
  type notificationCommands,
  type Principal,
  type Refusal,
  refusal,
  said,
  userKey,
} from '@gongdan/contracts'
import { done, type Handlers, type Outcome, type Received } from '@gongdan/messaging'
import { answerCommands, type SealKeys, sealedFor, unsealKept } from '@gongdan/service'
import { type Allowed, faultOfUrl, shownUrl } from '../domain/address.ts'
import { type CheckedAddress, decide } from '../domain/decide.ts'
import { testNotice } from '../domain/notice.ts'
import type { DeliveryStore, ReceiverQueue, SettingsStore, WebhookStore } from '../domain/ports.ts'
import { mayManage } from '../domain/rights.ts'
import type { LiveWebhook } from '../domain/webhook.ts'
import { confirmationReceiver } from './channels/mailConfirmation.ts'
import { webhookDelivery, webhookReceiver } from './channels/webhook.ts'
import type { DeliveryQueue } from './deliveryQueue.ts'
import { readMailToken } from './mailToken.ts'

export interface CommandDeps {
  readonly webhooks: Pick<WebhookStore, 'execute' | 'find' | 'takePlace' | 'freePlaces'>
  readonly deliveries: Pick<DeliveryStore, 'replay'>
  readonly receivers: Pick<ReceiverQueue, 'schedule' | 'wake'>
  readonly queue: DeliveryQueue
  readonly settings: Pick<SettingsStore, 'change' | 'confirm'>
  readonly sealKeys: SealKeys
  /** What webhooks may reach beside public addresses. */
  readonly allowed: Allowed
  readonly now: () => number
}

type Create = CommandBody<'webhook.create'>['items'][number]
/** What is to be sent to a webhook: anew, or for a test. */
type Sending = CommandBody<'webhook.replay' | 'webhook.test'>['items'][number]

const idOf = (item: { readonly webhookUuid: string }) => item.webhookUuid

/** The webhooks that commands name, each once. */
const uuidsOf = (
  batch: readonly { readonly body: { readonly items: readonly { readonly webhookUuid: string }[] } }[],
): readonly string[] => [...new Set(batch.flatMap(({ body }) => body.items.map(idOf)))]

/** The commands on webhooks, their deliveries and a user's settings (contract §5). */
export const commandHandlers = ({
  webhooks,
  deliveries,
  receivers,
  queue,
  settings,
  sealKeys,
  allowed,
  now,
}: CommandDeps): Handlers<typeof notificationCommands> => {
  const checkAddress = (webhookUuid: string, sealedUrl: string, isRobot: boolean): CheckedAddress => {
    const url = unsealKept(sealKeys, sealedFor.webhookUrl(webhookUuid), sealedUrl)
    return { sealedUrl, shownUrl: shownUrl(url, isRobot), fault: faultOfUrl(url, allowed) }
  }

  /** What was given, or null if it says what is there already; what is there and cannot be opened is another. */
  const unlessSame = (use: string, given: string | null, stored: string | undefined): string | null => {
    if (given === null || stored === undefined) return given
    const opened = unsealKept(sealKeys, use, given)
    try {
      return unsealKept(sealKeys, use, stored) === opened ? null : given
    } catch {
      return given
    }
  }

  const createOf = (
    { webhookUuid, name, eventTypes, language, tenantUuid, kind, sealedUrl, sealedSecret }: Create,
    full: boolean,
  ) => {
    const address = checkAddress(webhookUuid, sealedUrl, kind !== 'standard')
    return { type: 'create' as const, name, eventTypes, language, tenantUuid, kind, sealedSecret, address, full }
  }

  type Send = (
    item: Sending,
    webhook: LiveWebhook,
    message: Received<{ readonly principal: Principal }>,
  ) => Promise<Refusal | null>

  const replay: Send = async ({ commandId, webhookUuid, deliveryUuid }) => {
    const found = await deliveries.replay(webhookUuid, deliveryUuid, commandId)
    if (found === null) return refusal(7004, 'there is no such delivery of the webhook', '该通知地址没有此投递记录')
    await receivers.wake([found.receiver])
    return null
  }
  const sendTest: Send = async ({ webhookUuid, deliveryUuid }, webhook, { body: { principal }, correlationId }) => {
    const notice = testNotice(deliveryUuid, webhook.name, principal, now())
    const delivery = webhookDelivery(deliveryUuid, webhookUuid, webhook.kind)
    await queue.add([{ ...delivery, notice, correlationId }])
    await receivers.wake([delivery.receiver])
    return null
  }

  /** Sends something to webhooks that the caller manages and that are enabled; the outcome's uuid is the delivery's. */
  const sendBy =
    (send: Send) =>
    async (batch: readonly Received<CommandBody<'webhook.replay' | 'webhook.test'>>[]): Promise<readonly Outcome[]> => {
      const known = await webhooks.find(uuidsOf(batch))
      const webhookOf = new Map(known.map(({ uuid, webhook }) => [uuid, webhook]))
      return Promise.all(
        batch.map(async (message) => {
          const outcomeOf = async (item: Sending): Promise<CommandOutcome> => {
            const webhook = webhookOf.get(item.webhookUuid)
            const refused =
              webhook === undefined || !mayManage(message.body.principal, webhook.tenantUuid)
                ? refusal(7001, 'webhook_uuid names no webhook', '没有 webhook_uuid 所指的通知地址')
                : webhook.enabled
                  ? await send(item, webhook, message)
                  : refusal(7003, 'the webhook is switched off', '通知地址已停用')
            const { scode, desc } = refused ?? refusal(0, '')
            return { commandId: item.commandId, scode, desc, uuid: item.deliveryUuid, name: '' }
          }
          return done({ outcomes: await Promise.all(message.body.items.map(outcomeOf)) })
        }),
      )
    }

  /** Of updates: one that names the address or switches on ends what the receiver asked for before, also where it is a copy. */
  const executeAndWake =
    (batch: readonly Received<CommandBody<'webhook.update'>>[]): CommandDeps['webhooks']['execute'] =>
    async (items) => {
      const given = batch.flatMap(({ body }) => body.items)
      const reaching = new Set(
        given.filter((item) => item.sealedUrl !== null || item.enabled !== null).map(({ commandId }) => commandId),
      )
      const answered = await webhooks.execute(items)
      const woken = answered.results.filter(({ scode, commandId }) => scode === 0 && reaching.has(commandId))
      await receivers.wake(woken.map(({ id }) => webhookReceiver(id)))
      return answered
    }

  return {
    'webhook.create': async (batch) => {
      // A place is taken before the webhook is there, and given back if it does not come to be: never are there too many.
      const full = new Set<string>()
      for (const { body } of batch) {
        for (const item of body.items) {
          const wouldBe = decide(body.principal, createOf(item, false), undefined)
          if (isRefusal(wouldBe)) continue
          if (!(await webhooks.takePlace(item.tenantUuid, item.webhookUuid))) full.add(item.webhookUuid)
        }
      }
      const outcomes = await answerCommands(batch, webhooks.execute, {
        idOf,
        creates: () => true,
        decide: ({ principal }, item, webhook) =>
          decide(principal, createOf(item, full.has(item.webhookUuid)), webhook),
      })
      await webhooks.freePlaces(uuidsOf(batch))
      return outcomes
    },
    'webhook.update': (batch) =>
      answerCommands(batch, executeAndWake(batch), {
        idOf,
        decide: ({ principal }, { webhookUuid, sealedUrl, sealedSecret, ...given }, webhook) => {
          const live = webhook?.status === 'live' ? webhook : undefined
          const url = unlessSame(sealedFor.webhookUrl(webhookUuid), sealedUrl, live?.sealedUrl)
          const address =
            url === null ? null : checkAddress(webhookUuid, url, live !== undefined && live.kind !== 'standard')
          const secret = unlessSame(sealedFor.webhookSecret(webhookUuid), sealedSecret, live?.secrets[0]?.sealed)
          return decide(principal, { type: 'update', ...given, address, sealedSecret: secret }, webhook)
        },
      }),
    'webhook.delete': async (batch) => {
      const outcomes = await answerCommands(batch, webhooks.execute, {
        idOf,
        decide: ({ principal }, _item, webhook) => decide(principal, { type: 'delete' }, webhook),
      })
      await webhooks.freePlaces(uuidsOf(batch))
      return outcomes
    },
    'webhook.rotate': (batch) =>
      answerCommands(batch, webhooks.execute, {
        idOf,
        decide: ({ principal }, { sealedSecret, keepSeconds }, webhook) =>
          decide(principal, { type: 'rotate', sealedSecret, keepMs: keepSeconds * 1_000 }, webhook),
      }),
    'webhook.replay': sendBy(replay),
    'webhook.test': sendBy(sendTest),
    'notification.set': async (batch) => {
      const outcomes: Outcome[] = []
      // One after the other, so that of two commands of one user the later one decides.
      for (const { body } of batch) {
        const user = userKey(body.principal)
        for (const item of body.items) {
          await settings.change({ user, ...item })
          // Also of a copy of the command: a process may have died between the two.
          if (item.mailAddress) await receivers.schedule([confirmationReceiver(user)])
        }
        const success = { scode: 0, desc: '', uuid: body.principal.userUuid, name: '' } as const
        outcomes.push(done({ outcomes: body.items.map(({ commandId }) => ({ commandId, ...success })) }))
      }
      return outcomes
    },
    'notification.confirm-mail': (batch) =>
      Promise.all(
        batch.map(async ({ body: { principal, items } }) => {
          const user = userKey(principal)
          /** Why a token confirms nothing, `""` if it did. */
          const confirm = async (token: string): Promise<Desc> => {
            const read = readMailToken(sealKeys, token, user, now())
            if (read === null) return said('the token was not sent to an address of yours', '此令牌不是发到您的邮箱的')
            if (read.isExpired)
              return said(
                'the token is older than 24 hours: set the address again to get a new one',
                '此令牌已超过 24 小时，请重新设置邮箱以获取新的令牌',
              )
            return (await settings.confirm(user, read.address))
              ? ''
              : said('the address was changed since the token was sent', '令牌发出后邮箱地址已更改')
          }
          const outcomes = items.map(async ({ commandId, token }): Promise<CommandOutcome> => {
            const desc = await confirm(token)
            return { commandId, scode: desc === '' ? 0 : 2003, desc, uuid: principal.userUuid, name: '' }
          })
          return done({ outcomes: await Promise.all(outcomes) })
        }),
      ),
  }
}
