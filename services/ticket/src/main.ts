import { exchanges } from '@gongdan/contracts'
import { openBus, parsePrincipalKeys, topology } from '@gongdan/messaging'
import { createLog, runService, workerParts } from '@gongdan/service'
import { connect, createRelay } from '@gongdan/store'
import { Registry } from 'prom-client'
import { markAndCount } from './adapters/counting.ts'
import { createDefinitions } from './adapters/definitions.ts'
import { createMongoTicketStore, ticketsOf } from './adapters/mongoTicketStore.ts'
import { outgoing } from './adapters/ticketEvents.ts'
import { ticketAggregate } from './adapters/ticketStore.ts'
import { config } from './config.ts'
import { subscriptions } from './subscriptions.ts'

const { MONGODB_URL, AMQP_URL, ADMIN_PORT, LOG_LEVEL, PRINCIPAL_KEYS, COMMAND_PREFETCH, COMMAND_BATCH } = config()
const log = createLog('ticket', LOG_LEVEL)
const registry = new Registry()

const start = async () => {
  const keys = parsePrincipalKeys(PRINCIPAL_KEYS)
  const store = await connect(MONGODB_URL, 'ticket')
  const bus = await openBus({ url: AMQP_URL, service: 'ticket', topology, log, metrics: registry })
  const relay = createRelay({
    aggregate: ticketAggregate,
    documents: ticketsOf(store),
    eventOf: (_document, entry, ticket) => outgoing(ticket, entry),
    publish: (event) => bus.publisher.publish({ exchange: exchanges.events, routingKey: event.type }, event),
    mark: markAndCount(store),
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
    prefetch: COMMAND_PREFETCH,
    maxBatch: COMMAND_BATCH,
  }).map((options) => bus.consume(options))
  return workerParts({ store, bus, relay, consumers })
}

await runService({ name: 'ticket', log, adminPort: ADMIN_PORT, registry, start })
