/** The services that make the system. */
export const serviceNames = ['gateway', 'ticket', 'process', 'image', 'notification'] as const
export type ServiceName = (typeof serviceNames)[number]

/** Names of the queues that more than one package speaks of. */
export const queues = {
  ticketCommands: 'ticket.commands',
  processCommands: 'process.commands',
  ticketQueries: 'ticket.queries',
  processQueries: 'process.queries',
  imageQueries: 'image.queries',
  gatewayBatches: 'gateway.batches',
  ticketProcessEvents: 'ticket.process-events',
  ticketImageEvents: 'ticket.image-events',
  ticketUserEvents: 'ticket.user-events',
  processUserEvents: 'process.user-events',
  imageTicketEvents: 'image.ticket-events',
  notificationCommands: 'notification.commands',
  notificationQueries: 'notification.queries',
  notificationEvents: 'notification.events',
} as const

/** `live` takes what users are notified of to every connected gateway; what a gateway misses is in the feed. */
export const exchanges = { commands: 'commands', events: 'events', live: 'live' } as const

/**
 * The whole broker of gongdan as data (guarantees §2): what each kind of queue is made of is libs/messaging's topology. Each
 * service declares all of it at its start, which changes nothing that is there. Bindings are routing keys by exchange.
 * Nothing is sent to the default exchange: libs/messaging adds `replies`, the retry exchanges, and `back` to the queues.
 */
export const topology = {
  exchanges: [
    { name: 'commands', type: 'direct' },
    { name: 'events', type: 'topic', alternate: 'unroutable' },
    { name: 'live', type: 'fanout' },
    { name: 'parking', type: 'fanout' },
    { name: 'unroutable', type: 'fanout' },
  ],
  queues: [
    { name: 'ticket.commands', kind: 'work', bindings: { commands: ['ticket.commands'] } },
    { name: 'process.commands', kind: 'work', bindings: { commands: ['process.commands'] } },
    { name: 'notification.commands', kind: 'work', bindings: { commands: ['notification.commands'] } },
    { name: 'gateway.batches', kind: 'work', bindings: { commands: ['gateway.batches'] } },
    { name: 'ticket.queries', kind: 'query', bindings: { commands: ['ticket.queries'] } },
    { name: 'process.queries', kind: 'query', bindings: { commands: ['process.queries'] } },
    { name: 'image.queries', kind: 'query', bindings: { commands: ['image.queries'] } },
    { name: 'notification.queries', kind: 'query', bindings: { commands: ['notification.queries'] } },
    { name: 'ticket.process-events', kind: 'work', bindings: { events: ['process.*'] } },
    { name: 'ticket.image-events', kind: 'work', bindings: { events: ['image.*'] } },
    { name: 'ticket.user-events', kind: 'work', bindings: { events: ['user.seen'] } },
    { name: 'process.user-events', kind: 'work', bindings: { events: ['user.seen'] } },
    { name: 'image.ticket-events', kind: 'work', bindings: { events: ['ticket.image-requested'] } },
    {
      name: 'notification.events',
      kind: 'work',
      bindings: { events: ['ticket.*', 'delegation.*', 'user.seen'] },
      singleActiveConsumer: true,
    },
    { name: 'parking', kind: 'parking', bindings: { parking: [''] } },
    { name: 'unroutable', kind: 'parking', bindings: { unroutable: [''] } },
  ],
  /** The exchange for messages that cannot be handled. */
  parking: 'parking',
  /** How long a message waits after its first, second… failure, in milliseconds. */
  retryDelays: [1_000, 5_000, 30_000, 120_000, 600_000],
} as const
