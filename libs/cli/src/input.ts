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
    const { code, message } = Object(error)
    const why = code === 'ENOENT' ? t('there is no such file', '文件不存在') : message
    throw new CliError(exitCodes.usage, t(`cannot read ${file}: ${why}`, `无法读取 ${file}：${why}`))
  }
}

export const usage = ({ t }: Pick<Context, 't'>, en: string, zh: string): CliError =>
  new CliError(exitCodes.usage, t(en, zh))

/** One of each: what stands twice is done once, and has one outcome. */
export const distinct = (uuids: readonly string[]): readonly string[] => [...new Set(uuids)]

/** Asks before something is done; without a terminal it needs `--yes`. */
export const confirmed = async (context: Context, question: string, yes: boolean | undefined): Promise<boolean> => {
  if (yes) return true
  const { world } = context
  if (world.stdin.isTTY !== true || world.stderr.isTTY !== true) {
    throw usage(
      context,
      'this asks before it acts, and there is no terminal: --yes',
      '执行前需要确认，但此处没有终端：请使用 --yes',
    )
  }
  const { confirm, isCancel } = await import('@clack/prompts')
  const answer = await confirm({ message: question, input: world.stdin, output: world.stderr })
  return !isCancel(answer) && answer
}
