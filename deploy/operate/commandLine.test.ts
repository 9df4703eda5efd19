import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { root } from '../local/localDirectory.ts'

const away = 'mongodb://127.0.0.1:1/gongdan?serverSelectionTimeoutMS=100'

const cloud = {
  TENCENTCLOUD_SECRET_ID: 'id',
  TENCENTCLOUD_SECRET_KEY: 'key',
  CVM_ENDPOINT: 'http://cvm.tencentcloudapi.test:1',
}

/** Runs an operator's command on a system that does not answer. */
const run = (program: string, args: readonly string[], changes: Readonly<Record<string, string>> = {}) => {
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    MONGODB_URL: away,
    AMQP_URL: 'amqp://127.0.0.1:1',
    ...cloud,
    ...changes,
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, program), ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}
const operate = 'deploy/operate/main.ts'

describe('a command that is given wrongly', () => {
  test.each([
    [operate, 'audit --wat', 'npm run operate'],
    [operate, 'audit extra', 'npm run operate'],
    [operate, 'audit --last some', 'npm run operate'],
    [operate, 'parked --wat', 'replay MESSAGE'],
    [operate, 'image --wat', 'give-up TICKET'],
    ['deploy/operate/verify/main.ts', '--wat', 'npm run verify'],
    ['deploy/operate/backup/backupCommand.ts', '--wat', 'npm run backup'],
    ['deploy/operate/backup/restoreCommand.ts', '--wat', 'npm run restore'],
  ])('%s %s says how it is given, and ends with 2', (program, args, usage) => {
    const { status, said } = run(program, args.split(' '))
    expect([status, said]).toEqual([2, expect.stringContaining(usage)])
  })

  test.each([
    [['adopt', 'TICKET', 'IMAGE', '--by', '']],
    [['retry', 'TICKET', '--by', ' ']],
    [['give-up', 'TICKET', '--by', 'lin', '--reason', '']],
  ])('image %j is recorded under nobody, so it is refused', (args) => {
    expect(run(operate, ['image', ...args])).toMatchObject({ status: 2, said: expect.stringContaining('--by NAME') })
  })
})

test.each([
  ['deploy/operate/verify/main.ts', []],
  [operate, ['audit']],
  [operate, ['image', 'list']],
])(
  '%s on a database that does not answer says so in a line, and ends with another code than for what it found',
  (program, args) => {
    const { status, said } = run(program, args)
    expect([status, said]).toEqual([3, expect.stringMatching(/^not done: .*ECONNREFUSED.*\n$/)])
  },
)

test('a variable that is none is said, and is no difference', () => {
  const { status, said } = run('deploy/operate/verify/main.ts', [], { MONGODB_URL: 'nonsense' })
  expect([status, said]).toEqual([3, expect.stringMatching(/^not done: the configuration is not valid: MONGODB_URL: /)])
})
