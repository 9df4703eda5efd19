import { Parser } from '@asyncapi/parser'
import { exchanges } from '@gongdan/contracts'
import { topology } from '@gongdan/messaging'
import { expect, jest, test } from '@jest/globals'
import { asyncapiDocument, messagesOf } from './asyncapi.ts'
import { messages } from './messages.ts'

// The parser reads its own rules first, which takes a while.
jest.setTimeout(120_000)

/** Any message may be parked there. */
const parked = ['parking', 'unroutable']

test('the AsyncAPI document is valid', async () => {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncapiDocument()))
  expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([])
  expect(document?.version()).toBe('3.0.0')
})

test('an invalid document is found', async () => {
  const wrong = { ...asyncapiDocument(), channels: {} }
  const { diagnostics } = await new Parser().parse(JSON.stringify(wrong))
  expect(diagnostics.filter(({ severity }) => severity === 0)).not.toEqual([])
})

test('every queue has messages, and every message a queue', () => {
  const work = topology.queues.filter(({ name }) => !parked.includes(name))
  expect(work.filter((queue) => messagesOf(queue).length === 0)).toEqual([])
  const reached = new Set(work.flatMap((queue) => messagesOf(queue).map(({ type }) => type)))
  expect(messages.filter(({ type, exchange }) => !reached.has(type) && exchange !== exchanges.live)).toEqual([])
  expect(Object.keys(asyncapiDocument().channels).toSorted()).toEqual(
    [...work.map(({ name }) => name), 'live', 'replies'].toSorted(),
  )
})
