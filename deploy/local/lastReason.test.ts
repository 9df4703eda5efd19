import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { lastReason } from './lastReason.ts'

const line = (entry: object) => `${JSON.stringify({ time: '2026-11-27T10:00:00Z', service: 'ticket', ...entry })}\n`
const credentials = line({
  level: 'warn',
  reason: 'Handshake terminated by server: 403 (ACCESS-REFUSED)',
  msg: 'cannot connect to the broker',
})

test.each([
  [
    'what was warned of',
    credentials + line({ level: 'info', msg: 'starting' }),
    'cannot connect to the broker: Handshake terminated by server: 403 (ACCESS-REFUSED)',
  ],
  [
    'an error with its message',
    line({ level: 'error', err: { message: 'connect ECONNREFUSED', stack: 'Error' }, msg: 'migration failed' }),
    'migration failed: connect ECONNREFUSED',
  ],
  [
    'what is said beside the log',
    'The configuration is not valid:\n- AMQP_URL: Expected amqp://host:port/vhost\n',
    '- AMQP_URL: Expected amqp://host:port/vhost',
  ],
  ['what was thrown, not where', 'Error: no such file\n    at main (file:///main.ts:1:1)\n', 'Error: no such file'],
  ['nothing where there is no trouble', line({ level: 'info', msg: 'starting' }), undefined],
])('the last reason in a log is %s', (_what, log, reason) => {
  const file = join(mkdtempSync(join(tmpdir(), 'reason-')), 'log')
  writeFileSync(file, `the run before\n${log}`)
  expect(lastReason(file, 'the run before\n'.length)).toBe(reason)
})
