import { constants, getPriority, setPriority } from 'node:os'
import type { Worker } from '@gongdan/scheduling'
import { parseSealKeys, startService } from '@gongdan/service'
import { createDeliveryCounter } from './adapters/deliveryCounter.ts'
import { createLiveAnnouncer } from './adapters/liveAnnouncer.ts'
import { createMailer } from './adapters/mailer.ts'
import { createMongoDelegates } from './adapters/mongoDelegates.ts'
import { createMongoDeliveryStore } from './adapters/mongoDeliveryStore.ts'
import { createMongoFeedStore } from './adapters/mongoFeedStore.ts'
import { createMongoHeads } from './adapters/mongoHeads.ts'
import { createMongoReceiverQueue } from './adapters/mongoReceiverQueue.ts'
import { createMongoRoleMembers } from './adapters/mongoRoleMembers.ts'
import { createMongoSettingsStore } from './adapters/mongoSettingsStore.ts'
import { createMongoWebhookStore } from './adapters/mongoWebhookStore.ts'
import { registerPlaces } from './adapters/placesGauges.ts'
import { rememberMembers, rememberWebhooks } from './adapters/remembering.ts'
import { createRobotRateLimiter } from './adapters/robotRateLimiter.ts'
import { createSafeHttpClient } from './adapters/safeHttpClient.ts'
import { NotificationConfig } from './config.ts'
import { startDeliveryWorker } from './deliveryWorker.ts'
import { networkOf } from './domain/address.ts'
import { addressedChannel } from './handlers/channels/addressed.ts'
import type { Channel } from './handlers/channels/channel.ts'
import { liveChannel } from './handlers/channels/live.ts'
import { mailConfirmationChannel } from './handlers/channels/mailConfirmation.ts'
import { webhookChannel } from './handlers/channels/webhook.ts'
import { createDeliveryQueue } from './handlers/deliveryQueue.ts'
import { subscriptions } from './subscriptions.ts'

// On a shared machine, the services that handle approvals have priority.
setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL))

await startService({
  name: 'notification',
  config: NotificationConfig,
  start: async ({ config, log, registry, store, bus, peers }) => {
    const attempts = createDeliveryCounter(registry)
    const sealKeys = parseSealKeys(config.SEAL_KEYS)
    const allowed = { networks: config.NOTIFY_ALLOW.map(networkOf), ports: config.NOTIFY_PORTS }
    const webhooks = rememberWebhooks(createMongoWebhookStore(store), Date.now)
    const deliveries = createMongoDeliveryStore(store, peers.own('deliveries'))
    const feeds = createMongoFeedStore(store)
    const settings = createMongoSettingsStore(store)
    const roleMembers = rememberMembers(createMongoRoleMembers(store), Date.now)
    let worker: Worker | undefined
    const receivers = createMongoReceiverQueue(store, config.NOTIFY_LEASE_MS, () => worker?.nudge())
    const mailer = config.SMTP_URL === '' ? null : createMailer(config.SMTP_URL, config.MAIL_FROM)

    const deps = {
      queue: createDeliveryQueue(deliveries, receivers),
      deliveries,
      settings,
      roleMembers,
      publicUrl: config.PUBLIC_URL,
      scale: config.NOTIFY_RETRY_SCALE,
      clock: Date.now,
      random: Math.random,
      countAttempt: (channel: string, outcome: string) => attempts.inc({ channel, outcome }),
    }
    const channels: readonly Channel[] = [
      liveChannel({
        feeds,
        settings,
        announce: createLiveAnnouncer(bus.publisher, peers, log),
        countNotices: (notices) => attempts.inc({ channel: 'live', outcome: 'delivered' }, notices),
      }),
      webhookChannel({
        ...deps,
        webhooks,
        keys: sealKeys,
        http: createSafeHttpClient({ allowed }),
        robotRateLimiter: createRobotRateLimiter(store),
        log,
      }),
      ...(mailer === null
        ? []
        : [
            addressedChannel(deps, {
              name: 'mail',
              addressOf: (settings) => (settings.mail_confirmed ? settings.mail_address : ''),
              sender: mailer,
            }),
            mailConfirmationChannel({
              ...deps,
              receivers,
              sender: mailer,
              keys: sealKeys,
              link: config.MAIL_CONFIRM_LINK,
            }),
          ]),
    ]
    const started = startDeliveryWorker({ channels, deliveries, receivers, leaseMs: config.NOTIFY_LEASE_MS, log })
    worker = started
    registerPlaces(registry, started.places)

    return {
      queues: subscriptions({
        channels,
        webhooks,
        deliveries,
        receivers,
        queue: deps.queue,
        publicUrl: deps.publicUrl,
        settings,
        feeds,
        roleMembers,
        heads: createMongoHeads(store),
        delegates: createMongoDelegates(store),
        sealKeys,
        allowed,
        now: Date.now,
        peers,
      }),
      components: [
        {
          name: 'deliveries',
          stop: async () => {
            await started.stop()
            mailer?.close()
          },
        },
      ],
    }
  },
})
