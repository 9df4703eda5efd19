import { backExchange, bundleOf, createKeyring, done, doneAfter, later, reject } from '@gongdan/messaging'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { eventually } from '../../support/eventually.ts'
import {
  type MessagingHarness,
  openMessagingHarness,
  wordMessage,
  wordSubscriptions,
} from '../../support/messagingHarness.ts'
import { controlSays } from '../../support/virtualHost.ts'

const soon = { withinMs: 20_000 }
const MIB = 1024 * 1024
let harness: MessagingHarness
beforeAll(async () => {
  // What is usual since RabbitMQ 4.0; with 3.x it was 128 MiB.
  if (process.env.RABBITMQCTL)
    await controlSays(['eval', `application:set_env(rabbit, max_message_size, ${16 * MIB}).`])
})
beforeEach(async () => {
  harness = await openMessagingHarness()
})
afterEach(async () => {
  await harness.close()
})

const waitingIn = async (queue: string) => (await harness.admin.checkQueue(queue)).messageCount
/** A quorum queue counts what it has confirmed a moment later. */
const expectWaiting = (queue: string, count: number) =>
  eventually(async () => expect(await waitingIn(queue)).toBe(count), soon)

describe('publishing', () => {
  test('one message sent to two places at once is unroutable only where no queue is', async () => {
    const { publisher } = await harness.openBus()
    const message = wordMessage('twice')
    const results = await Promise.allSettled([
      publisher.publish({ exchange: backExchange, routingKey: harness.work }, message),
      publisher.publish({ exchange: '', routingKey: 'nowhere' }, message),
    ])
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected'])
  })

  test('while the broker is away messages wait, and go out when it is back', async () => {
    const bus = await harness.openBus()
    harness.proxy.refuse(true)
    harness.proxy.drop()
    await eventually(() => expect(bus.state().connected).toBe(false), soon)
    const saying = harness.say(bus, 'patience')
    harness.proxy.refuse(false)
    await saying
    await expectWaiting(harness.work, 1)
  })

  test('a message that waited too long was surely not sent', async () => {
    const bus = await harness.openBus()
    harness.proxy.refuse(true)
    harness.proxy.drop()
    await eventually(() => expect(bus.state().connected).toBe(false), soon)
    await expect(harness.say(bus, 'too late')).rejects.toMatchObject({ code: 'unavailable' })
    harness.proxy.refuse(false)
    await harness.say(bus, 'in time')
    await expectWaiting(harness.work, 1)
  })

  test('a message whose confirm was cut off may have been sent', async () => {
    const bus = await harness.openBus()
    harness.proxy.stall(true)
    const saying = harness.say(bus, 'perhaps')
    await expectWaiting(harness.work, 1)
    harness.proxy.drop()
    await expect(saying).rejects.toMatchObject({ code: 'unknown' })
    harness.proxy.stall(false)
  })

  test('a message that is too large is refused by itself, and takes none of the others with it', async () => {
    const bus = await harness.openBus()
    const words = ['x'.repeat(20 * MIB), ...Array.from({ length: 20 }, (_, n) => String(n))]
    const [large, ...others] = await Promise.allSettled(words.map((word) => harness.say(bus, word)))
    expect(large).toMatchObject({ status: 'rejected', reason: { code: 'too-large' } })
    expect(others).toEqual(Array.from({ length: 20 }, () => ({ status: 'fulfilled' })))
    await expectWaiting(harness.work, 20)
  })

  test('thousands of messages at once are all confirmed', async () => {
    const bus = await harness.openBus()
    await Promise.all(Array.from({ length: 3_000 }, (_, n) => harness.say(bus, String(n))))
    await expectWaiting(harness.work, 3_000)
  })
})

