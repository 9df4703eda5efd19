import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recipe } from '../integration/clients/recipe.ts'
import { runProgram } from '../integration/clients/runProgram.ts'
import { makeFolder } from '../support/makeFolder.ts'

/**
 * Generates a Go client from an OpenAPI document, compiles journey.go with it and runs that; gives what it printed. Rejects when one of
 * these fails, or there is no Go.
 */
export const runGoJourney = async (document: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const folder = makeFolder('go-client')
  const run = async (command: string, ...args: readonly string[]): Promise<string> => {
    // The sums of modules are those of the module proxy: the folder has none of its own.
    const settings = { cwd: folder, env: { ...env, GOFLAGS: '-mod=mod' } }
    const { stdout, stderr, code } = await runProgram(command, args, settings)
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with code ${code}\n${stdout}${stderr}`)
    return stdout
  }
  await cp(join(import.meta.dirname, 'go'), folder, { recursive: true })
  await mkdir(join(folder, 'client'))
  await writeFile(join(folder, 'openapi.json'), document)
  const [go = '', ...args] = recipe('go run')
  await run(go, ...args)
  await run('go', 'build', '-o', 'journey', '.')
  const printed = await run(join(folder, 'journey'))
  await rm(folder, { recursive: true })
  return printed
}
