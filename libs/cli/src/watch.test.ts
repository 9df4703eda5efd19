import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { closeAll, envelope, send } from '../../sdk/test/answering.ts'
import { startFakeGateway } from '../test/fakeGateway.ts'
import { runCli } from '../test/runCli.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gongdan-cli-'))
})
afterEach(() => {
  closeAll()
  rmSync(home, { recursive: true })
})

/** A gateway with one ticket, whose streams only begin; what is called then happens once. */
const startListening = async (listening: () => void = () => {}) => {
  const gateway = await startFakeGateway({
    instead: ({ url }, response) => {
      if (url !== '/v1/events') return false
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write('event: listening\nid: 1\ndata: {}\n\n')
      setTimeout(listening, 50)
      return true
    },
  })
  gateway.add('磁盘')
  return gateway
}

test.each([
  ['nobody is signed in', {}, 'not signed in: gongdan login\n'],
  ['the token has expired', { GONGDAN_TOKEN: 'old' }, '2002 refused\nsign in again: gongdan login\n'],
])('watching ends with 3 where %s', async (_, env, said) => {
  const { baseUrl } = await startFakeGateway({
    instead: (_request, response) => {
      send(response, 401, envelope(2002))
      return true
    },
  })
  const { stderr, code } = await runCli(['watch'], { env: { GONGDAN_URL: baseUrl, ...env }, home })
  expect([stderr, code]).toEqual([said, 3])
})

test.each([
  ['130 where the state was not reached', ['uuid-1', '--until', 'passed'], 130],
  ['0 where none was asked for', ['uuid-1'], 0],
])('Ctrl-C ends watching with %s', async (_, argv, expected) => {
  const keyboard: { interrupt?: () => void } = {}
  const { env } = await startListening(() => keyboard.interrupt?.())
  expect((await runCli(['watch', ...argv], { env, home, keyboard })).code).toBe(expected)
})

test('watching ends with 0 when the state is reached', async () => {
  const { env } = await startListening()
  expect((await runCli(['watch', 'uuid-1', '--until', 'pending'], { env, home })).code).toBe(0)
})

test('a state that there is not is not waited for', async () => {
  const { env, received } = await startListening()
  const run = (lang: string) => runCli(['watch', 'uuid-1', '--until', 'pased', '--lang', lang], { env, home })
  const en = await run('en')
  const states = 'saved, pending, overruled, withdrawn, passed, archived'
  expect([en.stderr, en.code]).toEqual([`--until pased: one of ${states}\n`, 2])
  expect((await run('zh')).stderr).toBe(
    '--until pased：应为 saved、pending、overruled、withdrawn、passed、archived 之一\n',
  )
  expect(received).toHaveLength(0)
})
