import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { localDirectory } from '../../../deploy/local/localDirectory.ts'
import { aptInstall } from '../../../deploy/local/parts/aptInstall.ts'
import { StartFault } from '../../../deploy/local/startFault.ts'

/** Reports progress on stderr: stdout is the result that the caller evaluates. */
export const say = (line: string): void => console.error(line)

/** Runs a program, its output on stderr. Throws a StartFault `not-started` when it fails. */
export const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void => {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, ...env } })
  if (status === 0) return
  throw new StartFault('not-started', `${command} ${args.join(' ')} failed`, error)
}

/** Gives a program's stdout, or undefined when it fails or is missing. */
export const ask = (command: string, args: readonly string[]): string | undefined => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? stdout : undefined
}

/** Installs the Debian package that has a program, unless the program is there. Throws a StartFault `no-part` when it cannot. */
export const install = async (packageName: string, program: string): Promise<void> => {
  if (ask(program, ['--version']) !== undefined) return
  mkdirSync(localDirectory('log'), { recursive: true })
  const refusal = await aptInstall(packageName, localDirectory('log/docker-apt.log'))
  if (refusal !== undefined) throw new StartFault('no-part', `there is no ${program}: ${refusal}`)
}
