/** Names on the bus that more than one package speaks of; what they are made of is libs/messaging's topology. */
export const queues = {
  ticketCommands: 'ticket.commands',
  processCommands: 'process.commands',
  ticketQueries: 'ticket.queries',
  processQueries: 'process.queries',
  gatewayBatches: 'gateway.batches',
  ticketProcessEvents: 'ticket.process-events',
  ticketImageEvents: 'ticket.image-events',
  processUserEvents: 'process.user-events',
  imageTicketEvents: 'image.ticket-events',
  notificationCommands: 'notification.commands',
  notificationQueries: 'notification.queries',
  notificationEvents: 'notification.events',
} as const

/** `live` takes what users are told to every gateway that listens; what no gateway hears is in the feed. */
export const exchanges = { commands: 'commands', events: 'events', live: 'live' } as const
