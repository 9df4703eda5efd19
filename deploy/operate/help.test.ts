import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { root } from '../local/localDirectory.ts'
import { helpOn, scripts } from './help.ts'

test('npm run help says of every script what it does, and of no other', () => {
  const known: object = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts
  expect(Object.keys(scripts).toSorted()).toEqual(Object.keys(known).toSorted())
})

test.each(Object.keys(scripts))('npm run %s -- --help says how it is run', (name) => {
  expect(helpOn(name)).toMatch(new RegExp(`npm (run )?(--silent )?${name}\\b`))
})

test('--help runs no script, wherever it stands', () => {
  const bootstrap = join(root, 'deploy/local/bootstrap.mjs')
  const env = { ...process.env, npm_lifecycle_event: 'backup' }
  const said = execFileSync(process.execPath, [bootstrap, 'no/such/script.ts', 'DIR', '--help'], {
    env,
    encoding: 'utf8',
  })
  expect(said).toBe(helpOn('backup'))
})
