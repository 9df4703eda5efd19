import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { localDirectory } from '../../deploy/local/localDirectory.ts'

/** Makes an empty folder of that name, and something more, below the repository, where programs in it find its packages; gives its path. */
export const makeFolder = (name: string): string => {
  const tests = localDirectory('test')
  mkdirSync(tests, { recursive: true })
  return mkdtempSync(join(tests, `${name}-`))
}
