import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { scripts } from './help.ts'
import { root } from './localDirectory.ts'

test('npm run help says of every script what it does, and of no other', () => {
  const known: object = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts
  expect(Object.keys(scripts).toSorted()).toEqual(Object.keys(known).toSorted())
})
