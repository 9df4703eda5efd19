import { spawn } from 'node:child_process'
import { once } from 'node:events'

interface Options {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly cwd?: string
}

/** Runs a program to its end; gives what it wrote, and its exit code. */
export const runProgram = async (command: string, args: readonly string[], { env, input = '', cwd }: Options = {}) => {
  const child = spawn(command, args, { env: { ...process.env, ...env }, ...(cwd === undefined ? {} : { cwd }) })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => stdout.push(part))
  child.stderr.on('data', (part: Buffer) => stderr.push(part))
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return { stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString(), code }
}
