import { startService } from '@gongdan/service'
import { parseHistoryKey, parseHistoryPublicKeys } from '@gongdan/store'
import { Counter } from 'prom-client'
import { createDefinitions } from './adapters/definitions.ts'
import { createImageChecks } from './adapters/imageChecks.ts'
import { createPeople } from './adapters/people.ts'
import { ticketAggregate, ticketsOf } from './adapters/ticketDocument.ts'
import { eventOf } from './adapters/ticketEvents.ts'
import { createTicketStore } from './adapters/ticketStore.ts'
import { TicketConfig } from './config.ts'
import { subscriptions } from './subscriptions.ts'

await startService({
  name: 'ticket',
  config: TicketConfig,
  start: async ({ config, log, registry, store, bus, peers, startRelay }) => {
    const transitions = new Counter({
      name: 'tickets_transition_total',
      help: 'Published events of tickets, by type; one that is published twice counts twice',
      labelNames: ['type'],
      registers: [registry],
    })
    const relay = startRelay({
      aggregate: ticketAggregate,
      documents: ticketsOf(store),
      eventOf,
      onPublished: (type, count) => transitions.inc({ type }, count),
    })
    const signer = parseHistoryKey(config.HISTORY_KEY)
    const { tickets, execute } = createTicketStore(store, relay.send, signer)
    const publicKeys = [signer, ...parseHistoryPublicKeys(config.HISTORY_KEYS)]
    const definitions = createDefinitions({ store, bus, peers, log })
    const imageChecks = createImageChecks({ bus, peers, log })
    const people = createPeople(store)
    const { COMMAND_PREFETCH: prefetch, COMMAND_BATCH: maxBatch } = config
    const imageGuard = { tagKey: config.TENCENT_INSTANCE_TAG || null, trustsTenants: config.TENCENT_TRUST_TENANTS }
    return {
      queues: subscriptions({
        execute,
        tickets,
        definitions,
        people,
        imageGuard,
        imageChecks,
        peers,
        publicKeys,
        prefetch,
        maxBatch,
      }),
    }
  },
})
