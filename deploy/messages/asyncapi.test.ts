import { exchanges } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { asyncapiDocument, consumedQueues, messagesOf } from './asyncapi.ts'
import { messages } from './messages.ts'

test('every queue has messages, and every message a queue', () => {
  expect(consumedQueues.filter((queue) => messagesOf(queue).length === 0)).toEqual([])
  const reached = new Set(consumedQueues.flatMap((queue) => messagesOf(queue).map(({ type }) => type)))
  expect(messages.filter(({ type, exchange }) => !reached.has(type) && exchange !== exchanges.live)).toEqual([])
  expect(Object.keys(asyncapiDocument().channels).toSorted()).toEqual(
    [...consumedQueues.map(({ name }) => name), 'live', 'replies'].toSorted(),
  )
})
