import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { portOf } from '../../deploy/local/ports.ts'
import { type ConsoleHarness, openConsole } from './harness.ts'
import { personIn } from './tenants.ts'

jest.setTimeout(120_000)

/** A certificate for this machine that nobody vouches for. */
const selfSigned = () => {
  const folder = mkdtempSync(join(tmpdir(), 'proxy-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const files = ['-nodes', '-keyout', key, '-out', cert, '-days', '2']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', ...files, ...names],
    {
      stdio: 'ignore',
    },
  )
  return { key: readFileSync(key), cert: readFileSync(cert) }
}

/** Where TLS ends, and below whose `/portal/gongdan/` the gateway is. */
const prefix = '/portal/gongdan'
const startProxy = async (gateway: string) => {
  const server = createServer(selfSigned(), (asked, answered) => {
    if (!asked.url?.startsWith(`${prefix}/`)) return answered.writeHead(404).end()
    const options = { method: asked.method, headers: asked.headers }
    const passed = request(`${gateway}${asked.url.slice(prefix.length)}`, options, (answer) => {
      answered.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(answered)
    })
    passed.on('error', () => answered.destroy())
    return asked.pipe(passed)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `https://127.0.0.1:${portOf(server)}${prefix}`, server }
}

let console: ConsoleHarness
let proxy: Awaited<ReturnType<typeof startProxy>>
beforeAll(async () => {
  console = await openConsole(randomUUID())
  proxy = await startProxy(console.gatewayUrl)
})
afterAll(async () => {
  await console.close()
  proxy.server.closeAllConnections()
  proxy.server.close()
})

test('the console works below a path, behind a proxy where TLS ends: a link of a mail leads to its ticket', async () => {
  const uuid = await console.submit('经过代理', await console.defineProcess('两步', ['first', 'second']))
  const context = await console.browser({ options: { ignoreHTTPSErrors: true } })
  const page = await context.newPage()
  await page.goto(`${proxy.url}/`)
  await page.waitForURL(/\/authorize\?/)
  await page.goto(`${proxy.url}/console/ticket/${uuid}`)
  await page.waitForURL(/\/authorize\?/)
  await page.goto(`${page.url()}&person=${personIn('firstApprover', console.tenant).user}`)
  await page.getByRole('heading', { name: '经过代理', level: 1 }).waitFor()
  expect(page.url()).toBe(`${proxy.url}/console/ticket/${uuid}`)

  // Calls and the stream of changes go the same way.
  await page.getByRole('navigation', { name: '主导航' }).getByText('实时更新中').waitFor()
  await page.getByRole('button', { name: '通过', exact: true }).click()
  // Their name alone stands there before, among those who can approve.
  await page.getByRole('figure').getByText('赵主管 通过').waitFor()
  await console.as('secondApprover').post('ticket/pass', { list: [uuid], reason: '可以了' })
  await page.getByRole('figure').getByText('可以了').waitFor()
  expect(await console.complaints()).toEqual([])
})
