import { describe, expect, test } from '@jest/globals'
import { accepts, exampleOf } from './example.ts'
import { jsonSchemaOf, newest, readGolden } from './golden.ts'
import { schemas } from './messages.ts'

const golden = readGolden()
const released = newest(golden)

describe.each(Object.entries(schemas))('%s', (name, schema) => {
  const versions = golden.filter((one) => one.name === name)

  test('is released as it is: after a change, npm run golden', () => {
    expect(released.get(name)?.schema).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(schema))))
  })

  test('of every release is accepted by the consumers of this one', () => {
    expect(versions.length).toBeGreaterThan(0)
    for (const { message } of versions) expect(schema.safeParse(message).error).toBeUndefined()
  })

  test('of this release is accepted by the consumers of the one before', () => {
    const [newer, older = newer] = versions.toReversed()
    expect(accepts(older?.schema, newer?.message)).toBe(true)
  })
})

test('no message that was ever released is forgotten', () => {
  expect([...released.keys()].toSorted()).toEqual(Object.keys(schemas).toSorted())
})

test('a consumer that requires what an earlier release does not send is found', () => {
  const { message, schema } = released.get('ticket.overrule')!
  const { reason: _, ...without } = Object(message)
  expect(accepts(schema, message)).toBe(true)
  expect(accepts(schema, without)).toBe(false)
  expect(schemas['ticket.overrule']?.safeParse(without).success).toBe(false)
})

test('a message without an example gets one made from its schema, with what is still valid of the former one', () => {
  for (const { schema } of released.values()) expect(accepts(schema, exampleOf(schema))).toBe(true)
  const { message, schema } = released.get('ticket.overrule')!
  expect(exampleOf(schema, { ...Object(message), reason: 7 })).toEqual({
    ...Object(message),
    reason: expect.any(String),
    stepId: expect.anything(),
  })
})

test('an example of an event says its own type', () => {
  const events = readGolden().filter(({ message }) => Array.isArray(message))
  expect(events.length).toBeGreaterThan(20)
  for (const { name, message } of events) {
    expect((message as readonly { readonly type: string }[]).map(({ type }) => type)).toEqual([name])
  }
})
