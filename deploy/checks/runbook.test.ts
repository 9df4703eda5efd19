import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { root } from '../local/localDirectory.ts'

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
