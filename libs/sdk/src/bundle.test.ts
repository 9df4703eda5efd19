import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'

const MAX_BYTES = 15_000

test('a page that bundles the client gets at most 15 kB more, compressed', () => {
  const here = import.meta.dirname
  const args = [join(here, '../test/bundle.mjs'), join(here, 'index.ts')]
  const { stdout: code, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(code).toContain('Idempotency-Key')
  expect(code).not.toMatch(/(from|import) ?["']/)
  expect(gzipSync(code).length).toBeLessThanOrEqual(MAX_BYTES)
})
