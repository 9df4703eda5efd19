import {
  askingServices,
  consumerOf,
  eventSpeakers,
  exchanges,
  liveEntriesType,
  type ServiceName,
  serviceNames,
  speakers,
  topology,
} from '@gongdan/contracts'
import { backExchange, parkingQueues, quarantineOf, repliesExchange, retryExchange } from '@gongdan/messaging'

interface Permission {
  readonly user: string
  readonly vhost: string
  readonly write: string
  readonly read: string
}

/**
 * What the users may do at the broker, in RabbitMQ's own format of definitions: regular expressions of names, and of the
 * routing keys that may be written to an exchange.
 */
export interface BrokerRights {
  readonly vhosts: readonly { readonly name: string }[]
  readonly permissions: readonly (Permission & { readonly configure: string })[]
  readonly topic_permissions: readonly (Permission & { readonly exchange: string })[]
}

/** Matches no name, and of routing keys only the empty one, which no queue is bound to. */
const nothing = '^$'
/** What the broker calls the queues that live as long as a connection. */
const ownQueues = 'amq\\.gen-.*'
const retries = topology.retryDelays.map(retryExchange)

const oneOf = (...patterns: readonly string[]) => (patterns.length === 0 ? nothing : `^(${patterns.join('|')})$`)
const exactly = (names: readonly string[]) => names.map((name) => name.replaceAll('.', '\\.'))

const queuesOf = (service: ServiceName) => {
  const own = topology.queues.filter(({ name, kind }) => kind !== 'parking' && consumerOf(name) === service)
  const work = own.filter(({ kind }) => kind === 'work').flatMap(({ name }) => [name, quarantineOf(name)])
  return { work, queries: own.filter(({ kind }) => kind === 'query').map(({ name }) => name) }
}
const eventsOf = (service: ServiceName) => [...eventSpeakers].filter(([, by]) => by === service).map(([type]) => type)

/**
 * A service reads its own queues, and writes: to exchanges that lead to others only what it has to say there, to the retry
 * exchanges only its own queues' names. No right leads to the default exchange, which reaches every queue.
 */
const rightsOf = (service: ServiceName) => {
  const { work, queries } = queuesOf(service)
  const asks = askingServices.has(service)
  const isAsked = queries.length > 0 || work.some((name) => name.endsWith('.commands'))
  const announces = speakers.get(liveEntriesType) === service
  return {
    configure: asks ? oneOf(ownQueues) : nothing,
    write: oneOf(
      ...(asks ? [ownQueues, ...exactly([exchanges.commands])] : []),
      ...exactly(eventsOf(service).length > 0 ? [exchanges.events] : []),
      ...exactly(isAsked ? [repliesExchange] : []),
      ...exactly(announces ? [exchanges.live] : []),
      ...exactly([topology.parking, ...retries]),
    ),
    read: oneOf(
      ...(asks ? [ownQueues, ...exactly([repliesExchange])] : []),
      ...exactly(service === 'gateway' ? [exchanges.live] : []),
      ...exactly([...work, ...queries]),
    ),
    events: oneOf(...exactly(eventsOf(service))),
    retried: oneOf(...exactly(work)),
  }
}

/** Every user's rights in this virtual host: the services', the operator's and the migrations'. */
export const brokerRights = (vhost = 'gongdan', nameOf: (user: string) => string = (user) => user): BrokerRights => {
  const of: Readonly<Record<string, ReturnType<typeof rightsOf>>> = {
    ...Object.fromEntries(serviceNames.map((service) => [service, rightsOf(service)])),
    // Sends back into its queue, or to the exchange it came by, what waits in the queues that it reads.
    operator: {
      configure: nothing,
      write: oneOf(...exactly([backExchange, exchanges.events])),
      read: oneOf(...exactly(parkingQueues(topology))),
      events: oneOf(...exactly([...eventSpeakers.keys()])),
      retried: nothing,
    },
    migrate: { configure: '.*', write: '.*', read: '.*', events: '.*', retried: '.*' },
  }
  const users = Object.entries(of)
  return {
    vhosts: [{ name: vhost }],
    permissions: users.map(([user, { configure, write, read }]) => ({
      user: nameOf(user),
      vhost,
      configure,
      write,
      read,
    })),
    // Without a row of an exchange a user may write any key to it: so everybody has one of each.
    topic_permissions: users.flatMap(([name, { configure, events, retried }]) => {
      const user = nameOf(name)
      const read = configure === '.*' ? '.*' : nothing
      return [
        { user, vhost, exchange: exchanges.events, write: events, read },
        ...retries.map((exchange) => ({ user, vhost, exchange, write: retried, read })),
      ]
    }),
  }
}
