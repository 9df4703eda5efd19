import { expect, test } from '@jest/globals'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { Delivery } from './delivery.ts'
import { PublishFault, type PublishFaultCode } from './faults.ts'
import { done, reject } from './message.ts'
import { createMetrics } from './metrics.ts'
import { createSettle } from './settle.ts'

/** What becomes of a message where the broker refuses what `refuse` names; `sent` is what it took, as text. */
const scene = (
  refuse: (body: string, exchange: string) => PublishFaultCode | undefined,
  { expiresAt, smallerReplies }: { expiresAt?: number; smallerReplies?: (reply: unknown) => readonly unknown[] } = {},
) => {
  const sent: string[] = []
  let [attempts, acks] = [0, 0]
  const publisher = {
    publish: async ({ exchange }: { readonly exchange: string }, { body }: { readonly body: Buffer }) => {
      attempts += 1
      const code = refuse(body.toString(), exchange)
      if (code !== undefined) throw new PublishFault(code, code)
      sent.push(`${exchange}: ${body}`)
    },
  }
  const delivery: Delivery = {
    id: 'm',
    type: 'test.said',
    content: Buffer.from('"said"'),
    json: () => 'said',
    replyTo: 'asker',
    correlationId: 'c',
    attempt: 1,
    redelivered: false,
    receivedAt: Date.now(),
    headers: {},
    ...(expiresAt !== undefined && { expiresAt }),
    alive: () => true,
    ack: () => {
      acks += 1
      return true
    },
    copy: () => ({ id: 'm', type: 'test.said', body: Buffer.from('"said"') }),
  }
  const settle = createSettle({
    service: 'tester',
    queue: 'test.queue',
    parking: 'parking',
    retryDelays: [],
    publisher,
    gathering: publisher,
    ...(smallerReplies && { smallerReplies }),
    metrics: createMetrics(new Registry(), async () => new Map()),
    log: pino({ level: 'silent' }),
  })
  return { settle, delivery, sent, attempts: () => attempts, acks: () => acks }
}

/** Halves a list; there is nothing smaller than a list of one. */
const halves = (reply: unknown): readonly unknown[] => {
  const list = reply as readonly unknown[]
  return list.length < 2 ? [] : [list.slice(0, list.length / 2), list.slice(list.length / 2)]
}
const overTen = (body: string) => (body.length > 10 ? ('too-large' as const) : undefined)

test('a reply that is too large goes in parts that are not, and the message is done with the last', async () => {
  const { settle, delivery, sent, acks } = scene(overTen, { smallerReplies: halves })
  await settle(delivery, done([1, 2, 3, 4, 5, 6, 7, 8]))
  expect(sent).toEqual(['replies: [1,2,3,4]', 'replies: [5,6,7,8]'])
  expect(acks()).toBe(1)
})

test.each([undefined, halves])('a reply that nothing makes small enough is not tried again', async (smallerReplies) => {
  const { settle, delivery, attempts, acks } = scene(overTen, smallerReplies && { smallerReplies })
  await expect(settle(delivery, done(['x'.repeat(20)]))).rejects.toMatchObject({ code: 'too-large' })
  expect([attempts(), acks()]).toEqual([1, 0])
})

test('a reply is tried until it is confirmed', async () => {
  const faults: PublishFaultCode[] = ['unknown', 'unavailable', 'nacked']
  const { settle, delivery, sent, acks } = scene(() => faults.pop())
  await settle(delivery, done('at last'))
  expect([sent, acks()]).toEqual([['replies: "at last"'], 1])
})

test('a reply is not tried any more when nobody waits for it', async () => {
  const { settle, delivery, attempts, acks } = scene(() => 'unknown', { expiresAt: Date.now() + 300 })
  await settle(delivery, done('late'))
  expect(attempts()).toBeGreaterThan(1)
  expect(acks()).toBe(1)
})

test('a query that cannot be parked is dropped when nobody waits for it', async () => {
  const { settle, delivery, acks } = scene(() => 'nacked', { expiresAt: Date.now() + 300 })
  await settle(delivery, reject('no such thing'))
  expect(acks()).toBe(1)
})

test('what can be neither handled nor parked is left to the broker, and not tried again', async () => {
  const { settle, delivery, attempts, acks } = scene((_body, exchange) =>
    exchange === 'parking' ? 'too-large' : undefined,
  )
  await expect(settle(delivery, reject('no such thing'))).rejects.toMatchObject({ code: 'too-large' })
  expect([attempts(), acks()]).toEqual([1, 0])
})
