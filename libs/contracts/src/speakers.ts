import { commands } from './commands.ts'
import { imageEvents } from './events.ts'
import { liveChangesType, liveEntriesType } from './feed.ts'
import { notificationQueries } from './notificationQueries.ts'
import { imageQueries, processQueries, ticketQueries } from './queries.ts'
import { delegationEventTypes, ticketEventTypes } from './ticketEventTypes.ts'
import { exchanges, type ServiceName, serviceNames, topology } from './topology.ts'

const said = (types: readonly string[], by: ServiceName) => types.map((type) => [type, by] as const)

/** Who may say which event. */
export const eventSpeakers: ReadonlyMap<string, ServiceName> = new Map([
  ...said([...ticketEventTypes, ...delegationEventTypes], 'ticket'),
  ...said(Object.keys(imageEvents), 'image'),
  ...said(['process.defined', 'process.removed'], 'process'),
  ...said(['user.seen'], 'gateway'),
])

/** Who may ask which other service; the answers come from the service of the queue. */
const askers = new Map([
  ...said(Object.keys({ ...ticketQueries, ...processQueries, ...notificationQueries }), 'gateway'),
  ...said(['process.plan', ...Object.keys(imageQueries)], 'ticket'),
  ...said(['ticket.processes-in-use'], 'process'),
])

/** The services that ask: they have a queue for answers. */
export const askingServices: ReadonlySet<ServiceName> = new Set(askers.values())

/** Who may say what, by the type of the message (decision 9). What is not here may be said by no service. */
export const speakers: ReadonlyMap<string, ServiceName> = new Map([
  ...said([...Object.keys(commands), 'gateway.batch'], 'gateway'),
  ...said([liveEntriesType, liveChangesType], 'notification'),
  ...askers,
  ...eventSpeakers,
])

/** The service that consumes a queue: the queue's name begins with it. */
export const consumerOf = (queue: string): ServiceName => {
  const found = serviceNames.find((name) => queue.startsWith(`${name}.`))
  if (found === undefined) throw new Error(`no service consumes ${queue}`)
  return found
}

const hears = (pattern: string, type: string): boolean =>
  pattern === type ||
  (pattern.endsWith('.*') && /^[^.]+$/.test(type.slice(pattern.length - 1)) && type.startsWith(pattern.slice(0, -1)))

/** The services that consume events of this type, as the topology binds their queues. */
export const hearersOf = (type: string): readonly ServiceName[] => [
  ...new Set(
    topology.queues
      .filter(({ bindings }) =>
        Object.entries(bindings).some(
          ([exchange, patterns]) =>
            exchange === exchanges.events && patterns.some((pattern: string) => hears(pattern, type)),
        ),
      )
      .map(({ name }) => consumerOf(name)),
  ),
]

/** How long a command may take from its acceptance to being carried out (decision 9), and how long a query may be asked. */
export const COMMAND_LIFE_MS = 7 * 24 * 3_600_000
export const QUERY_LIFE_MS = 60_000
