import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { installPython } from '../support/installPython.ts'

interface Signed {
  readonly secret: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Verifies messages with the Python package `standardwebhooks`; gives `verified` or `refused: …` for each. */
export const verifyInPython = async (messages: readonly Signed[]): Promise<readonly string[]> => {
  const python = await installPython()
  const child = spawn(python, [join(import.meta.dirname, 'verify.py')], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(messages.map((message) => `${JSON.stringify(message)}\n`).join(''))
  return (await text(child.stdout)).trim().split('\n')
}
