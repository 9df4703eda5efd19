import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { Context } from './context.ts'
import { CliError, exitCodes } from './world.ts'

/** The text of a file, or of stdin where `-` is said. */
export const readInput = async ({ world, t }: Context, file: string): Promise<string> => {
  if (file === '-') return text(world.stdin)
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new CliError(exitCodes.usage, t(`cannot read ${file}: ${error}`, `无法读取 ${file}：${error}`))
  }
}

export const usage = ({ t }: Pick<Context, 't'>, en: string, zh: string): CliError =>
  new CliError(exitCodes.usage, t(en, zh))

/** Asks before something is done; without a terminal it needs `--yes`. */
export const confirmed = async (context: Context, question: string, yes: boolean | undefined): Promise<boolean> => {
  if (yes) return true
  const { world } = context
  if (world.stdin.isTTY !== true || world.stderr.isTTY !== true) {
    throw usage(context, 'nobody can be asked here: --yes', '无法在此确认：请使用 --yes')
  }
  const { confirm, isCancel } = await import('@clack/prompts')
  const answer = await confirm({ message: question, input: world.stdin, output: world.stderr })
  return !isCancel(answer) && answer
}
