import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { Command } from 'commander'
import { runCli } from '../test/runCli.ts'
import { createProgram } from './program.ts'

/** Every command by the words that lead to it. */
const paths = (command: Command, before: readonly string[] = []): readonly (readonly string[])[] => [
  before,
  ...command.commands.flatMap((one) => paths(one, [...before, one.name()])),
]

test.each([
  ['ls', '--scope', 'ListScope'],
  ['export', '--scope', 'ListScope'],
  ['delegation ls', '--scope', 'DelegationScope'],
  ['approver add', '--where', 'AddedWhere'],
])('%s takes for %s what the document has as %s', (words, option, name) => {
  const { program } = createProgram({ argv: [], env: {}, home: '', stdout: {} } as never, () => {})
  const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../../services/gateway/openapi.json'), 'utf8'))
  const command = words
    .split(' ')
    .reduce<Command | undefined>((found, word) => found?.commands.find((one) => one.name() === word), program)
  const { argChoices } = command?.options.find(({ long }) => long === option) ?? {}
  expect(argChoices).toEqual(document.components.schemas[name].enum)
})

// `GOLDEN=1 npm run unit -- libs/cli/src/help` writes them anew.
test.each(['en', 'zh'])('every command says in %s what it takes', async (language) => {
  const { program } = createProgram({ argv: [], env: {}, home: '', stdout: {} } as never, () => {})
  let said = ''
  for (const path of paths(program)) {
    const { stdout, stderr, code } = await runCli([...path, '--help', '--lang', language])
    expect([stderr, code]).toEqual(['', 0])
    said += `$ gongdan ${[...path, '--help'].join(' ')}\n${stdout}\n`
  }
  const file = join(import.meta.dirname, `../test/golden/help.${language}.txt`)
  if (process.env.GOLDEN === '1') writeFileSync(file, said)
  expect(said).toBe(readFileSync(file, 'utf8'))
})
