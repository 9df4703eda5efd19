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

/**
 * Gives the Python that has the packages of a requirements file, in a virtual environment under `.local` that is made once
 * for each list. Rejects when there is no Python 3.11 or later with `venv`, or the packages cannot be had.
 */
export const installPython = async (name: string, requirements: string): Promise<string> => {
  const fingerprint = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const home = localDirectory(`${name}-${fingerprint}`)
  const python = join(home, 'bin/python')
  if (existsSync(python)) return python
  console.error(`installing ${name}, a Python package`)
  await mkdir(localDirectory(), { recursive: true })
  const draft = await mkdtemp(localDirectory(`${name}-draft-`))
  try {
    await makeEnvironment(draft)
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--requirement', requirements]
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
