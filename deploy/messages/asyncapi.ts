import { consumerOf, exchanges, hearersOf, speakers, topology } from '@gongdan/contracts'
import { macHeader, type Queue, quarantineOf } from '@gongdan/messaging'
import { jsonSchemaOf } from './golden.ts'
import { type Message, messages, schemas } from './messages.ts'

/** AMQP's topic patterns: `*` is a word, `#` any number of them. */
const matches = (pattern: string, key: string): boolean =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^.]+').replaceAll('#', '.*')}$`).test(key)

/** The queues that services consume; a quarantine queue gets the messages of its work queue. */
export const consumedQueues: readonly Queue[] = topology.queues.flatMap((queue): readonly Queue[] => {
  if (queue.kind === 'parking') return []
  return queue.kind === 'work' ? [queue, { ...queue, name: quarantineOf(queue.name) }] : [queue]
})

/** The messages that a queue gets by its bindings. */
export const messagesOf = ({ bindings }: Queue): readonly Message[] =>
  messages.filter(({ exchange, routingKey }) => bindings[exchange]?.some((pattern) => matches(pattern, routingKey)))

const keyOf = (name: string): string => name.replaceAll(' ', '-')
const ref = (path: string) => ({ $ref: `#/${path}` })
const byKey = <T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> =>
  Object.fromEntries(entries)

/** The services that have to believe a message. */
const receiversOf = ({ exchange, routingKey, type }: Message): readonly string[] => {
  if (exchange === exchanges.live) return ['gateway']
  return exchange === exchanges.events ? hearersOf(type) : [consumerOf(routingKey)]
}

/** The header of a reply depends on the service that asked, so it is not known here. */
const headersOf = (message: Message | undefined) =>
  message && {
    headers: {
      type: 'object',
      properties: byKey(
        receiversOf(message).map((receiver) => [
          macHeader(receiver),
          {
            type: 'string',
            description: `Proves to ${receiver} that ${speakers.get(message.type)} said it`,
          },
        ]),
      ),
    },
  }

const components = () => ({
  messages: byKey(
    Object.keys(schemas).map((name) => [
      keyOf(name),
      {
        name,
        contentType: 'application/json',
        ...headersOf(messages.find(({ type }) => type === name)),
        payload: ref(`components/schemas/${keyOf(name)}`),
      },
    ]),
  ),
  schemas: byKey(Object.entries(schemas).map(([name, schema]) => [keyOf(name), jsonSchemaOf(schema)])),
})

const channelOf = (queue: Queue) => ({
  address: queue.name,
  messages: byKey(messagesOf(queue).map(({ type }) => [keyOf(type), ref(`components/messages/${keyOf(type)}`)])),
  bindings: { amqp: { is: 'queue', queue: { name: queue.name, durable: true, exclusive: false, autoDelete: false } } },
})

const live = messages.filter(({ exchange }) => exchange === exchanges.live)

/** Every gateway has an exclusive queue with a name of the broker's, so the channel is named after the exchange. */
const liveChannel = {
  address: exchanges.live,
  messages: byKey(live.map(({ type }) => [keyOf(type), ref(`components/messages/${keyOf(type)}`)])),
  bindings: { amqp: { is: 'routingKey', exchange: { name: exchanges.live, type: 'fanout', durable: true } } },
}

const replies = [...new Set(messages.flatMap(({ reply }) => reply?.name ?? []))]

/** Replies go to the queue in the message's property reply-to, so the channel has no address. */
const replyChannel = {
  address: null,
  messages: byKey(replies.map((name) => [keyOf(name), ref(`components/messages/${keyOf(name)}`)])),
}

const replyTo = (names: readonly string[]) => ({
  reply: {
    channel: ref('channels/replies'),
    messages: names.map((name) => ref(`channels/replies/messages/${keyOf(name)}`)),
  },
})

const operationOf = (queue: Queue) => {
  const answered = [...new Set(messagesOf(queue).flatMap(({ reply }) => reply?.name ?? []))]
  return {
    action: 'receive',
    summary: `Consumed by services/${consumerOf(queue.name)}`,
    channel: ref(`channels/${queue.name}`),
    messages: messagesOf(queue).map(({ type }) => ref(`channels/${queue.name}/messages/${keyOf(type)}`)),
    ...(answered.length > 0 && replyTo(answered)),
  }
}

/** Every queue and message of gongdan as an AsyncAPI 3.0 document, from the topology and the zod schemas themselves. */
export const asyncapiDocument = () => {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'gongdan',
      version: '0.1.0',
      description:
        'Commands and queries go to the exchange `commands`, events to `events`, replies to `replies`. Every message is ' +
        'persistent JSON with the properties message-id, type and correlation-id; several messages may ' +
        'travel as a bundle: a JSON array with each on a line of its own, named by the header `x-bundle` (id, type, correlation id ' +
        'and time of issue of each), which its code covers too; all else is the first one’s. What cannot be handled is retried with ' +
        'growing delays and ends in the queue `parking`, alone; then the service that took it out of its bundle vouches for it, and ' +
        'says in the header `x-said-by` whose it is. A bundle that is not believed is parked whole.',
    },
    defaultContentType: 'application/json',
    channels: {
      ...byKey(consumedQueues.map((queue) => [queue.name, channelOf(queue)])),
      live: liveChannel,
      replies: replyChannel,
    },
    operations: {
      ...byKey(consumedQueues.map((queue) => [queue.name, operationOf(queue)])),
      live: {
        action: 'receive',
        summary: 'Forwarded by every gateway to its live streams',
        channel: ref('channels/live'),
      },
    },
    components: components(),
  }
}
