import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The top of the working copy. */
export const root = resolve(import.meta.dirname, '../..')

/** A path inside `.local`, which has all files of runs on this machine. */
export const localDirectory = (path = ''): string => join(root, '.local', path)

/** The text of a file that only its owner can read; made by `make` if it does not exist. Safe for concurrent callers. */
export const readOrCreateSecret = (file: string, make: () => string): string => {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, make(), { flag: 'wx', mode: 0o600 })
  } catch (fault) {
    if (Object(fault).code !== 'EEXIST') throw fault
  }
  return readFileSync(file, 'utf8')
}
