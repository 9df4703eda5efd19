import { exchanges, topology } from '@gongdan/contracts'
import { openBus } from '@gongdan/messaging'
import { createLog, createRelayLag, runService, workerParts } from '@gongdan/service'
import { connect, createRelay } from '@gongdan/store'
import { Registry } from 'prom-client'
import { credentialFrom } from './adapters/credentials.ts'
import { eventOf } from './adapters/imageEvents.ts'
import { createImageMetrics } from './adapters/imageMetrics.ts'
import { startImageWorker } from './adapters/imageWorker.ts'
import { countByState, jobAggregate, jobsOf, outboxOf } from './adapters/jobDocument.ts'
import { createRateBucket } from './adapters/rateBucket.ts'
import { wasRestored } from './adapters/restores.ts'
import { createCall } from './adapters/tencentCloud.ts'
import { createCloud } from './adapters/tencentImages.ts'
import { config, endpointOf, limitsOf } from './config.ts'
import { subscriptions } from './subscriptions.ts'

const settings = config()
const log = createLog('image', settings.LOG_LEVEL)
const registry = new Registry()

const start = async () => {
  const store = await connect(settings.MONGODB_URL, 'image')
  const bus = await openBus({ url: settings.AMQP_URL, service: 'image', topology, log, metrics: registry })
  const relay = createRelay({
    aggregate: jobAggregate,
    documents: outboxOf(store),
    eventOf,
    publish: (event) => bus.publisher.publish({ exchange: exchanges.events, routingKey: event.type }, event),
    onLag: createRelayLag(registry),
    now: Date.now,
    log,
  })
  relay.start()
  const metrics = createImageMetrics(registry, () => countByState(jobsOf(store)))
  const getCredential = credentialFrom(settings)
  const bucket = createRateBucket(store.db.collection('rate_buckets'))
  const call = createCall({
    endpoint: endpointOf(settings),
    connectTo: settings.CVM_CONNECT_TO,
    getCredential,
    answered: (action, outcome) => metrics.answers.inc({ action, outcome }),
  })
  const image = startImageWorker({
    store,
    cloud: createCloud(call, bucket),
    bucket,
    getCredential,
    committed: relay.send,
    alarm: (alarm, ticketUuid) => {
      metrics.alarms.inc({ alarm })
      log.error({ alarm, ticketUuid }, 'a person must look at this')
    },
    found: (finding, region) => {
      metrics.findings.inc({ kind: finding.kind })
      log.warn({ ...finding, region }, 'an image and its job do not fit')
    },
    limits: limitsOf(settings),
    leaseMs: settings.CVM_LEASE_MS,
    log,
  })
  const consumers = subscriptions({ store: image.store, wasRestored: wasRestored(store) }).map((options) =>
    bus.consume(options),
  )
  return workerParts({ store, bus, relay, consumers, others: [{ name: 'worker', stop: image.worker.stop }] })
}

await runService({
  name: 'image',
  log,
  adminPort: settings.ADMIN_PORT,
  registry,
  tracesTo: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
  start,
})
