import { exchanges, topology } from '@gongdan/contracts'
import { openBus, parsePrincipalKeys } from '@gongdan/messaging'
import { createLog, createRelayLag, runService, workerParts } from '@gongdan/service'
import { connect, createRelay } from '@gongdan/store'
import { Registry } from 'prom-client'
import { createMongoNameStore } from './adapters/mongoNameStore.ts'
import { createMongoProcessStore, processesOf } from './adapters/mongoProcessStore.ts'
import { createMongoUsageStore } from './adapters/mongoUsageStore.ts'
import { eventOf } from './adapters/processEvents.ts'
import { processAggregate } from './adapters/processStore.ts'
import { config } from './config.ts'
import { subscriptions } from './subscriptions.ts'

const settings = config()
const log = createLog('process', settings.LOG_LEVEL)
const registry = new Registry()

const start = async () => {
  const keys = parsePrincipalKeys(settings.PRINCIPAL_KEYS)
  const store = await connect(settings.MONGODB_URL, 'process')
  const bus = await openBus({ url: settings.AMQP_URL, service: 'process', topology, log, metrics: registry })
  const relay = createRelay({
    aggregate: processAggregate,
    documents: processesOf(store),
    eventOf,
    publish: (event) => bus.publisher.publish({ exchange: exchanges.events, routingKey: event.type }, event),
    lagging: createRelayLag(registry),
    now: Date.now,
    log,
  })
  relay.start()
  const consumers = subscriptions({
    processes: createMongoProcessStore(store, relay.send),
    usages: createMongoUsageStore(store),
    names: createMongoNameStore(store),
    keys,
  }).map((options) => bus.consume(options))
  return workerParts({ store, bus, relay, consumers })
}

await runService({
  name: 'process',
  log,
  adminPort: settings.ADMIN_PORT,
  registry,
  tracesTo: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
  start,
})
