import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { type ConsumeOptions, chunkBy } from './consumer.ts'
import { done, type Handler, type MessageSchemas } from './message.ts'

const messages = { 'test.said': z.object({ word: z.string() }), 'test.counted': z.object({ count: z.number() }) }
const said: Handler<{ word: string }> = async (batch) => batch.map(({ body }) => done(body.word.length))
const counted: Handler<{ count: number }> = async (batch) => batch.map(({ body }) => done(body.count + 1))
const take = <S extends MessageSchemas>(options: Pick<ConsumeOptions<S>, 'messages' | 'handlers'>) => options

test('handlers are checked against the schemas, type by type', () => {
  const options = take({ messages, handlers: { 'test.said': said, 'test.counted': counted } })
  take({
    messages: { 'test.said': messages['test.said'] },
    handlers: { 'test.said': async ([one]) => [done(one?.body.word)] },
  })
  // @ts-expect-error: a handler of a type that has no schema
  take({ messages: { 'test.said': messages['test.said'] }, handlers: { 'test.said': said, 'test.counted': counted } })
  // @ts-expect-error: the schema of this type gives another body
  take({ messages, handlers: { 'test.said': counted, 'test.counted': counted } })
  // @ts-expect-error: a type has no handler
  take({ messages, handlers: { 'test.said': said } })
  // @ts-expect-error: the schema lacks a field that the handler reads
  take({ messages: { 'test.said': z.object({}) }, handlers: { 'test.said': said } })
  expect(Object.keys(options.handlers ?? {})).toEqual(Object.keys(options.messages ?? {}))
})

test('consumers of different messages fit into one list', () => {
  const all: readonly Pick<ConsumeOptions, 'messages' | 'handlers'>[] = [
    take({ messages, handlers: { 'test.said': said, 'test.counted': counted } }),
    take({ messages: { 'test.said': messages['test.said'] }, handlers: { 'test.said': said } }),
  ]
  expect(all).toHaveLength(2)
})

test('a list is cut where the key changes, and nowhere else', () => {
  expect(chunkBy([1, 3, 2, 4, 5], (number) => number % 2)).toEqual([[1, 3], [2, 4], [5]])
  expect(chunkBy([], () => undefined)).toEqual([])
  expect(chunkBy([1, 2], () => undefined)).toEqual([[1, 2]])
})
