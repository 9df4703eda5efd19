import { randomUUID } from 'node:crypto'
import { declarationsOf, quarantineOf, type Topology } from '@gongdan/messaging'
import { describe, expect, test } from '@jest/globals'
import type { Channel, ConfirmChannel, Connection, ConsumeMessage } from 'amqplib/callback_api'
import { call } from '../../../libs/messaging/src/recoveringChannel.ts'
import { declare } from '../../../libs/messaging/src/topology.ts'
import { eventually as within } from '../../support/eventually.ts'

/** A broker that has nothing of these tests' names yet. */
export interface SuiteBroker {
  connect(): Promise<Connection>
  /** Cuts the connection's wire. */
  cut(connection: Connection): void
}

const eventually = <T>(attempt: () => Promise<T> | T) => within(attempt, { withinMs: 20_000 })
const retryDelayMs = 200
const limit = 2

const topologyOf = (prefix: string): Topology => {
  const parking = `${prefix}.parking`
  const unroutable = `${prefix}.unroutable`
  const work = `${prefix}.work`
  return {
    parking,
    exchanges: [
      { name: `${prefix}.commands`, type: 'direct' },
      { name: `${prefix}.events`, type: 'topic', alternate: unroutable },
      { name: parking, type: 'fanout' },
      { name: unroutable, type: 'fanout' },
    ],
    queues: [
      { name: work, kind: 'work', bindings: { [`${prefix}.commands`]: [work] }, deliveryLimit: limit },
      { name: `${prefix}.heard`, kind: 'work', bindings: { [`${prefix}.events`]: ['ticket.*'] } },
      { name: parking, kind: 'parking', bindings: { [parking]: [''] } },
      { name: unroutable, kind: 'parking', bindings: { [unroutable]: [''] } },
    ],
    retryDelays: [retryDelayMs],
  }
}

