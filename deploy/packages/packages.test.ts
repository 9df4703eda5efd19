import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { root } from '../local/localDirectory.ts'
import { packAll } from './packages.ts'

const run = promisify(execFile)

/** The programs that run what is packed: Node 24, and Node 20 on machines that have one. */
const nodes = () => {
  const others = (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, 'node'))
  const isOld = (path: string) =>
    existsSync(path) && spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.startsWith('v20.')
  const old = others.find(isOld)
  return [process.execPath, ...(old === undefined ? [] : [old])]
}

let folder: string
beforeAll(async () => {
  const tarballs = packAll(() => {}).map(({ tarball }) => tarball)
  folder = mkdtempSync(join(tmpdir(), 'gongdan-packed-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs], { cwd: folder })
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the SDK, installed in an empty folder', () => {
  const program = `
import { createGongdan, GongdanError } from '@gongdan/sdk'
import { createRaw } from '@gongdan/sdk/raw'
const baseUrl = process.argv[2]
const page = await createGongdan({ baseUrl, token: 't' }).tickets.list({ scope: 'todo' })
const { data } = await createRaw({ baseUrl }).GET('/v1/ticket/list', { params: { query: { scope: 'todo' } } })
const outcomes = await createGongdan({ baseUrl }).tickets.withdraw(['a']).all()
console.log(page.total_count, data?.data?.total_count, outcomes[0]?.uuid, GongdanError.name)
`

  test.each(nodes())('runs on %s', async (node) => {
    const data = { total_count: 7, list: [], total_capped: false, next_cursor: '', results: [{ scode: 0, data: null }] }
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ scode: 0, desc: '', message: 'success', message_cn: '成功', stack: null, data }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    writeFileSync(join(folder, 'program.js'), program)
    try {
      const { stdout, stderr } = await run(node, ['program.js', url], { cwd: folder })
      expect([stdout, stderr]).toEqual(['7 7 a GongdanError\n', ''])
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  test.each(['node_modules/typescript', 'libs/sdk/node_modules/typescript'])(
    'has types for %s',
    async (compiler) => {
      writeFileSync(join(folder, 'program.ts'), program.replace('process.argv[2]', "''"))
      writeFileSync(
        join(folder, 'wrong.ts'),
        `import { createGongdan } from '@gongdan/sdk'
const gd = createGongdan({ baseUrl: '' })
// @ts-expect-error a ticket is found by scopes that there are
gd.tickets.list({ scope: 'mine' })
// @ts-expect-error to overrule is to say why
gd.tickets.overrule('a', {})
`,
      )
      const compilerOptions = {
        strict: true,
        noEmit: true,
        module: 'nodenext',
        target: 'es2022',
        lib: ['es2022', 'dom'],
        types: [],
      }
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, files: ['program.ts', 'wrong.ts'] }),
      )
      const { stdout } = await run(process.execPath, [join(root, compiler, 'bin/tsc')], { cwd: folder }).catch(
        (error) => error,
      )
      expect(stdout).toBe('')
    },
    120_000,
  )
})

describe('the command line, installed in an empty folder', () => {
  test('is found by npx', async () => {
    const { stdout } = await run('npx', ['--no-install', 'gongdan', '--help', '--lang', 'zh'], { cwd: folder })
    expect(stdout).toContain('命令行审批工单。')
  })

  test.each(nodes())(
    'runs on %s',
    async (node) => {
      const main = 'node_modules/@gongdan/cli/dist/main.js'
      const env = { ...process.env, HOME: folder, GONGDAN_URL: 'http://127.0.0.1:9', GONGDAN_TOKEN: 't', LANG: 'en' }
      const { stdout, stderr } = await run(node, [main, '--version'], { cwd: folder, env })
      expect([stdout, stderr]).toEqual(['0.1.0\n', ''])
      // Every command finds what it needs, down to the gateway, which is not there.
      const away = await run(node, [main, 'api', 'GET', '/v1/ticket/list'], { cwd: folder, env }).catch(
        (error) => error,
      )
      expect([away.code, away.stderr]).toEqual([5, expect.stringContaining('http://127.0.0.1:9 does not answer')])
      const signIn = await run(node, [main, 'login', '--issuer', 'http://127.0.0.1:9'], { cwd: folder, env }).catch(
        (error) => error,
      )
      expect([signIn.code, signIn.stderr]).toEqual([3, expect.stringContaining('the sign-in failed')])
    },
    60_000,
  )
})
