import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { messagesIn } from './bundle.ts'
import { gather } from './gather.ts'
import type { OutMessage } from './message.ts'
import type { Destination } from './publisher.ts'
import { repliesExchange } from './topology.ts'

const to = { exchange: 'commands', routingKey: 'ticket.commands' }
const said = (id: string, more: Partial<OutMessage> = {}): OutMessage => ({
  id,
  type: 'test.said',
  body: Buffer.from(JSON.stringify({ id })),
  ...more,
})

const proofFor = (service: string) => ({ receiver: { service, destination: service }, sign: (one: OutMessage) => one })

/** What was published, and the ids in each of it. */
const scene = (fault?: Error) => {
  const published: { readonly to: Destination; readonly message: OutMessage }[] = []
  const publisher = gather({
    publish: async (destination, message) => {
      published.push({ to: destination, message })
      if (fault) throw fault
    },
  })
  const ids = () =>
    published.map(({ message: { id, type, body, headers = {} } }) =>
      messagesIn({ content: body, properties: { messageId: id, type, headers } }).map((one) => one.id),
    )
  return { publisher, published, ids }
}

test('what is published in one turn goes together, with what comes in the next, in its order', async () => {
  const { publisher, ids } = scene()
  const first = ['a', 'b'].map((id) => publisher.publish(to, said(id)))
  await turn()
  await Promise.all([...first, publisher.publish(to, said('c'))])
  await publisher.publish(to, said('d'))
  expect(ids()).toEqual([['a', 'b', 'c'], ['d']])
})

test('a message that is alone goes as it is, at the end of its turn', async () => {
  const { publisher, published } = scene()
  const message = said('a')
  const sending = publisher.publish(to, message)
  expect(published).toEqual([])
  await turn()
  expect(published).toEqual([{ to, message }])
  await sending
})

test('messages for another destination, another reply queue or another receiver go by themselves', async () => {
  const { publisher, ids } = scene()
  await Promise.all([
    publisher.publish(to, said('a')),
    publisher.publish({ ...to, routingKey: 'process.commands' }, said('b')),
    publisher.publish(to, said('c', { replyTo: 'there' })),
    publisher.publish(to, said('d', { proof: proofFor('ticket') })),
    publisher.publish(to, said('f', { proof: proofFor('process') })),
    publisher.publish(to, said('g', { proof: proofFor('ticket') })),
    publisher.publish(to, said('e')),
  ])
  expect(ids()).toEqual([['a', 'e'], ['b'], ['c'], ['d', 'g'], ['f']])
})

test('a bundle takes at most 32 messages, and what is large goes alone', async () => {
  const { publisher, ids } = scene()
  const large = said('large', { body: Buffer.from(JSON.stringify('x'.repeat(70_000))) })
  const names = Array.from({ length: 40 }, (_, index) => `${index}`)
  await Promise.all([...names.map((id) => said(id)), large, said('last')].map((one) => publisher.publish(to, one)))
  expect(ids()).toEqual([names.slice(0, 32), names.slice(32), ['large'], ['last']])
})

test('replies, which one process waits for, go together up to a hundred', async () => {
  const { publisher, ids } = scene()
  const names = Array.from({ length: 120 }, (_, index) => `${index}`)
  const waiting = { exchange: repliesExchange, routingKey: 'replies-1' }
  await Promise.all(names.map((id) => publisher.publish(waiting, said(id))))
  expect(ids()).toEqual([names.slice(0, 100), names.slice(100)])
})

test('each learns that its bundle was refused', async () => {
  const { publisher } = scene(new Error('refused'))
  const results = await Promise.allSettled(['a', 'b'].map((id) => publisher.publish(to, said(id))))
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
