import { randomUUID } from 'node:crypto'
import {
  COMMAND_LIFE_MS,
  consumerOf,
  eventSpeakers,
  exchanges,
  hearersOf,
  QUERY_LIFE_MS,
  type ServiceName,
  serviceNames,
  speakers,
  topology,
} from '@gongdan/contracts'
import {
  type Bus,
  backExchange,
  bundleOf,
  done,
  macHeader,
  type OutMessage,
  openBus,
  proved,
  quarantineOf,
  repliesExchange,
  retryExchange,
} from '@gongdan/messaging'
import { createLog, type Peers, serviceQueue } from '@gongdan/service'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type ChannelModel, type ConsumeMessage, connect } from 'amqplib'
import { z } from 'zod'
import { makeServiceKeys } from '../../deploy/local/serviceKeys.ts'
import { mapConcurrently } from '../support/concurrency.ts'
import { eventually } from '../support/eventually.ts'
import { peersIn } from '../support/peersIn.ts'
import { openQueues, type Queues } from '../support/queues.ts'
import { makeVirtualHost, type VirtualHost } from '../support/virtualHost.ts'
import { type BrokerUsers, makeBrokerUsers } from './brokerUsers.ts'

/** Each service consumes its queues here as in production, and a user of the broker tries to be another service. */
const intruders = [...serviceNames, 'operator'] as const
type Intruder = (typeof intruders)[number]

const keys = makeServiceKeys('test')
const peers = peersIn(keys)
const peersOf = (user: Intruder) => (user === 'operator' ? undefined : peers[user])
/** The keys of a stranger who knows every name and every key id. */
const strange = peersIn(makeServiceKeys('test'))

interface Destination {
  readonly exchange: string
  readonly routingKey: string
}

const consumed = topology.queues.filter(({ kind }) => kind !== 'parking').map(({ name }) => name)
const isFor = (queue: string, type: string): boolean =>
  eventSpeakers.has(type)
    ? topology.queues.some(
        ({ name, bindings }) =>
          name === queue &&
          Object.entries(bindings).some(
            ([exchange, patterns]) =>
              exchange === exchanges.events &&
              patterns.some((pattern: string) => pattern === type || pattern === `${type.split('.')[0]}.*`),
          ),
      )
    : queueOf(type) === queue
/** The queue of a command, a query or a batch. */
const queueOf = (type: string): string | undefined => {
  if (type === 'gateway.batch') return 'gateway.batches'
  const family = type.split('.')[0]?.replace('webhook', 'notification')
  const kind = /\.(list|inspect|processes-in-use|plan|check|list-deliveries|inspect-delivery|settings|feed)$/.test(type)
    ? 'queries'
    : 'commands'
  return eventSpeakers.has(type) || type === 'notification.told' ? undefined : `${family}.${kind}`
}
const queuesFor = (type: string) => consumed.filter((queue) => isFor(queue, type))

let host: VirtualHost
let users: BrokerUsers
let bus: Bus
let queues: Queues
let parked: ChannelModel
const connections = new Map<Intruder, ChannelModel>()
/** The ids of messages that reached a handler. */
const handled = new Set<string>()
/** Why messages were parked. */
const reasons = new Set<string>()

beforeAll(async () => {
  const name = `test-${randomUUID().slice(0, 8)}`
  host = await makeVirtualHost(name)
  users = await makeBrokerUsers(name, host.url)
  bus = await openBus({ url: host.url, service: 'test', topology, log: createLog('test', 'silent') })
  queues = await openQueues(host.url)
  const hear = async (batch: readonly { readonly id: string }[]) => {
    for (const { id } of batch) handled.add(id)
    return batch.map(() => done())
  }
  for (const queue of consumed) {
    const types = [...speakers.keys()].filter((type) => isFor(queue, type))
    bus.consume(
      serviceQueue(peers[consumerOf(queue)], {
        queue,
        prefetch: 200,
        messages: Object.fromEntries(types.map((type) => [type, z.unknown()])),
        handlers: Object.fromEntries(types.map((type) => [type, hear])),
      }),
    )
  }
  parked = await connect(host.url)
  const channel = await parked.createChannel()
  const take = (message: ConsumeMessage | null) => {
    const reason = message?.properties.headers?.['x-reason']
    // Without one it was written into parking by a user itself, which every service may.
    if (reason !== undefined) reasons.add(String(reason))
  }
  await channel.consume('parking', take, { noAck: true })
  for (const user of intruders) connections.set(user, await connect(users.urlOf(user)))
}, 60_000)
afterAll(async () => {
  for (const connection of connections.values()) await connection.close()
  await parked?.close()
  await queues?.close()
  await bus?.close()
  await users?.remove()
  await host?.remove()
}, 60_000)

