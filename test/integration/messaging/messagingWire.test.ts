import { Socket } from 'node:net'
import { type Bus, done } from '@gongdan/messaging'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { eventually } from '../../support/eventually.ts'
import {
  type MessagingHarness,
  openMessagingHarness,
  wordMessage,
  wordSubscriptions,
} from '../../support/messagingHarness.ts'

const soon = { withinMs: 20_000 }
let harness: MessagingHarness
beforeEach(async () => {
  harness = await openMessagingHarness()
})
afterEach(async () => {
  await harness.close()
})

const consumersOf = async (queue: string) => (await harness.admin.checkQueue(queue)).consumerCount

const listen = (bus: Bus, queue = harness.work) => {
  const words: string[] = []
  const said = wordSubscriptions(async (batch) => {
    words.push(...batch.map((message) => message.body.word))
    return batch.map(() => done())
  })
  bus.consume({ queue, prefetch: 10, ...said })
  return words
}

// What a broker that is told to close a connection sends: connection.close, 320, "force" (AMQP 0-9-1 §4.2.3, §1.4.2).
const connectionForced = Buffer.from('\x01\0\0\0\0\0\x10\0\x0a\0\x32\x01\x40\x05force\0\0\0\0\xce', 'latin1')

test('no connection goes without noDelay', async () => {
  const setNoDelay = jest.spyOn(Socket.prototype, 'setNoDelay')
  const bus = await harness.openBus()
  listen(bus)
  const undelayed = setNoDelay.mock.contexts.filter(
    (socket, call) =>
      socket instanceof Socket && socket.remotePort === harness.proxy.port && setNoDelay.mock.calls[call]?.[0] === true,
  )
  setNoDelay.mockRestore()
  expect(harness.proxy.accepted()).toBe(2)
  expect(undelayed).toHaveLength(2)
})

test.each([
  ['its sockets are reset', () => harness.proxy.drop()],
  ['the broker closes its connections', () => harness.proxy.inject(connectionForced)],
])('a consumer is back after %s', async (_, fault) => {
  const bus = await harness.openBus()
  const words = listen(bus)
  await harness.say(bus, 'before')
  await eventually(() => expect(words).toEqual(['before']), soon)
  fault()
  await eventually(() => expect(harness.proxy.accepted()).toBeGreaterThanOrEqual(4), soon)
  await harness.say(bus, 'after')
  // The fault may have cut off the first acknowledgement: then that message comes again.
  await eventually(() => expect(words).toContain('after'), soon)
})

// What a broker says when a connection is open: connection.open-ok (AMQP 0-9-1 §1.4.2.8).
const connectionIsOpen = Buffer.from('\x01\0\0\0\0\0\x05\0\x0a\0\x29\0\xce', 'latin1')

test('a connection that the broker opens and closes in one breath is followed by a good one', async () => {
  harness.proxy.interject(connectionIsOpen, connectionForced)
  const bus = await harness.openBus()
  const words = listen(bus)
  await harness.say(bus, 'hello')
  await eventually(() => expect(words).toEqual(['hello']), soon)
})

test('a consumer whose queue is deleted makes it again', async () => {
  const bus = await harness.openBus()
  const words = listen(bus)
  await harness.say(bus, 'before')
  await eventually(() => expect(words).toEqual(['before']), soon)
  await harness.admin.deleteQueue(harness.work)
  await eventually(() => harness.say(bus, 'after'), soon)
  await eventually(() => expect(words).toEqual(['before', 'after']), soon)
})

test('a consumer whose channel is closed by a 404 begins when its queue is there', async () => {
  const bus = await harness.openBus()
  const late = `${harness.work}.late`
  const words = listen(bus, late)
  listen(bus)
  // Both consumers started in the same turn: when the second one is there, the first one has met its 404.
  await eventually(async () => expect(await consumersOf(harness.work)).toBe(1), soon)
  await harness.admin.assertQueue(late, { durable: true, arguments: { 'x-queue-type': 'quorum' } })
  await bus.publisher.publish({ exchange: '', routingKey: late }, wordMessage('at last'))
  await eventually(() => expect(words).toEqual(['at last']), soon)
  await harness.admin.deleteQueue(late)
})

test('a queue with other settings stops the start, and is left as it is', async () => {
  await harness.admin.assertQueue(harness.work, { durable: true, arguments: { 'x-queue-type': 'classic' } })
  await expect(harness.openBus()).rejects.toMatchObject({
    code: 'topology-mismatch',
    message: expect.stringContaining(harness.work),
  })
  expect(await harness.admin.checkQueue(harness.work)).toMatchObject({ messageCount: 0 })
})
