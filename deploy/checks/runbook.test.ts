import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { root } from '../local/localDirectory.ts'
import { sources } from './references.ts'

const file = (name: string) => readFileSync(join(root, 'deploy', name), 'utf8')
const runbook = file('RUNBOOK.md')

interface Rights {
  readonly privileges: readonly {
    readonly resource: { readonly db: string }
    readonly actions: readonly string[]
  }[]
}

test('what is to be written by hand is written where it is, as a user who may', () => {
  const users: Readonly<Record<string, Rights>> = JSON.parse(file('access/mongodb.json'))
  const writes = [...runbook.matchAll(/db\.(?:getSiblingDB\("(\w+)"\)\.)?\w+\.updateOne/g)]
  expect(writes.length).toBeGreaterThan(0)
  for (const [, db = 'not named'] of writes) {
    const user = db.slice(db.indexOf('_') + 1)
    expect(runbook).toContain(`the user \`${user}\``)
    const may = users[user]?.privileges.filter(({ resource }) => resource.db === db).flatMap(({ actions }) => actions)
    expect(may).toContain('update')
  }
})

/** The lines of logs that a text quotes: in a sentence with `log … :`, what is in backticks and no name of a field or metric. */
const quotedLines = (text: string): readonly string[] =>
  [...text.matchAll(/\blog\b[^.:]*:((?:[^.]|\.(?!\s))*)/gi)]
    .flatMap(([, quoting = '']) =>
      [...quoting.matchAll(/`([^`]+)`/g)].map(([, line = '']) => line.replaceAll(/\s+/g, ' ')),
    )
    .filter((line) => /^[a-z][a-z ,':-]*$/.test(line))

const code = sources()
  .filter((name) => /^(libs|services|deploy)\/.*\.ts$/.test(name) && !/\.(test|fixture)\.ts$/.test(name))
  .map((name) => readFileSync(join(root, name), 'utf8'))
/** Whether a message is the last argument of a call, as a log's is. */
const isWritten = (line: string) => code.some((text) => new RegExp(`'${line}',?\\s*\\)`).test(text))

test('the lines of logs that are quoted are written', () => {
  const quoted = quotedLines(runbook)
  expect(quoted.length).toBeGreaterThan(8)
  expect(quoted.filter((line) => !isWritten(line))).toEqual([])
})

test('a line that is not written is found', () => {
  expect(quotedLines('**See**: log: `no such\n  line`, `message parked`, with `ticketUuid`. `other`')).toEqual([
    'no such line',
    'message parked',
  ])
  expect(['no such line', 'message parked'].map(isWritten)).toEqual([false, true])
})