/** Publishes on a channel of its own; false when the broker closes it: that user may not write there. */
const mayWrite = async (user: Intruder, { exchange, routingKey }: Destination): Promise<boolean> => {
  const channel = await connections.get(user)!.createConfirmChannel()
  const refused = new Promise<boolean>((resolve) => channel.once('error', () => resolve(false)))
  const written = new Promise<boolean>((resolve) => {
    channel.publish(exchange, routingKey, Buffer.from('{}'), {}, (fault) => fault ?? resolve(true))
  })
  const answer = await Promise.race([refused, written])
  if (answer) await channel.close()
  return answer
}

const retries = topology.retryDelays.map(retryExchange)

/** Every exchange with every key that could lead into a queue of somebody's. */
const ways: readonly Destination[] = [
  ...['', backExchange, ...retries, exchanges.commands, repliesExchange, topology.parking, 'unroutable'].flatMap(
    (exchange) =>
      [...consumed, ...consumed.map(quarantineOf)].map((routingKey): Destination => ({ exchange, routingKey })),
  ),
  ...[...speakers.keys()].map((routingKey) => ({ exchange: exchanges.events, routingKey })),
  ...['amq.direct', 'amq.topic', 'amq.fanout', 'amq.headers', 'amq.match', exchanges.live].map((exchange) => ({
    exchange,
    routingKey: 'ticket.commands',
  })),
]

/** Where a user may write. What the default exchange or a foreign key lets through is a hole in the rights by itself. */
const openWays = async (user: Intruder): Promise<readonly Destination[]> => {
  const found = await mapConcurrently(ways, 16, async (way) => ((await mayWrite(user, way)) ? [way] : []))
  return found.flat()
}

type Proof =
  | 'none'
  | 'its own'
  | 'its own in another’s name'
  | 'a stranger’s'
  | 'one for somebody else'
  | 'an expired one'

/** The message with every code that this user is able to put on it. */
const prove: Readonly<Record<Proof, (user: Intruder, message: OutMessage, queue: string) => OutMessage>> = {
  none: (_, message) => message,
  'its own': (user, message, queue) => byItself(user, message, queue, Date.now()),
  'its own in another’s name': (user, message, queue) => {
    const { headers = {} } = byItself(user, message, queue, Date.now())
    const claimed = Object.entries(headers).map(([name, value]) => [
      name,
      name.startsWith(macHeader('')) ? String(value).replace(/^[^.]+/, speakers.get(message.type) ?? '') : value,
    ])
    return { ...message, headers: Object.fromEntries(claimed) }
  },
  'a stranger’s': (_, message, queue) =>
    signedBy(strange[speakers.get(message.type) ?? 'gateway'], message, queue, Date.now()),
  // What the right service said to this one, which is able to verify it: the same message, for another receiver.
  'one for somebody else': (user, message, queue) => {
    const speaker = peers[speakers.get(message.type) ?? 'gateway']
    const somebody = user === 'operator' ? 'gateway' : user
    const code = speaker.signTo(message, somebody).headers?.[macHeader(somebody)] ?? ''
    return { ...message, headers: { ...message.headers, [macHeader(consumerOf(queue))]: code } }
  },
  // Overheard long ago, and told to the letter.
  'an expired one': (_, message, queue) => {
    const speaker = peers[speakers.get(message.type) ?? 'gateway']
    const lifeMs = queue.endsWith('.queries') ? QUERY_LIFE_MS : COMMAND_LIFE_MS
    return eventSpeakers.has(message.type)
      ? message
      : proved(speaker.prove(message, queue, Date.now() - lifeMs - 1_000))
  },
}

const byItself = (user: Intruder, message: OutMessage, queue: string, at: number): OutMessage => {
  const own = peersOf(user)
  return own === undefined ? message : signedBy(own, message, queue, at)
}

