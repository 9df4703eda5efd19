import { constants, getPriority, setPriority } from 'node:os'
import { topology } from '@gongdan/contracts'
import { openBus, parsePrincipalKeys } from '@gongdan/messaging'
import { createLog, parseSealKeys, runService, workerParts } from '@gongdan/service'
import { connect } from '@gongdan/store'
import { Registry } from 'prom-client'
import { createDeliveryStore } from './adapters/deliveryStore.ts'
import { startDeliveryWorker } from './adapters/deliveryWorker.ts'
import { createHolderStore } from './adapters/holderStore.ts'
import { createLaneStore } from './adapters/laneStore.ts'
import { createLiveChannel } from './adapters/liveChannel.ts'
import { createMailChannel } from './adapters/mailChannel.ts'
import { createMailer } from './adapters/mailer.ts'
import { createMongoFeedStore } from './adapters/mongoFeedStore.ts'
import { createMongoSettingsStore } from './adapters/mongoSettingsStore.ts'
import { createNotificationMetrics } from './adapters/notificationMetrics.ts'
import { createOutbound } from './adapters/outbound.ts'
import { createRobotTokens } from './adapters/robotTokens.ts'
import { createWebhookChannel } from './adapters/webhookChannel.ts'
import { createWebhookStore } from './adapters/webhookStore.ts'
import { config } from './config.ts'
import { networkOf } from './domain/address.ts'
import { subscriptions } from './subscriptions.ts'

// Where they share a machine, approvals have the processors first.
setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL))

const settings = config()
const log = createLog('notification', settings.LOG_LEVEL)
const registry = new Registry()

const start = async () => {
  const store = await connect(settings.MONGODB_URL, 'notification')
  const bus = await openBus({ url: settings.AMQP_URL, service: 'notification', topology, log, metrics: registry })
  const metrics = createNotificationMetrics(registry)
  const webhooks = createWebhookStore(store)
  const deliveries = createDeliveryStore(store)
  const lanes = createLaneStore(store, settings.NOTIFY_LEASE_MS)
  const outbound = createOutbound(deliveries, lanes)
  const sealKeys = parseSealKeys(settings.SEAL_KEYS)
  const allowed = settings.NOTIFY_ALLOW.map(networkOf)
  const feeds = createMongoFeedStore(store)
  const settingsStore = createMongoSettingsStore(store)
  const mailer = settings.SMTP_URL === '' ? null : createMailer(settings.SMTP_URL, settings.MAIL_FROM)
  const worker = startDeliveryWorker({
    webhooks,
    deliveries,
    lanes,
    tokens: createRobotTokens(store),
    mail: mailer && { mailer, findSettings: settingsStore.find },
    keys: sealKeys,
    allowed,
    link: settings.TICKET_LINK,
    scale: settings.NOTIFY_RETRY_SCALE,
    leaseMs: settings.NOTIFY_LEASE_MS,
    told: (channel, outcome) => metrics.deliveries.inc({ channel, outcome }),
    log,
  })
  const consumers = subscriptions({
    holders: createHolderStore(store),
    channels: [
      createLiveChannel({
        feeds,
        settings: settingsStore,
        publisher: bus.publisher,
        told: (notices) => metrics.deliveries.inc({ channel: 'live', outcome: 'delivered' }, notices),
        log,
      }),
      ...(mailer === null ? [] : [createMailChannel(settingsStore.find, outbound)]),
    ],
    feeds,
    settings: settingsStore,
    eventChannels: [createWebhookChannel(webhooks, outbound)],
    webhooks,
    deliveries,
    lanes,
    sealKeys,
    allowed,
    now: Date.now,
    keys: parsePrincipalKeys(settings.PRINCIPAL_KEYS),
  }).map((options) => bus.consume(options))
  return workerParts({
    store,
    bus,
    consumers,
    others: [{ name: 'deliveries', stop: () => worker.stop().then(() => mailer?.close()) }],
  })
}

await runService({
  name: 'notification',
  log,
  adminPort: settings.ADMIN_PORT,
  registry,
  tracesTo: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
  start,
})
