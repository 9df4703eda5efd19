import { Parser } from '@asyncapi/parser'
import { expect, jest, test } from '@jest/globals'
import { asyncapiDocument } from '../../../deploy/messages/asyncapi.ts'

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