/** For a foreign event it makes the codes itself: its own library would not know for whom. */
const signedBy = (own: Peers, message: OutMessage, queue: string, at: number): OutMessage =>
  eventSpeakers.has(message.type)
    ? hearersOf(message.type).reduce((signed, hearer) => own.signTo(signed, hearer), message)
    : proved(own.prove(message, queue, at))

interface Attempt {
  readonly user: Intruder
  readonly type: string
  readonly queue: string
  readonly way: Destination
  readonly proof: Proof
  readonly id: string
}

/** By an open way a message goes to the queue of its key; with CC, which a broker need not check, to that of another. */
const attemptsOf = (user: Intruder, open: readonly Destination[]): readonly (Attempt & { readonly cc?: string })[] => {
  const proofs = Object.keys(prove) as Proof[]
  const detours = [exchanges.commands, exchanges.events, retries[0] ?? '']
  return [...speakers.keys()].flatMap((type) =>
    queuesFor(type).flatMap((queue) => {
      // All retry exchanges lead back alike: what goes through the shortest tells of all.
      const straight = open.filter(
        ({ exchange, routingKey }) =>
          !retries.slice(1).includes(exchange) && [queue, quarantineOf(queue), type].includes(routingKey),
      )
      const around = detours.flatMap((exchange) => {
        const way = open.find((one) => one.exchange === exchange)
        return way === undefined ? [] : [{ way, cc: exchange === exchanges.events ? type : queue }]
      })
      return [...straight.map((way) => ({ way })), ...around].flatMap((one) =>
        proofs.map((proof) => ({ user, type, queue, proof, id: randomUUID(), ...one })),
      )
    }),
  )
}

/** Makes all the attempts of a user, and resolves when the broker has them. */
const makeAttempts = async (user: Intruder, attempts: readonly (Attempt & { readonly cc?: string })[]) => {
  const channel = await connections.get(user)!.createConfirmChannel()
  for (const { type, queue, way, proof, id, cc } of attempts) {
    const said = { id, type, correlationId: id, body: Buffer.from(JSON.stringify({ id })) }
    const message = prove[proof](user, eventSpeakers.has(type) ? bundleOf([said]) : said, queue)
    channel.publish(way.exchange, way.routingKey, message.body, {
      messageId: id,
      type,
      correlationId: id,
      headers: { ...message.headers, ...(cc !== undefined && { CC: [cc] }) },
    })
  }
  await channel.waitForConfirms()
  await channel.close()
}

/** What it may say itself; and an event that it was told, which it can only tell itself again. */
const isItsOwn = ({ user, type, proof, queue }: Attempt) =>
  (proof.startsWith('its own') && speakers.get(type) === user) ||
  (proof === 'one for somebody else' && eventSpeakers.has(type) && consumerOf(queue) === user)
const isQuiet = async () => {
  const names = [
    ...consumed,
    ...consumed.map((name) => quarantineOf(name)).filter((name) => !name.includes('queries')),
    // What was only tried goes on waiting in the longer ones.
    ...retries.slice(0, 1),
  ]
  expect([...(await queues.waiting(names))].filter(([, count]) => count > 0)).toEqual([])
}

