import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { startGateway } from '../../test/startGateway.ts'

const script = 'console.log("工单")'
const html = '<!doctype html><base href="/console/" /><script type="module" src="./assets/main-1a2b.js"></script>'

const directory = mkdtempSync(join(tmpdir(), 'console-'))
mkdirSync(join(directory, 'assets'))
writeFileSync(join(directory, 'index.html'), html)
writeFileSync(join(directory, 'inputs.json'), '{}')
writeFileSync(join(directory, 'icon.svg'), '<svg/>')
writeFileSync(join(directory, 'assets/main-1a2b.js'), script)
writeFileSync(join(directory, 'assets/main-1a2b.js.br'), brotliCompressSync(script))
writeFileSync(join(directory, 'assets/main-1a2b.js.gz'), gzipSync(script))

const start = (frames: readonly string[] = []) => startGateway({ console: { directory, frames } })
const asset = '/console/assets/main-1a2b.js'

describe('the console', () => {
  test('is where a browser is led that asks for the gateway itself; a program gets its answer', async () => {
    const { get } = await start()
    const led = await get('/', { accept: 'text/html,application/xhtml+xml' })
    expect([led.statusCode, led.headers.location]).toEqual([302, 'console/'])
    expect((await get('/')).json()).toMatchObject({ scode: 0 })
    const fromFolder = await get('/console?x=1')
    expect([fromFolder.statusCode, fromFolder.headers.location]).toEqual([302, 'console/'])
  })

  test.each([
    ['/console/', './'],
    ['/console/?ticket=1', './'],
    ['/console/inbox', './'],
    ['/console/ticket/11111111-1111-4111-8111-111111111111', '../'],
    ['/console/ticket/1/history?x=/a/b', '../../'],
    ['/console/new/', '../'],
  ])('is one page for all of its addresses, %s too, which finds its files at %s', async (url, base) => {
    const { get } = await start()
    const { statusCode, headers, body } = await get(url)
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['cache-control']).toBe('no-cache')
    expect(body).toBe(html.replace('/console/', base))
  })

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('gives its files compressed by %s, to be kept for ever', async (encoding, open) => {
    const { get } = await start()
    const { headers, rawPayload } = await get(asset, { 'accept-encoding': encoding })
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['content-type']).toMatch('javascript')
    expect(open(rawPayload).toString()).toBe(script)
  })

  test('gives files as they are to those who cannot open them, and asks for others anew', async () => {
    const { get } = await start()
    expect((await get(asset, { 'accept-encoding': 'identity' })).body).toBe(script)
    expect((await get('/console/icon.svg')).headers['cache-control']).toBe('no-cache')
  })

  test.each(['assets/main-0000.js', 'assets/main-1a2b.js.br', 'inputs.json', 'index.html.br', '../package.json'])(
    'has no file %s',
    async (path) => {
      const { get } = await start()
      const answer = await get(`/console/${path}`)
      expect([answer.statusCode, answer.json().scode]).toEqual([404, 1005])
    },
  )

  test('runs nothing but its own scripts, talks to the gateway and the issuer alone, and is shown in no frame', async () => {
    const { get } = await start()
    expect((await get('/console/inbox')).headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self' https://issuer.example; base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
    )
  })

  test('is shown in frames of the pages that may', async () => {
    const { get } = await start(['https://portal.example', 'https://oa.example'])
    const { headers } = await get('/console/')
    expect(headers['content-security-policy']).toMatch('frame-ancestors https://portal.example https://oa.example')
    expect(headers['x-frame-options']).toBeUndefined()
  })

  test('is that which was built last: nothing has to be started anew', async () => {
    const { get } = await start()
    const [page, added] = [join(directory, 'index.html'), join(directory, 'assets/main-3c4d.js')]
    writeFileSync(page, html.replace('1a2b', '3c4d'))
    writeFileSync(added, 'console.log(2)')
    try {
      expect((await get('/console/inbox')).body).toMatch('main-3c4d.js')
      expect((await get('/console/assets/main-3c4d.js')).body).toBe('console.log(2)')
      rmSync(page)
      expect((await get('/console/inbox')).statusCode).toBe(404)
    } finally {
      writeFileSync(page, html)
      rmSync(added)
    }
  })

  test('sets no cookie', async () => {
    const { get } = await start()
    for (const url of ['/console/', asset, '/console/config.json'])
      expect((await get(url)).headers['set-cookie']).toBeUndefined()
  })
})

test('clients are told where people sign in, without a console too', async () => {
  const { get } = await startGateway()
  expect((await get('/console/config.json')).json()).toEqual({
    issuer: 'https://issuer.example/realms/acme',
    client_id: 'gongdan-console',
    scope: 'openid profile',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    languages: ['zh', 'en'],
    development: false,
  })
})

test.each(['', '/nowhere'])('without its files (%j) there is no console: answers stay envelopes', async (nowhere) => {
  const { get } = await startGateway({ console: { directory: nowhere } })
  const answer = await get('/console/inbox', { accept: 'text/html' })
  expect([answer.statusCode, answer.json().scode]).toEqual([404, 1005])
})
