import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../deploy/local/localDirectory.ts'

/** The words of the line of the SDK's README that begins so: what its readers run is what tests run. */
export const recipe = (beginning: string): readonly string[] => {
  const lines = readFileSync(join(root, 'libs/sdk/README.md'), 'utf8').split('\n')
  const line = lines.find((one) => one.startsWith(`${beginning} `))
  if (line === undefined) throw new Error(`libs/sdk/README.md has no line that begins with ${beginning}`)
  return line.split(' ')
}
