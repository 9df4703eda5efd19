import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { localDirectory } from '../../deploy/local/localDirectory.ts'
import { aptInstall } from '../../deploy/local/parts/aptInstall.ts'

const runProgram = promisify(execFile)

const makeEnvironment = async (directory: string): Promise<void> => {
  const make = () => runProgram('python3', ['-m', 'venv', '--clear', directory])
  // Debian keeps half of the module in a package of its own.
  await make().catch(async (fault: unknown) => {
    const reason = await aptInstall('python3-venv', `${directory}.log`)
    if (reason !== undefined) throw new Error(`python3 -m venv failed: ${reason}`, { cause: fault })
    await make()
  })
}

const requirements = join(import.meta.dirname, 'requirements.txt')

/**
 * Gives the Python that has the packages of requirements.txt: all that any test needs, in one virtual environment under `.local`, for
 * to make one takes four seconds of a processor. It is made once for each list. Rejects when there is no Python 3.11 or later with
 * `venv`, or the packages cannot be had.
 */
export const installPython = async (): Promise<string> => {
  const fingerprint = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const home = localDirectory(`python-${fingerprint}`)
  const python = join(home, 'bin/python')
  if (existsSync(python)) return python
  console.error('installing Python packages')
  await mkdir(localDirectory(), { recursive: true })
  const draft = await mkdtemp(localDirectory('python-draft-'))
  try {
    await makeEnvironment(draft)
    // Not compiled, for a run of tests imports a part of it, and that once.
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile', '--requirement', requirements]
    await runProgram(join(draft, 'bin/python'), pip)
    // Another process that made it meanwhile made the same.
    await rename(draft, home).catch((fault: unknown) => {
      if (!existsSync(python)) throw fault
    })
    return python
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
