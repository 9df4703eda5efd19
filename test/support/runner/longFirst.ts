import { statSync } from 'node:fs'
import { basename } from 'node:path'

interface TestFile {
  readonly path: string
}

/** Files that take a minute or more although they are short, the longest first. */
const long = [
  'once',
  'rights',
  'rightsMatrix',
  'broker',
  'services',
  'imageChaos',
  'warnings',
  'database',
  'notificationChaos',
  'openapi',
  'clients',
  'simulation',
  'access',
  'docs',
  'canary',
  'backup',
].map((name) => `${name}.test.ts`)

/**
 * Jest's testSequencer: those files first, the others by their size, as Jest has it on a fresh clone. A long file that came last would
 * run alone, and leave half of the machine idle.
 */
export default class LongFirst {
  sort<File extends TestFile>(files: readonly File[]): readonly File[] {
    const place = ({ path }: File) => [...long, basename(path)].indexOf(basename(path))
    const size = new Map(files.map(({ path }) => [path, statSync(path).size]))
    return files.toSorted(
      (one, other) => place(one) - place(other) || (size.get(other.path) ?? 0) - (size.get(one.path) ?? 0),
    )
  }

  cacheResults(): void {}
}
