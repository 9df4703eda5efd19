import { describe, expect, test } from '@jest/globals'
import ajv from 'ajv'
import formats from 'ajv-formats'
import { jsonSchemaOf, newest, readGolden } from './golden.ts'
import { schemas } from './messages.ts'

const golden = readGolden(Object.keys(schemas))
const released = newest(golden)

/** Whether a consumer with that JSON Schema takes a message. */
const takes = (schema: unknown, message: unknown): boolean => {
  // Zod's patterns beside a format say the same again, in words that a strict reading does not know.
  const validator = new ajv.Ajv({ strict: false })
  formats.default(validator)
  return validator.validate(Object(schema), message)
}

describe.each(Object.entries(schemas))('%s', (name, schema) => {
  const versions = golden.filter((one) => one.name === name)

  test('is released as it is: after a change, npm run release-messages', () => {
    expect(released.get(name)?.schema).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(schema))))
  })

  test('of every release is taken by the consumers of this one', () => {
    expect(versions.length).toBeGreaterThan(0)
    for (const { message } of versions) expect(schema.safeParse(message).error).toBeUndefined()
  })

  test('of this release is taken by the consumers of the one before', () => {
    const [newer, older = newer] = versions.toReversed()
    expect(takes(older?.schema, newer?.message)).toBe(true)
  })
})

test('no message that was ever released is forgotten', () => {
  expect([...released.keys()].toSorted()).toEqual(Object.keys(schemas).toSorted())
})

test('a consumer that wants what an earlier release does not send is found out', () => {
  const { message, schema } = released.get('ticket.overrule')!
  const { reason: _, ...without } = Object(message)
  expect(takes(schema, message)).toBe(true)
  expect(takes(schema, without)).toBe(false)
  expect(schemas['ticket.overrule']?.safeParse(without).success).toBe(false)
})
