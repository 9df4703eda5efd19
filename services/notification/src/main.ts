import { openBus, topology } from '@gongdan/messaging'
import { createLog, runService, workerParts } from '@gongdan/service'
import { connect } from '@gongdan/store'
import { Registry } from 'prom-client'
import { createHolderStore } from './adapters/holderStore.ts'
import { config } from './config.ts'
import { subscriptions } from './subscriptions.ts'

const settings = config()
const log = createLog('notification', settings.LOG_LEVEL)
const registry = new Registry()

const start = async () => {
  const store = await connect(settings.MONGODB_URL, 'notification')
  const bus = await openBus({ url: settings.AMQP_URL, service: 'notification', topology, log, metrics: registry })
  const consumers = subscriptions({ holders: createHolderStore(store), channels: [] }).map((options) =>
    bus.consume(options),
  )
  return workerParts({ store, bus, consumers })
}

await runService({
  name: 'notification',
  log,
  adminPort: settings.ADMIN_PORT,
  registry,
  tracesTo: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
  start,
})
