import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { serviceNames } from '@gongdan/contracts'
import { describe, expect, test } from '@jest/globals'
import { root } from '../local/localDirectory.ts'
import { serviceConfigs } from './serviceConfigs.fixture.ts'

/** Gives what an `.env.example` sets, and what it shows in comments: the defaults. */
const readExample = (text: string) => {
  const shown = text.split('\n').flatMap((line) => /^# ([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [])
  const defaults = Object.fromEntries(
    Array.from({ length: shown.length / 3 }, (_, at) => [shown[3 * at + 1] ?? '', shown[3 * at + 2] ?? '']),
  )
  return { set: parseEnv(text), defaults }
}

const exampleOf = (service: string) =>
  readExample(readFileSync(join(root, 'services', service, '.env.example'), 'utf8'))

describe.each(serviceNames)('the .env.example of %s', (service) => {
  const { set, defaults } = exampleOf(service)
  const config = serviceConfigs[service]

  test('names every variable that the service reads, once, and no other', () => {
    const named = [...Object.keys(set), ...Object.keys(defaults)]
    expect(named.toSorted()).toEqual(Object.keys(config.shape).toSorted())
  })

  test('can be used as it is', () => {
    expect(config.safeParse(set).error).toBeUndefined()
  })

  test('shows the defaults as they are', () => {
    for (const [name, text] of Object.entries(defaults)) {
      const field = config.shape[name]
      expect({ name, value: field?.parse(text === '' ? undefined : text) }).toEqual({
        name,
        value: field?.parse(undefined),
      })
    }
  })
})

test('the reader of examples gives what is set, and what is shown in comments', () => {
  const { set, defaults } = readExample('A=1\n# said in words\n# B=2\n')
  expect({ set, defaults }).toEqual({ set: { A: '1' }, defaults: { B: '2' } })
})
