import { PassThrough, Readable, Writable } from 'node:stream'
import { run } from '../src/program.ts'
import type { World } from '../src/world.ts'

interface Options {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly home?: string
  readonly opened?: string[]
  /** Gets a function that presses Ctrl-C. */
  readonly keyboard?: { interrupt?: () => void }
}

/** Runs the program in this process, its outputs being pipes; gives what it wrote, and its exit code. */
export const runCli = async (argv: readonly string[], options: Options = {}) => {
  const { env = {}, input = '', home = '/nowhere', opened = [], keyboard = {} } = options
  const written = { stdout: '', stderr: '' }
  const interrupts = new Set<() => void>()
  keyboard.interrupt = () => {
    for (const handler of interrupts) handler()
  }
  const into = (name: keyof typeof written) =>
    new Writable({
      write: (part, _, done) => {
        written[name] += part
        done()
      },
    })
  const world: World = {
    argv,
    env: { LANG: 'en_US.UTF-8', ...env },
    stdin: input === '' ? new PassThrough().end() : Readable.from([Buffer.from(input)]),
    stdout: into('stdout'),
    stderr: into('stderr'),
    home,
    onInterrupt: (handler) => {
      interrupts.add(handler)
      return () => interrupts.delete(handler)
    },
    exit: (code) => {
      throw new Error(`left at once with ${code}`)
    },
    open: (url) => void opened.push(url),
  }
  const code = await run(world)
  return { ...written, code }
}
