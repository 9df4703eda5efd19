import { exchanges, topology } from '@gongdan/contracts'
import { openBus, parsePrincipalKeys } from '@gongdan/messaging'
import { createLog, createRelayLag, runService, workerParts } from '@gongdan/service'
import { connect, createRelay } from '@gongdan/store'
import { Registry } from 'prom-client'
import { startFolding } from './adapters/counters.ts'
import { markAndCount } from './adapters/counting.ts'
import { createDefinitions } from './adapters/definitions.ts'
import { createMongoTicketStore, ticketsOf } from './adapters/mongoTicketStore.ts'
import { outgoing } from './adapters/ticketEvents.ts'
import { createTransitions } from './adapters/ticketMetrics.ts'
import { ticketAggregate } from './adapters/ticketStore.ts'
import { config } from './config.ts'
import { subscriptions } from './subscriptions.ts'

const settings = config()
const log = createLog('ticket', settings.LOG_LEVEL)
const registry = new Registry()

const start = async () => {
  const keys = parsePrincipalKeys(settings.PRINCIPAL_KEYS)
  const store = await connect(settings.MONGODB_URL, 'ticket')
  const bus = await openBus({ url: settings.AMQP_URL, service: 'ticket', topology, log, metrics: registry })
  const happened = createTransitions(registry)
  const relay = createRelay({
    aggregate: ticketAggregate,
    documents: ticketsOf(store),
    eventOf: (_document, entry, ticket) => outgoing(ticket, entry),
    publish: async (event) => {
      await bus.publisher.publish({ exchange: exchanges.events, routingKey: event.type }, event)
      happened(event.type)
    },
    markPublished: markAndCount(store),
    onLag: createRelayLag(registry),
    now: Date.now,
    log,
  })
  const tickets = createMongoTicketStore(store, relay.send)
  const definitions = createDefinitions({ store, bus, keys, log })
  relay.start()
  const consumers = subscriptions({
    tickets,
    definitions,
    keys,
    prefetch: settings.COMMAND_PREFETCH,
    maxBatch: settings.COMMAND_BATCH,
  }).map((options) => bus.consume(options))
  return workerParts({ store, bus, relay, consumers, others: [startFolding(store, log)] })
}

await runService({
  name: 'ticket',
  log,
  adminPort: settings.ADMIN_PORT,
  registry,
  tracesTo: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
  start,
})
