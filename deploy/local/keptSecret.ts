import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Gives the text of a file that only its owner can read; the first time it is made, and whoever comes second takes the same. */
export const keptSecret = (file: string, make: () => string): string => {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, make(), { flag: 'wx', mode: 0o600 })
  } catch (fault) {
    if (Object(fault).code !== 'EEXIST') throw fault
  }
  return readFileSync(file, 'utf8')
}
