import { askingServices, type ServiceName, serviceNames } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Channel, type ChannelModel, connect } from 'amqplib'
import { MongoClient } from 'mongodb'
import { z } from 'zod'
import { brokerUrl, databaseUrl } from '../support/composed.ts'
import { eventually } from '../support/eventually.ts'

jest.setTimeout(60_000)

const accessRefused = 403
const unauthorized = 13

/** Queues of other services. */
const foreignQueue: Readonly<Record<ServiceName, string>> = {
  gateway: 'ticket.commands',
  ticket: 'process.commands',
  process: 'ticket.commands',
  image: 'ticket.image-events',
  notification: 'ticket.commands',
}
/** Events that other services publish. */
const foreignEvent: Readonly<Record<ServiceName, string>> = {
  gateway: 'ticket.passed',
  ticket: 'image.created',
  process: 'ticket.passed',
  image: 'ticket.image-requested',
  notification: 'user.seen',
}
const others = (name: ServiceName) => serviceNames.filter((other) => other !== name)

describe.each(serviceNames)('the user %s', (name) => {
  let broker: ChannelModel
  let database: MongoClient
  beforeAll(async () => {
    broker = await connect(brokerUrl(name))
    database = await MongoClient.connect(databaseUrl(name))
  })
  afterAll(async () => {
    await broker?.close()
    await database?.close()
  })

  /** With which code the broker closes the channel on which that was tried; 0 if it does not. */
  const codeOfTrying = async (attempt: (channel: Channel) => Promise<unknown>): Promise<number> => {
    const channel = await broker.createChannel()
    const closed = new Promise<number>((resolve) => channel.once('error', ({ code }) => resolve(code)))
    // A publish is not answered: what is asked after it is.
    const done = attempt(channel).then(
      () => channel.close().then(() => 0),
      () => closed,
    )
    return Promise.race([closed, done.catch(() => closed)])
  }
  const publish = (exchange: string, key: string) => async (channel: Channel) => {
    channel.publish(exchange, key, Buffer.from('{}'))
    await channel.checkQueue('parking')
  }

  test.each([
    ['consume what is meant for another', (channel: Channel) => channel.consume(foreignQueue[name], () => {})],
    ['make a queue', (channel: Channel) => channel.assertQueue('intruder')],
    ['delete its own queues', (channel: Channel) => channel.deleteQueue('gateway.batches')],
    ['say what another says', publish('events', foreignEvent[name])],
    ['reach a queue by the default exchange', publish('', foreignQueue[name])],
    ['reach its own queue by the default exchange', publish('', `${name}.commands`)],
    ['put something back into a queue', publish('back', foreignQueue[name])],
    ['have something retried that is another’s', publish('retry.1s', foreignQueue[name])],
    ['have something retried later that is another’s', publish('retry.600s', `${foreignQueue[name]}.quarantine`)],
  ])('may not %s', async (_, attempt) => {
    expect(await codeOfTrying(attempt)).toBe(accessRefused)
  })

  test('may write to the queues of others only if it commands or asks them', async () => {
    const expected = askingServices.has(name) ? 0 : accessRefused
    expect(await codeOfTrying(publish('commands', 'nobody.commands'))).toBe(expected)
  })

  test('may neither read nor write the databases of others, and change no index of its own', async () => {
    const refused = { code: unauthorized }
    for (const other of others(name)) {
      const foreign = database.db(`gongdan_${other}`).collection('tickets')
      await expect(foreign.findOne()).rejects.toMatchObject(refused)
      await expect(foreign.insertOne({})).rejects.toMatchObject(refused)
    }
    const own = database.db(`gongdan_${name}`).collection('tickets')
    expect(await own.findOne({ _id: { $exists: false } })).toBeNull()
    await expect(own.createIndex({ intruder: 1 })).rejects.toMatchObject(refused)
    await expect(own.drop()).rejects.toMatchObject(refused)
    await expect(database.db('admin').command({ usersInfo: 1 })).rejects.toMatchObject(refused)
  })
})

const Connections = z.array(z.object({ user: z.string(), vhost: z.string(), user_provided_name: z.string() }))
// The driver's monitoring connections do not sign in.
const Operation = z.object({ effectiveUsers: z.array(z.object({ user: z.string() })).default([]) })

test('every service is at the broker as itself', async () => {
  const headers = { authorization: `Basic ${btoa(`admin:${process.env.RABBITMQ_PASSWORD}`)}` }
  const url = `http://127.0.0.1:${process.env.RABBITMQ_MANAGEMENT_PORT}/api/connections`
  // The management plugin learns of a connection's name some seconds late.
  await eventually(
    async () => {
      const named = Connections.parse(await (await fetch(url, { headers })).json())
      const services = named.map((one) => [one.user_provided_name.split('/')[0], one.user, one.vhost])
      const expected = serviceNames.map((name) => [name, name, 'gongdan'])
      expect(services).toEqual(expect.arrayContaining(expected))
      for (const [service, user] of services) expect(service).toBe(user)
      // Two connections a process, and three ticket services.
      expect(services.filter(([service]) => service === 'ticket')).toHaveLength(6)
    },
    { withinMs: 30_000 },
  )
})

test('every service is in the database as itself', async () => {
  const admin = process.env.MONGODB_PASSWORD
  const address = `mongodb://admin:${admin}@127.0.0.1:${process.env.MONGODB_PORT}/?directConnection=true`
  const client = await MongoClient.connect(address)
  try {
    for (const name of serviceNames) {
      const stages = [{ $currentOp: { allUsers: true, idleConnections: true } }, { $match: { appName: name } }]
      const operations = z.array(Operation).parse(await client.db('admin').aggregate(stages).toArray())
      const users = operations.flatMap(({ effectiveUsers }) => effectiveUsers.map(({ user }) => user))
      expect([name, new Set(users)]).toEqual([name, new Set([name])])
    }
  } finally {
    await client.close()
  }
})
