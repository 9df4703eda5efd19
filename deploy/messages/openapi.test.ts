import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { root } from '../local/localDirectory.ts'
import { openapiText } from './openapiText.ts'

// What has changed is written anew by `npm run openapi`.
const kept = readFileSync(join(root, 'services/gateway/openapi.json'), 'utf8')

test('the gateway serves the OpenAPI document of its routes', () => {
  const [lines, expected] = [kept, openapiText()].map((text) => text.split('\n'))
  expect(lines).toEqual(expected)
})

test('the SDK has the types of the OpenAPI document', () => {
  const script = join(root, 'libs/sdk/writeTypes.ts')
  const { stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { input: kept, encoding: 'utf8' })
  expect(stdout + stderr).toBe('')
})

test('the recipe of the Python client has the generator that is tested', () => {
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const [, generator = 'none'] = /^pip install (\S+)$/m.exec(read('libs/sdk/README.md')) ?? []
  expect(read('test/support/requirements.txt').split('\n')).toContain(generator)
})
