import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from '@jest/globals'
import { freePort, freePorts, portOf } from './ports.ts'

/** A process that looks for ports, says which it found, and lives on until it is told to end. */
const lookElsewhere = async () => {
  const script = `
    const { freePorts } = await import(${JSON.stringify(new URL('./ports.ts', import.meta.url).href)})
    process.stdin.resume()
    console.log((await freePorts(60)).join())
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [printed] = await once(child.stdout, 'data')
  return { ports: String(printed).trim().split(',').map(Number), end: () => child.stdin.end() }
}

test('processes that look for free ports at the same time find different ones', async () => {
  const others = await Promise.all(Array.from({ length: 4 }, lookElsewhere))
  const found = [await freePorts(60), ...others.map(({ ports }) => ports)].flat()
  for (const other of others) other.end()
  expect(found).toHaveLength(300)
  expect(new Set(found).size).toBe(300)
})

test('a port that is in use is passed over', async () => {
  const ports = await freePorts(90)
  const servers = await Promise.all(
    ports.map(
      (port) =>
        new Promise<ReturnType<typeof createServer>>((up) => {
          const server = createServer().listen(port, '127.0.0.1', () => up(server))
        }),
    ),
  )
  const next = await Promise.all(Array.from({ length: 30 }, freePort))
  expect(next.filter((port) => servers.map(portOf).includes(port))).toEqual([])
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
})
