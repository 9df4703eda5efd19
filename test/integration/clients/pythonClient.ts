import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { installPython } from '../../support/installPython.ts'
import { makeFolder } from '../../support/makeFolder.ts'
import { recipe } from './recipe.ts'
import { runProgram } from './runProgram.ts'

const python = join(import.meta.dirname, 'python')

/**
 * Generates a Python client from an OpenAPI document and runs journey.py with it; gives what that printed. Rejects when the generator
 * warns of anything, or the journey fails.
 */
export const runPythonJourney = async (document: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const program = await installPython()
  const folder = makeFolder('python-client')
  const run = async (args: readonly string[]): Promise<string> => {
    const { stdout, stderr, code } = await runProgram(program, args, {
      cwd: folder,
      env: { ...env, PYTHONPATH: folder },
    })
    if (code !== 0) throw new Error(`python ${args.join(' ')} ended with code ${code}\n${stdout}${stderr}`)
    return stdout
  }
  await writeFile(join(folder, 'openapi.json'), document)
  const [generator = '', ...options] = recipe('openapi-python-client generate')
  await run([
    join(dirname(program), generator),
    ...options,
    '--config',
    join(python, 'config.yml'),
    '--fail-on-warning',
  ])
  const printed = await run([join(python, 'journey.py')])
  await rm(folder, { recursive: true })
  return printed
}
