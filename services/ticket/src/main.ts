import { startWorker, type Worker } from '@gongdan/scheduling'
import { startService } from '@gongdan/service'
import { parseHistoryKey, parseHistoryPublicKeys } from '@gongdan/store'
import { Counter, Gauge } from 'prom-client'
import { commentAggregate, commentEventOf, commentsOf, createComments } from './adapters/comments.ts'
import { createDefinitions } from './adapters/definitions.ts'
import { delegationEventOf } from './adapters/delegationEvents.ts'
import { createDelegations, delegationAggregate, delegationsOf, rememberNobody } from './adapters/delegations.ts'
import { createImageChecks } from './adapters/imageChecks.ts'
import { createPeople } from './adapters/people.ts'
import { ticketAggregate, ticketsOf } from './adapters/ticketDocument.ts'
import { eventOf } from './adapters/ticketEvents.ts'
import { createTicketStore } from './adapters/ticketStore.ts'
import { createTimers } from './adapters/timers.ts'
import { TicketConfig } from './config.ts'
import { sha256 } from './handlers/commands.ts'
import { sweepTimers } from './handlers/sweepTimers.ts'
import { subscriptions } from './subscriptions.ts'

/** How often to look for timers whose moment has come: so late at most is one that another process set. */
const LOOK_EVERY_MS = 2_000

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
    const delegationRelay = startRelay({
      aggregate: delegationAggregate,
      documents: delegationsOf(store),
      eventOf: delegationEventOf,
    })
    const commentRelay = startRelay({
      aggregate: commentAggregate,
      documents: commentsOf(store),
      eventOf: commentEventOf,
    })
    const signer = parseHistoryKey(config.HISTORY_KEY)
    const { tickets, execute, claims } = createTicketStore(store, relay.send, signer)
    const publicKeys = [signer, ...parseHistoryPublicKeys(config.HISTORY_KEYS)]
    const definitions = createDefinitions({ store, bus, peers, log })
    const imageChecks = createImageChecks({ bus, peers, log })
    const people = createPeople(store)
    const delegations = createDelegations(store, delegationRelay.send)
    const absentOf = rememberNobody(delegations.absentOf)
    const { COMMAND_PREFETCH: prefetch, COMMAND_BATCH: maxBatch } = config
    const imageGuard = { tagKey: config.TENCENT_INSTANCE_TAG || null, trustsTenants: config.TENCENT_TRUST_TENANTS }
    const fulfilledTypes = new Set(config.FULFILLED_TYPES)
    const lag = new Gauge({
      name: 'timers_lag_seconds',
      help: 'How late the earliest timer of a ticket is that has not fired; 0 while none is',
      registers: [registry],
    })
    const withheld = new Counter({
      name: 'fulfilments_withheld_total',
      help: 'Claims that left out a ticket because its details are no longer those that were approved',
      registers: [registry],
    })
    const timers: Worker = startWorker({
      lanes: [
        sweepTimers(
          {
            timers: createTimers(ticketsOf(store)),
            execute,
            context: { sha256, imageGuard, fulfilledTypes },
            log,
            wakeIn: (ms) => timers.nudge(ms),
            onLag: (ms) => lag.set(ms / 1_000),
          },
          LOOK_EVERY_MS,
        ),
      ],
      log,
      idleMs: LOOK_EVERY_MS,
    })
    return {
      components: [{ name: 'timers', stop: timers.stop }],
      queues: subscriptions({
        execute,
        tickets,
        definitions,
        people,
        delegations: { ...delegations, absentOf },
        comments: createComments(store, commentRelay.send),
        imageGuard,
        imageChecks,
        fulfilledTypes,
        claims,
        withheld: (ticketUuid) => {
          withheld.inc()
          log.error({ ticketUuid }, 'ticket withheld from fulfillers: its details are not those that were approved')
        },
        peers,
        publicKeys,
        prefetch,
        maxBatch,
      }),
    }
  },
})
