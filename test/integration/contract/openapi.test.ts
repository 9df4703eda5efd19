import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import spectral from '@stoplight/spectral-core'
import { administrator } from '../../api-fuzz/callers.ts'
import { fuzz, fuzzEnvironment } from '../../api-fuzz/fuzz.ts'
import { installSchemathesis } from '../../api-fuzz/installSchemathesis.ts'
import { ruleset } from '../../api-fuzz/ruleset.ts'
import { seedOr } from '../../support/seed.ts'
import { startSystem, type TestSystem } from '../../support/system.ts'

describe('the OpenAPI document', () => {
  let system: TestSystem
  beforeAll(async () => {
    await installSchemathesis()
    system = await startSystem({ env: fuzzEnvironment })
  }, 300_000)
  afterAll(() => system.stop(), 60_000)

  test('keeps to the rules of OpenAPI and of OWASP', async () => {
    const linter = new spectral.Spectral()
    linter.setRuleset(ruleset)
    const found = await linter.run(await (await fetch(`${system.url}/openapi.json`)).text())
    expect(found.map(({ code, path, message }) => `${code} at ${path.join('.')}: ${message}`)).toEqual([])
  }, 120_000)

  test('is kept to by the gateway, whatever is sent', async () => {
    const phases = ['fuzzing', 'stateful'] as const
    const { cases, problem } = await fuzz(system, {
      caller: administrator,
      seed: seedOr(1),
      examples: 4,
      phases,
      withinSeconds: 280,
    })
    expect(problem).toBeNull()
    expect(cases).toBeGreaterThan(80)
  }, 300_000)
})