/** What the product expects of a broker: the same of the real one and of the model. */
export const brokerSuite = (where: string, open: () => Promise<SuiteBroker>) => {
  const start = async () => {
    const { connect, cut } = await open()
    const prefix = `sim-${randomUUID().slice(0, 8)}`
    const name = (of: string) => `${prefix}.${of}`
    const connection = await connect()
    connection.on('error', () => {})
    const channelOn = async (on: Connection): Promise<ConfirmChannel> => {
      const channel = await call<ConfirmChannel>((done) => on.createConfirmChannel(done as never))
      channel.on('error', () => {})
      return channel
    }
    const channel = await channelOn(connection)
    await declare(channel, declarationsOf(topologyOf(prefix)))
    const publish = (exchange: string, routingKey: string, text: string, on = channel) =>
      new Promise<unknown>((resolve) =>
        on.publish(
          exchange,
          routingKey,
          Buffer.from(text),
          { mandatory: true, persistent: true, messageId: text },
          resolve,
        ),
      )
    const say = (text: string, on?: ConfirmChannel) => publish(name('commands'), name('work'), text, on)
    const consume = async (on: Channel, queue: string, options: { noAck?: boolean } = {}) => {
      const heard: ConsumeMessage[] = []
      const { consumerTag } = await call<{ consumerTag: string }>((done) =>
        on.consume(queue, (message) => message && heard.push(message), options, done),
      )
      return { heard, consumerTag, texts: () => heard.map(({ content }) => content.toString()) }
    }
    const waiting = (queue: string) =>
      call<{ messageCount: number }>((done) => channel.checkQueue(queue, done)).then(({ messageCount }) => messageCount)
    const prefetch = (on: Channel, count: number) => call((done) => on.prefetch(count, false, done))
    return { connect, cut, connection, channel, channelOn, name, publish, say, consume, waiting, prefetch }
  }
  const ends = (channel: Channel) => new Promise<void>((resolve) => channel.once('close', resolve))

  describe(`a broker (${where})`, () => {
    test('confirms a message, and delivers it with all that it carries', async () => {
      const { channel, name, say, consume } = await start()
      expect(await say('hello')).toBeNull()
      const { heard } = await consume(channel, name('work'))
      await eventually(() => expect(heard).toHaveLength(1))
      expect(heard[0]).toMatchObject({
        fields: { redelivered: false, exchange: name('commands'), routingKey: name('work') },
        properties: { messageId: 'hello' },
      })
    })

    test('gives back what no queue takes, before it confirms it', async () => {
      const { channel, name, publish } = await start()
      const events: string[] = []
      channel.on('return', ({ properties }) => events.push(`returned ${properties.messageId}`))
      await publish(name('commands'), 'nobody', 'lost').then((fault) => events.push(`confirmed ${fault}`))
      await publish('', name('nobody'), 'lost too').then((fault) => events.push(`confirmed ${fault}`))
      expect(events).toEqual(['returned lost', 'confirmed null', 'returned lost too', 'confirmed null'])
    })

    test('sends by topic, and what nobody asked for to the alternate exchange', async () => {
      const { channel, name, publish, consume } = await start()
      await publish(name('events'), 'ticket.passed', 'news')
      await publish(name('events'), 'ticket.passed.twice', 'other news')
      const heard = await consume(channel, name('heard'))
      const unroutable = await consume(channel, name('unroutable'))
      await eventually(() => expect([heard.texts(), unroutable.texts()]).toEqual([['news'], ['other news']]))
    })

    test('ends a channel that names an exchange there is not, its unconfirmed messages with it', async () => {
      const { channel, name, publish } = await start()
      const faults: unknown[] = []
      channel.on('error', (fault) => faults.push(fault))
      const fault = await publish(name('nowhere'), '', 'lost')
      expect(fault).toMatchObject({ message: 'channel closed' })
      expect(faults).toMatchObject([
        { code: 404, message: expect.stringContaining(`no exchange '${name('nowhere')}'`) },
      ])
      expect(() => channel.publish('', 'q', Buffer.from(''))).toThrow(
        expect.objectContaining({ name: 'IllegalOperationError' }),
      )
    })

    test('counts the messages that wait in a queue', async () => {
      const { name, say, waiting } = await start()
      await Promise.all(['1', '2'].map((text) => say(text)))
      await eventually(async () => expect(await waiting(name('work'))).toBe(2))
    })

    test('ends a channel that consumes a queue there is not', async () => {
      const { channel, name, consume } = await start()
      const ended = ends(channel)
      await expect(consume(channel, name('nothing'))).rejects.toMatchObject({ code: 404 })
      await ended
    })

    test('hands out no more than the prefetch, and more when some is acknowledged', async () => {
      const { channel, name, say, consume, prefetch } = await start()
      await Promise.all(['1', '2', '3', '4'].map((text) => say(text)))
      await prefetch(channel, 2)
      const { heard, texts } = await consume(channel, name('work'))
      await eventually(() => expect(texts()).toEqual(['1', '2']))
      channel.ack(heard[0]!)
      await eventually(() => expect(texts()).toEqual(['1', '2', '3']))
    })

    test('gives again what a closed channel had not acknowledged, before the rest and in order', async () => {
      const { connection, channel, channelOn, name, say, consume, waiting, prefetch } = await start()
      const other = await channelOn(connection)
      await Promise.all(['1', '2', '3', '4'].map((text) => say(text)))
      await prefetch(other, 3)
      const first = await consume(other, name('work'))
      await eventually(() => expect(first.texts()).toEqual(['1', '2', '3']))
      other.close(() => {})
      await ends(other)
      // A quorum queue takes them back a moment after the channel is gone.
      await eventually(async () => expect(await waiting(name('work'))).toBe(4))
      const { heard, texts } = await consume(channel, name('work'))
      await eventually(() => expect(texts()).toEqual(['1', '2', '3', '4']))
      expect(heard.map(({ fields }) => fields.redelivered)).toEqual([true, true, true, false])
    })

    test('hands out nothing to a cancelled consumer, whose messages stay its channel’s', async () => {
      const { connection, channel, channelOn, name, say, consume } = await start()
      const other = await channelOn(connection)
      const first = await consume(other, name('work'))
      await say('1')
      await eventually(() => expect(first.texts()).toEqual(['1']))
      await call((done) => other.cancel(first.consumerTag, done))
      const { texts } = await consume(channel, name('work'))
      await say('2')
      await eventually(() => expect(texts()).toEqual(['2']))
      expect(first.texts()).toEqual(['1'])
      other.close(() => {})
      await eventually(() => expect(texts()).toEqual(['2', '1']))
    })

    test('moves a message that was given out too often to quarantine, and in the end to parking', async () => {
      const { connection, channel, channelOn, name, say, consume } = await start()
      await say('poison')
      for (let time = 0; time <= 2 * limit + 1; time += 1) {
        const other = await channelOn(connection)
        const { heard } = await consume(other, time <= limit ? name('work') : quarantineOf(name('work')))
        await eventually(() => expect(heard).toHaveLength(1))
        other.close(() => {})
        await ends(other)
      }
      const parked = await consume(channel, name('parking'))
      await eventually(() => expect(parked.texts()).toEqual(['poison']))
    })

    test('hands a message of a retry queue back to the queue that its key names', async () => {
      const { channel, name, publish, consume } = await start()
      const { heard, texts } = await consume(channel, name('work'))
      const since = Date.now()
      await publish(`retry.${retryDelayMs / 1_000}s`, name('work'), 'again')
      await eventually(() => expect(texts()).toEqual(['again']))
      expect(Date.now() - since).toBeGreaterThanOrEqual(retryDelayMs - 20)
      expect(heard[0]?.fields).toMatchObject({ redelivered: false, exchange: 'back', routingKey: name('work') })
    })

    test('lets a queue of one connection go with it', async () => {
      const { connect, channel, channelOn, publish } = await start()
      const other = await connect()
      const on = await channelOn(other)
      const settings = { exclusive: true, durable: false, arguments: { 'x-queue-type': 'classic' } }
      const { queue } = await call<{ queue: string }>((done) => on.assertQueue('', settings, done))
      await call((done) => other.close(done as never))
      const returned: string[] = []
      channel.on('return', ({ properties }) => returned.push(properties.messageId))
      await eventually(async () => {
        await publish('', queue, 'too late')
        expect(returned).toContain('too late')
      })
    })

    test('ends all channels of a connection that breaks, then the connection', async () => {
      const { connect, cut, channelOn } = await start()
      const other = await connect()
      const events: string[] = []
      other.on('error', () => events.push('error'))
      other.on('close', () => events.push('close'))
      const on = await channelOn(other)
      on.on('close', () => events.push('channel'))
      const asked = call((done) => on.prefetch(1, false, done)).catch(() => events.push('question'))
      on.publish('', 'q', Buffer.from(''), {}, (fault) => events.push(fault ? 'unconfirmed' : 'confirmed'))
      cut(other)
      await asked
      await eventually(() => expect(events).toContain('close'))
      expect(events.toSorted((a, b) => Number(a === 'question') - Number(b === 'question'))).toEqual([
        'error',
        'unconfirmed',
        'channel',
        'close',
        'question',
      ])
    })
  })
}
