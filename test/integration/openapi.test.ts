import { expect, test } from '@jest/globals'
import spectral from '@stoplight/spectral-core'
import { startGateway } from '../../services/gateway/src/app.fixture.ts'
import { ruleset } from '../api-fuzz/ruleset.ts'

test('the OpenAPI document keeps to the rules of OpenAPI and of OWASP', async () => {
  const { get } = await startGateway()
  const linter = new spectral.Spectral()
  linter.setRuleset(ruleset)
  const found = await linter.run((await get('/openapi.json')).json())
  expect(found.map(({ code, path, message }) => `${code} at ${path.join('.')}: ${message}`)).toEqual([])
})