test('nobody may write what is another’s to say, and of what gets through only its own is believed', async () => {
  const open = new Map<Intruder, readonly Destination[]>()
  const attempts: (Attempt & { readonly cc?: string })[] = []
  for (const user of intruders) {
    const own = await openWays(user)
    open.set(user, own)
    attempts.push(...attemptsOf(user, own))
  }
  const written = (user: Intruder, exchange: string) =>
    (open.get(user) ?? []).filter((way) => way.exchange === exchange).map(({ routingKey }) => routingKey)

  for (const user of intruders) {
    // The default exchange reaches every queue, and a key of somebody else's every retry queue.
    expect([user, written(user, '')]).toEqual([user, []])
    for (const exchange of ['amq.direct', 'amq.topic', 'amq.fanout', 'amq.headers', 'amq.match', 'unroutable']) {
      expect([user, exchange, written(user, exchange)]).toEqual([user, exchange, []])
    }
    const events = [...eventSpeakers].filter(([, by]) => user === 'operator' || by === user).map(([type]) => type)
    expect([user, written(user, exchanges.events)]).toEqual([user, expect.arrayContaining(events)])
    expect([user, written(user, exchanges.events).length]).toEqual([user, events.length])
    for (const exchange of retries) {
      const foreign = written(user, exchange).filter((key) => user === 'operator' || consumerOf(key) !== user)
      expect([user, exchange, foreign]).toEqual([user, exchange, []])
    }
    expect([user, written(user, backExchange).length > 0]).toEqual([user, user === 'operator'])
  }

  // One user after the other: what is said lives for seconds, and a slow machine would hear all of it at once too late.
  for (const [user, own] of Map.groupBy(attempts, (one) => one.user)) {
    await makeAttempts(user, own)
    await eventually(isQuiet, { withinMs: 60_000, everyMs: 200 })
  }
  const accepted = attempts.filter(({ id }) => handled.has(id))
  expect(accepted.filter((one) => !isItsOwn(one))).toEqual([])
  // And the check can fail: what is a service's own to say was heard, by the straight way at least.
  const heard = new Set(accepted.map(({ type }) => type))
  const sayable = [...speakers.keys()].filter((type) => queuesFor(type).length > 0)
  expect(sayable.filter((type) => !heard.has(type))).toEqual([])
  // A figure to see that the matrix is not empty: five services, six proofs.
  expect(attempts.length).toBeGreaterThan(2_000)
}, 300_000)

test('what was parked says why', () => {
  expect([...reasons].filter((reason) => !/^(not authenticated|expired|\w+ may not say|no )/.test(reason))).toEqual([])
  expect([...reasons].filter((reason) => /may not say/.test(reason)).length).toBeGreaterThan(5)
  expect([...reasons].some((reason) => reason.startsWith('expired'))).toBe(true)
})

test('an answer is believed of who was asked alone, whoever else may write one', async () => {
  const asking = await openBus({
    url: users.urlOf('gateway'),
    service: 'gateway',
    topology,
    log: createLog('test', 'silent'),
  })
  try {
    const spy = await parked.createChannel()
    const { queue: ear } = await spy.assertQueue('', { exclusive: true })
    await spy.bindQueue(ear, exchanges.commands, 'ticket.queries')
    const overheard = new Promise<ConsumeMessage>((resolve) => {
      void spy.consume(ear, (message) => message && resolve(message), { noAck: true })
    })
    const to = { exchange: exchanges.commands, routingKey: 'ticket.queries' }
    const query = { id: randomUUID(), type: 'ticket.list', body: Buffer.from('{}') }
    const answer = asking.request(to, query, 20_000, peers.gateway.asking('ticket.queries'))
    const replyTo = String((await overheard).properties.replyTo)

    const say = async (user: ServiceName, by: ServiceName, destination = replyTo) => {
      const reply = { id: query.id, type: query.type, correlationId: query.id, body: Buffer.from(user) }
      const said =
        peers[by].consuming(`${by}.queries`).proveReply?.(reply, { service: 'gateway', destination }) ?? reply
      const channel = await connections.get(user)!.createConfirmChannel()
      const { id: messageId, type, correlationId } = reply
      const headers = { ...proved(said).headers }
      channel.publish(repliesExchange, replyTo, reply.body, { messageId, type, correlationId, headers })
      await channel.waitForConfirms()
      await channel.close()
    }
    await say('process', 'process')
    await say('notification', 'notification')
    await say('ticket', 'ticket', 'another queue')
    await say('ticket', 'ticket')
    expect((await answer).toString()).toBe('ticket')
  } finally {
    await asking.close()
  }
}, 30_000)

test.each(serviceNames)(
  '%s hears no other service’s queue and no answer that is for another',
  async (user: ServiceName) => {
    const connection = connections.get(user)!
    const foreign = [...consumed, ...consumed.map(quarantineOf), 'parking', 'unroutable', ...retries].filter(
      (name) => !name.startsWith(`${user}.`) && !name.includes('queries.quarantine'),
    )
    const codes = await mapConcurrently(foreign, 8, async (queue) => {
      const channel = await connection.createChannel()
      const refused = new Promise<number>((resolve) => channel.once('error', ({ code }) => resolve(code)))
      return Promise.race([
        refused,
        channel
          .consume(queue, () => {})
          .then(
            () => 0,
            () => refused,
          ),
      ])
    })
    expect(new Set(codes)).toEqual(new Set([403]))
  },
)
