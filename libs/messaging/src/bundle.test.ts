import { expect, test } from '@jest/globals'
import { bundleOf, partsOf } from './bundle.ts'
import { toDelivery } from './delivery.ts'
import { bundleHeader, type OutMessage } from './message.ts'

const said = (id: string, more: object = {}): OutMessage => ({
  id,
  type: 'test.said',
  correlationId: `of ${id}`,
  body: Buffer.from(JSON.stringify({ id, correlationId: `of ${id}`, word: 'one,\ntwo]', ...more })),
  headers: { 'x-who': 'me' },
})

/** A message as it is delivered, and how often it was acknowledged. */
const deliver = ({ id, type, correlationId, body, headers }: OutMessage, more: object = {}) => {
  const acked: unknown[] = []
  const channel = { ack: (message: unknown) => void acked.push(message) }
  const properties = { messageId: id, type, correlationId, headers: { ...headers, ...more } }
  const message = { content: body, properties, fields: { redelivered: false } }
  return { delivery: toDelivery(message as never, channel as never, () => true), acked }
}
const seen = ({ id, type, correlationId, headers }: ReturnType<typeof partsOf>[number]) => ({
  id,
  type,
  correlationId,
  headers,
})

test('what was put into a bundle comes out of it, each message with its own id, words and codes', () => {
  const messages = ['a', 'b', 'c'].map((id) => ({ ...said(id), type: `test.said-${id}` }))
  const bundle = bundleOf(messages)
  const parts = partsOf(deliver(bundle).delivery)
  expect(parts.map(seen)).toEqual(messages.map(({ body: _, ...named }) => named))
  expect(parts.map(({ content }) => content.toString())).toEqual(messages.map(({ body }) => body.toString()))
  expect(parts.map((part) => part.json())).toEqual(JSON.parse(bundle.body.toString()))
  expect(bundle).toMatchObject({ id: 'a', type: 'test.said-a', correlationId: 'of a' })
})

test('a bundle is acknowledged when the last of its messages is', () => {
  const { delivery, acked } = deliver(bundleOf([said('a'), said('b')]))
  const [first, second] = partsOf(delivery)
  expect(second?.ack()).toBe(true)
  expect(acked).toHaveLength(0)
  expect(first?.ack()).toBe(true)
  expect(acked).toHaveLength(1)
})

test('a message that is sent on alone is no bundle any more, and the code of its bundle is not its own', () => {
  const { delivery } = deliver(bundleOf([said('a'), said('b')]), { 'x-attempt': 2, 'x-mac-ear': 'code' })
  const copy = partsOf(delivery)[1]?.copy({ 'x-attempt': 3 })
  expect(copy).toEqual({ ...said('b'), isCopy: true, headers: { ...said('b').headers, 'x-attempt': 3 } })
  const [again, ...others] = partsOf(deliver(copy as OutMessage).delivery)
  expect(others).toEqual([])
  expect(again).toMatchObject({ id: 'b', attempt: 3, content: said('b').body })
})

test('a bundle knows when each of its messages was issued, and is as old as the oldest', () => {
  const bundle = bundleOf([said('a'), { ...said('b'), issuedAt: 7 }, { ...said('c'), issuedAt: 5 }])
  expect(bundle.issuedAt).toBe(5)
  expect(partsOf(deliver(bundle).delivery).map(({ bundled }) => bundled?.issuedAt)).toEqual([undefined, 7, 5])
})

test('a message without a correlation of its own is its own', () => {
  const { correlationId: _, ...message } = said('a')
  const [part] = partsOf(deliver(bundleOf([message])).delivery)
  expect(part).toMatchObject({ id: 'a', correlationId: 'a' })
})

test.each([
  '',
  '[]',
  '{"id":"a"}',
  '[{"id":1}]',
  '[{"id":"a","correlationId":1}]',
  '[{"id":"a"},\nno JSON]',
  '[null]',
  '["a"]',
  '[\n]',
])('%j is no bundle and stays one message', (text) => {
  const { delivery } = deliver({ ...said('a'), body: Buffer.from(text) })
  expect(partsOf(delivery)).toEqual([delivery])
})

test.each([
  undefined,
  'no JSON',
  '{}',
  '[]',
  '[["a","test.said",null]]',
  '[["a","test.said",null],["b"]]',
  '[["a","test.said",null],["b","test.said",1]]',
  '[["a","test.said",null],["b","test.said",null,"1"]]',
  '[["a","test.said",null],["b","test.said",null],["c","test.said",null]]',
  7,
])('a bundle of two that is named %j is one message', (names) => {
  const { delivery } = deliver(bundleOf([said('a'), said('b')]), { [bundleHeader]: names })
  expect(partsOf(delivery)).toEqual([delivery])
})

test('no bundle is empty, nor made of what is signed already', () => {
  expect(() => bundleOf([])).toThrow(TypeError)
  expect(() => bundleOf([said('a'), { ...said('b'), headers: { 'x-mac-ear': 'code' } }])).toThrow('signed already')
})