describe('consuming', () => {
  test('messages that wait are handed over together', async () => {
    const bus = await harness.openBus()
    const batches: string[][] = []
    const gate = Promise.withResolvers<void>()
    const said = wordSubscriptions(async (batch) => {
      batches.push(batch.map((message) => message.body.word))
      await gate.promise
      return batch.map(() => done())
    })
    bus.consume({ queue: harness.work, prefetch: 50, ...said })
    await harness.say(bus, 'first')
    await eventually(() => expect(batches).toEqual([['first']]), soon)
    const others = Array.from({ length: 20 }, (_, n) => `other ${n}`)
    for (const word of others) await harness.say(bus, word)
    await expectWaiting(harness.work, 0)
    gate.resolve()
    await eventually(() => expect(batches.flat()).toEqual(['first', ...others]), soon)
    expect(batches.length).toBeLessThanOrEqual(3)
  })

  test('a message that waits for something is handled again then, others do not wait for it, and a stop does', async () => {
    const bus = await harness.openBus()
    const handled: string[] = []
    const gate = Promise.withResolvers<void>()
    let isOpen = false
    const said = wordSubscriptions(async (batch) =>
      batch.map(({ body: { word } }) => {
        handled.push(word)
        return word === 'patient' && !isOpen ? later(gate.promise) : done()
      }),
    )
    const consumer = bus.consume({ queue: harness.work, prefetch: 10, ...said })
    await harness.say(bus, 'patient')
    await eventually(() => expect(handled).toEqual(['patient']), soon)
    await harness.say(bus, 'hasty')
    await eventually(() => expect(handled).toEqual(['patient', 'hasty']), soon)
    const stopped = consumer.stop()
    isOpen = true
    gate.reject(new Error('whatever becomes of it'))
    await stopped
    expect(handled).toEqual(['patient', 'hasty', 'patient'])
    await expectWaiting(harness.work, 0)
  })

  test('a message comes again until what its handler left to the end is done, others do not wait for it, and a stop does', async () => {
    const bus = await harness.openBus()
    const handled: string[] = []
    const gate = Promise.withResolvers<void>()
    const said = wordSubscriptions(async (batch) =>
      batch.map(({ body: { word } }) => {
        handled.push(word)
        return word === 'written later' ? doneAfter(() => gate.promise) : done()
      }),
    )
    const consumer = bus.consume({ queue: harness.work, prefetch: 10, ...said })
    await harness.say(bus, 'written later')
    await eventually(() => expect(handled).toEqual(['written later']), soon)
    await harness.say(bus, 'hasty')
    await eventually(() => expect(handled).toEqual(['written later', 'hasty']), soon)
    harness.proxy.drop()
    // The acknowledgement of the other one may have been under way.
    const times = () => handled.filter((word) => word === 'written later').length
    await eventually(() => expect(times()).toBe(2), soon)
    const stopped = consumer.stop()
    gate.resolve()
    await stopped
    expect(times()).toBe(2)
    await expectWaiting(harness.work, 0)
  })

  test('a message whose handler throws is retried after each delay and parked with reason, service, handler, attempts', async () => {
    const bus = await harness.openBus({ retryDelays: [20, 50] })
    const attempts: number[] = []
    const said = wordSubscriptions(async ([message]) => {
      attempts.push(message!.attempt)
      throw new Error('no luck')
    })
    bus.consume({ queue: harness.work, prefetch: 10, ...said })
    await harness.say(bus, 'unlucky')
    expect(await eventually(() => harness.nextParked(), soon)).toMatchObject({
      'x-reason': 'no luck',
      'x-service': 'tester',
      'x-handler': 'test.said',
      'x-queue': harness.work,
      'x-attempt': 3,
    })
    expect(attempts).toEqual([1, 2, 3])
  })

  test('a store out of reach is not an attempt', async () => {
    const bus = await harness.openBus({ retryDelays: [20] })
    const attempts: number[] = []
    const away = new Error('no primary')
    const said = wordSubscriptions(async (batch) => {
      attempts.push(...batch.map((message) => message.attempt))
      if (attempts.length < 4) throw away
      return batch.map(() => done())
    })
    bus.consume({ queue: harness.work, prefetch: 10, ...said, isUnavailable: (fault) => fault === away })
    await harness.say(bus, 'patience')
    await eventually(() => expect(attempts).toEqual([1, 1, 1, 1]), soon)
    expect(await waitingIn(harness.topology.parking)).toBe(0)
  })

  test('what cannot be read or trusted is parked with the reason, and good messages go on', async () => {
    const { publisher, consume } = await harness.openBus()
    const keys = createKeyring({
      service: 'tester',
      serviceKey: `k:${Buffer.alloc(32, 'k').toString('base64')}`,
      peerKeys: '',
    })
    const words: string[] = []
    consume({
      queue: harness.work,
      prefetch: 10,
      verify: (delivery) => keys.verify({ ...delivery, body: delivery.content }, delivery.headers, harness.work),
      isProved: ({ bundled }) =>
        bundled !== undefined && 'from' in keys.verify(bundled.bundle, bundled.bundle.headers, harness.work),
      ...wordSubscriptions(async (batch) => {
        words.push(...batch.map((message) => message.body.word))
        return batch.map((message) => (message.body.word === 'refused' ? reject('not this one') : done()))
      }),
    })
    const send = (text: string, { signed = text, type = 'test.said' } = {}) => {
      const written = { ...wordMessage(''), type, body: Buffer.from(signed) }
      const message = {
        ...keys.sign(written, [{ service: 'tester', destination: harness.work }], 1),
        body: Buffer.from(text),
      }
      return publisher.publish({ exchange: backExchange, routingKey: harness.work }, message)
    }
    const reason = async (sent: Promise<void>) => {
      await sent
      return (await eventually(() => harness.nextParked(), soon))['x-reason']
    }

    expect(await reason(send('{"word":"forged"}', { signed: '{"word":"true"}' }))).toBe(
      'not authenticated: the code does not verify',
    )
    expect(await reason(send('no json'))).toContain('expected object')
    expect(await reason(send('{"word":1}'))).toContain('expected string')
    expect(await reason(send('{}', { type: 'test.unknown' }))).toBe('no subscription to test.unknown')
    expect(await reason(send('{"word":"refused"}'))).toBe('not this one')
    const bundle = keys.sign(
      bundleOf(['one', 'two'].map(wordMessage)),
      [{ service: 'tester', destination: harness.work }],
      1,
    )
    const forged = { ...bundle, body: Buffer.from(bundle.body.toString().replace('two', 'six')) }
    await publisher.publish({ exchange: backExchange, routingKey: harness.work }, forged)
    expect(await eventually(() => harness.nextParked(), soon)).toMatchObject({
      ...bundle.headers,
      'x-reason': 'not authenticated: the code does not verify',
    })
    await send('{"word":"good"}')
    await eventually(() => expect(words).toEqual(['refused', 'good']), soon)
  })

  test('stop finishes what is in hand and leaves the rest untouched', async () => {
    const bus = await harness.openBus()
    const words: string[] = []
    const gate = Promise.withResolvers<void>()
    const said = wordSubscriptions(async ([message]) => {
      words.push(message!.body.word)
      await gate.promise
      return [done()]
    })
    const consumer = bus.consume({ queue: harness.work, prefetch: 1, maxBatch: 1, ...said })
    await harness.say(bus, 'in hand')
    await harness.say(bus, 'for another')
    await eventually(() => expect(words).toEqual(['in hand']), soon)
    const stopped = consumer.stop()
    gate.resolve()
    await stopped
    expect(words).toEqual(['in hand'])
    const left = await harness.admin.get(harness.work, { noAck: true })
    expect(left && { redelivered: left.fields.redelivered, after: left.fields.messageCount }).toEqual({
      redelivered: false,
      after: 0,
    })
  })
})

