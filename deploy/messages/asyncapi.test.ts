import { Parser } from '@asyncapi/parser'
import { exchanges } from '@gongdan/contracts'
import { expect, jest, test } from '@jest/globals'
import { asyncapiDocument, consumedQueues, messagesOf } from './asyncapi.ts'
import { messages } from './messages.ts'

// The parser reads its own rules first, which takes a while.
jest.setTimeout(120_000)

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
  expect(consumedQueues.filter((queue) => messagesOf(queue).length === 0)).toEqual([])
  const reached = new Set(consumedQueues.flatMap((queue) => messagesOf(queue).map(({ type }) => type)))
  expect(messages.filter(({ type, exchange }) => !reached.has(type) && exchange !== exchanges.live)).toEqual([])
  expect(Object.keys(asyncapiDocument().channels).toSorted()).toEqual(
    [...consumedQueues.map(({ name }) => name), 'live', 'replies'].toSorted(),
  )
})
