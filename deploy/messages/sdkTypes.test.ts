import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { openApiDocument, routes } from '../../services/gateway/src/public.ts'

// What has changed is written anew by `npm run -w libs/sdk types`.
test('the SDK has the types of the OpenAPI document', () => {
  const script = join(import.meta.dirname, '../../libs/sdk/writeTypes.ts')
  const input = JSON.stringify(openApiDocument(routes))
  const { stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { input, encoding: 'utf8' })
  expect(stdout + stderr).toBe('')
})
