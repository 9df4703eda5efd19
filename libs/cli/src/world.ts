import type { Readable, Writable } from 'node:stream'

export type Language = 'zh' | 'en'

/** What a run of the program sees of the machine. */
export interface World {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  /** The directory of the person's own files. */
  readonly home: string
  /** Called at each Ctrl-C, until the function that it gives is called. */
  onInterrupt(handler: () => void): () => void
  /** Ends the program at once. */
  exit(code: number): void
  /** Opens an address in the person's browser, where there is one. */
  open(url: string): void
}

/** How a run ended, for scripts. */
export const exitCodes = { done: 0, failed: 1, usage: 2, signIn: 3, timeout: 4, away: 5, interrupted: 130 } as const

/** A run that cannot go on: what it says, and with which code it ends. */
export class CliError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** The language that is asked for: `--lang`, else that of the machine. */
export const languageOf = ({ argv, env }: Pick<World, 'argv' | 'env'>): Language => {
  const at = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='))
  const given = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1])
  const said = given ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || '')
  return /^zh/i.test(said) ? 'zh' : 'en'
}