describe('asking', () => {
  const toQueries = () => ({ exchange: harness.commands, routingKey: harness.queries })
  const echo = wordSubscriptions(async (batch) => batch.map((message) => done({ echo: message.body.word })))

  test('a question is answered', async () => {
    const bus = await harness.openBus()
    bus.consume({ queue: harness.queries, prefetch: 10, ...echo })
    const answer = await bus.request(toQueries(), wordMessage('hello'), 20_000)
    expect(JSON.parse(answer.toString())).toEqual({ echo: 'hello' })
  })

  test('whoever asks for more than a message takes gets a smaller answer, and other questions are answered', async () => {
    const bus = await harness.openBus()
    const answer = wordSubscriptions(async (batch) =>
      batch.map(({ body: { word } }) => done({ echo: word === 'everything' ? 'x'.repeat(20 * MIB) : word })),
    )
    const smallerReplies = () => [{ refused: 'ask for fewer' }]
    bus.consume({ queue: harness.queries, prefetch: 2, smallerReplies, ...answer })
    const ask = async (word: string) =>
      JSON.parse((await bus.request(toQueries(), wordMessage(word), 10_000)).toString())
    const words = ['everything', 'everything', 'hello', 'everything']
    const refused = { refused: 'ask for fewer' }
    expect(await Promise.all(words.map(ask))).toEqual([refused, refused, { echo: 'hello' }, refused])
    expect(await harness.metric('amqp_publish_fault_total')).toBe(3)
  })

  test('a question that is too large is refused by itself', async () => {
    const bus = await harness.openBus()
    bus.consume({ queue: harness.queries, prefetch: 10, ...echo })
    const words = ['x'.repeat(20 * MIB), 'hello']
    const [large, small] = await Promise.allSettled(
      words.map((word) => bus.request(toQueries(), wordMessage(word), 5_000)),
    )
    expect(large).toMatchObject({ status: 'rejected', reason: { name: 'RequestFault', code: 'too-large' } })
    expect(small).toMatchObject({ status: 'fulfilled', value: Buffer.from('{"echo":"hello"}') })
  })

  test('a query without a consumer times out, and is neither asked later nor parked', async () => {
    const bus = await harness.openBus()
    const asking = bus.request(toQueries(), wordMessage('anyone?'), 2_000)
    await expect(asking).rejects.toMatchObject({ name: 'RequestFault', code: 'timeout' })
    await expectWaiting(harness.queries, 0)
    expect(await waitingIn(harness.topology.parking)).toBe(0)
  })

  test('a question to a queue that is not there is unroutable', async () => {
    const bus = await harness.openBus()
    await expect(
      bus.request({ ...toQueries(), routingKey: 'nowhere' }, wordMessage('hello'), 20_000),
    ).rejects.toMatchObject({ code: 'unroutable' })
  })

  test('a question under way when the wire breaks is asked again', async () => {
    const bus = await harness.openBus()
    const asking = bus.request(toQueries(), wordMessage('hello'), 20_000)
    await expectWaiting(harness.queries, 1)
    harness.proxy.drop()
    bus.consume({ queue: harness.queries, prefetch: 10, ...echo })
    expect(JSON.parse((await asking).toString())).toEqual({ echo: 'hello' })
  })

  test('replies come to a queue of the process, renewed with its connection; a reply to the old one is dropped', async () => {
    const bus = await harness.openBus()
    const replies: string[] = []
    let renewals = 0
    const kept = bus.consumeReplies(
      ({ correlationId, body }) => void replies.push(`${correlationId} ${body}`),
      () => {
        renewals += 1
      },
    )
    bus.consume({ queue: harness.work, prefetch: 10, ...echo })
    const ask = (correlationId: string, replyTo: string) =>
      bus.publisher.publish(
        { exchange: backExchange, routingKey: harness.work },
        { ...wordMessage('hello'), correlationId, replyTo },
      )
    await eventually(() => expect(renewals).toBe(1), soon)
    const first = kept.name()!
    await ask('c1', first)
    await eventually(() => expect(replies).toEqual(['c1 {"echo":"hello"}']), soon)

    harness.proxy.drop()
    await eventually(() => expect(renewals).toBe(2), soon)
    expect(kept.name()).not.toBe(first)
    await ask('c2', first)
    await eventually(async () => expect(await harness.metric('amqp_unroutable_reply_total')).toBe(1), soon)
    await ask('c3', kept.name()!)
    await eventually(() => expect(replies).toEqual(['c1 {"echo":"hello"}', 'c3 {"echo":"hello"}']), soon)
  })

  test('a process without its queue for replies is not connected yet: what it asked would not be answered', async () => {
    const bus = await harness.openBus()
    expect(bus.state().connected).toBe(true)
    const replies = bus.consumeReplies(
      () => {},
      () => {},
    )
    expect(bus.state().connected).toBe(false)
    await eventually(() => expect(replies.name()).toBeDefined(), soon)
    expect(bus.state().connected).toBe(true)
  })
})
