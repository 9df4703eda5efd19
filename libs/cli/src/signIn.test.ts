import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { closeAll, envelope, send, startAnswering } from '../../sdk/test/answering.ts'
import { startFakeGateway } from '../test/fakeGateway.ts'
import { runCli } from '../test/runCli.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gongdan-cli-'))
  mkdirSync(join(home, '.config/gongdan'), { recursive: true })
})
afterEach(() => {
  closeAll()
  rmSync(home, { recursive: true })
})

type Refresh = (given: string | null, count: number) => readonly [number, object]

/** An issuer that lets everybody in, and gives tokens as it is told. */
const startIssuer = async (give: Refresh) => {
  let count = 0
  const server: Awaited<ReturnType<typeof startAnswering>> = await startAnswering(({ url, body }, response) => {
    const { pathname, searchParams } = new URL(url, server.baseUrl)
    if (pathname === '/authorize') {
      const back = `${searchParams.get('redirect_uri')}?code=c&state=${searchParams.get('state')}`
      return void response.writeHead(302, { Location: back }).end()
    }
    if (pathname !== '/token') {
      const [authorization_endpoint, token_endpoint] = ['authorize', 'token'].map((at) => `${server.baseUrl}/${at}`)
      return send(response, 200, { issuer: server.baseUrl, authorization_endpoint, token_endpoint })
    }
    count += 1
    send(response, ...give(new URLSearchParams(body).get('refresh_token'), count))
  })
  return { issuer: server.baseUrl, asked: () => count }
}
const tokens = (more: object) => [200, { access_token: 'token', token_type: 'bearer', ...more }] as const
const refused = [400, { error: 'invalid_grant', error_description: 'used before' }] as const

/** A profile whose token has expired. */
const writeProfile = (profile: object) => {
  const expired = { clientId: 'cli', accessToken: 'old', refreshToken: 'r0', expiresAt: 1, ...profile }
  writeFileSync(join(home, '.config/gongdan/config.json'), JSON.stringify({ profiles: { default: expired } }))
}
const ticketsFile = (count: number) => {
  const file = join(home, 'tickets.yaml')
  writeFileSync(file, Array.from({ length: count }, (_, at) => `type: VIP\nticket_name: t${at}\n`).join('---\n'))
  return file
}

test('a sign-in that has expired is renewed once for all requests that are under way', async () => {
  const { env, tickets } = await startFakeGateway()
  let current = 'r0'
  const { issuer, asked } = await startIssuer((given, count) => {
    if (given !== current) return refused
    current = `r${count}`
    return tokens({ refresh_token: current, expires_in: 300 })
  })
  writeProfile({ url: env.GONGDAN_URL, issuer })
  const { stderr, code } = await runCli(['submit', '-f', ticketsFile(5)], { home })
  expect([stderr, code, tickets.size, asked()]).toEqual(['ok 5, failed 0\n', 0, 5, 1])
})

test('a list during which the sign-in ends says what was done, what is left, and how to go on', async () => {
  const { env, tickets } = await startFakeGateway()
  const { issuer } = await startIssuer((_, count) => (count === 1 ? tokens({ expires_in: 1 }) : refused))
  writeProfile({ url: env.GONGDAN_URL, issuer })
  const failFile = join(home, 'left.txt')
  const argv = ['submit', '-f', ticketsFile(12), '--key', 'k', '--fail-file', failFile]
  const { stdout, stderr, code } = await runCli(argv, { home })
  expect(code).toBe(3)
  expect(stderr).toBe(
    'ok 8, failed 0, not sent 4\ngo on with: gongdan submit --resume k\nthe sign-in has expired: gongdan login\n',
  )
  expect(stdout.match(/^uuid-\d+ +t\d+$/gm)).toHaveLength(8)
  expect(tickets.size).toBe(8)
  expect(readFileSync(failFile, 'utf8')).toMatch(/^(\d+\tnot sent\n){4}$/)
  expect(readdirSync(join(home, '.config/gongdan/runs'))).toEqual(['k.json'])
})

test('where another process was faster its token is used', async () => {
  const { env } = await startFakeGateway()
  const url = env.GONGDAN_URL
  const { issuer, asked } = await startIssuer(() => {
    writeProfile({ url, issuer, accessToken: 'token', refreshToken: 'r1', expiresAt: undefined })
    return refused
  })
  writeProfile({ url, issuer })
  const { stderr, code } = await runCli(['ls', '-o', 'json'], { home })
  expect([stderr, code, asked()]).toEqual(['', 0, 1])
})

test('a sign-in that cannot be renewed is called expired only where it is', async () => {
  const { env } = await startFakeGateway()
  const url = env.GONGDAN_URL
  const ls = async (refresh: Refresh) => {
    const { issuer } = await startIssuer(refresh)
    writeProfile({ url, issuer })
    const { stderr, code } = await runCli(['ls'], { home })
    return [stderr.replace(issuer, 'ISSUER'), code]
  }
  expect(await ls(() => refused)).toEqual(['the sign-in has expired: gongdan login\n', 3])
  expect(await ls(() => [401, { error: 'invalid_client' }])).toEqual([
    'ISSUER did not renew the sign-in: invalid_client\n',
    3,
  ])
  expect(await ls(() => [502, '<html>' as never])).toEqual([
    expect.stringMatching(/^the sign-in service ISSUER does not answer: .+\n$/),
    5,
  ])
  writeProfile({ url, issuer: 'http://127.0.0.1:9' })
  const away = await runCli(['ls', '--lang', 'zh'], { home })
  expect([away.stderr, away.code]).toEqual([
    expect.stringMatching(/^登录服务 http:\/\/127\.0\.0\.1:9 无响应：.+\n$/),
    5,
  ])
})

test('what was accepted before the sign-in ended is unknown', async () => {
  const { env } = await startFakeGateway({
    instead: ({ url }, response) => {
      if (url !== '/v1/ticket/submit') return false
      send(response, 202, envelope(12, { ticket_uuid: 'a', ticket_name: '', batch_uuid: 'b' }))
      return true
    },
  })
  const { issuer } = await startIssuer((_, count) => (count === 1 ? tokens({ expires_in: 1 }) : refused))
  writeProfile({ url: env.GONGDAN_URL, issuer })
  const { stderr, code } = await runCli(['submit', '-f', ticketsFile(2), '--key', 'k'], { home })
  expect(stderr).toMatch(
    /ok 0, failed 0, unknown 2\ngo on with: gongdan submit --resume k\nthe sign-in has expired: gongdan login\n$/,
  )
  expect(code).toBe(3)
})

test('who signs in replaces who was signed in before, also where there is nothing to renew it with', async () => {
  const { env } = await startFakeGateway()
  const { issuer } = await startIssuer(() => tokens({ expires_in: 300 }))
  writeProfile({ url: env.GONGDAN_URL, issuer, refreshToken: 'of another', idToken: 'of another' })
  const { stderr, code } = await runCli(['login', '--as', '周敏', '--issuer', issuer], { home })
  expect([stderr, code]).toEqual([expect.stringMatching(/^profile default, /), 0])
  const { profiles } = JSON.parse(readFileSync(join(home, '.config/gongdan/config.json'), 'utf8'))
  expect(profiles.default).toEqual({
    url: env.GONGDAN_URL,
    issuer,
    clientId: 'cli',
    accessToken: 'token',
    expiresAt: expect.any(Number),
  })
})
