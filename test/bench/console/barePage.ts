import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { localDirectory, root } from '../../../deploy/local/localDirectory.ts'

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Builds a page of React that shows one line, as the console is built, and serves it compressed. */
export const serveBarePage = async () => {
  const folder = localDirectory('test/bare-page')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const config = join(root, 'services/console/vite.config.ts')
  const args = [
    vite,
    'build',
    join(import.meta.dirname, 'bare'),
    '--config',
    config,
    '--outDir',
    folder,
    '--logLevel',
    'warn',
  ]
  const { status } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) throw new Error('the bare page could not be built: see above')
  const files = new Map(
    globSync('**/*.*', { cwd: folder }).map((file) => [
      `/${file}`,
      gzipSync(readFileSync(join(folder, file)), { level: 9 }),
    ]),
  )
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '')
    const body = files.get(path)
    if (body === undefined) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain', 'content-encoding': 'gzip' })
    return response.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}
