import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'

const portsOfBlock = 100
/** Above 10,080, which browsers refuse to connect to. */
const lowest = 10_100
const highest = 32_767

/** The first port that this system gives to outgoing connections: a free one of these would be lent out before it is used. */
const firstLent = (): number => {
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s/)[0])
  } catch {
    // Only Linux has this file; others lend from higher ports.
    return highest + 1
  }
}

/** Listens on a port of the loopback address; undefined when another does. */
const tryToListen = async (port: number): Promise<Server | undefined> => {
  const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
    return server
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EADDRINUSE') return
    throw fault
  }
}

/**
 * Takes a block of ports, which is this process's own for as long as it lives: it listens on the first of them. Gives the others.
 * Two processes that look for free ports at the same time would otherwise find the same.
 */
const takeBlock = async (): Promise<readonly number[]> => {
  const lent = firstLent()
  const end = lent >= lowest + portsOfBlock ? Math.min(highest + 1, lent) : highest + 1
  for (let first = lowest; first + portsOfBlock <= end; first += portsOfBlock) {
    const held = await tryToListen(first)
    if (held === undefined) continue
    held.unref()
    return Array.from({ length: portsOfBlock - 1 }, (_, index) => first + 1 + index)
  }
  throw new Error(`no block of ${portsOfBlock} ports is left from ${lowest} to ${end - 1}`)
}

let block: Promise<readonly number[]> | undefined
let taken = 0

/** The port that a TCP server listens on. */
export const portOf = (server: Server): number => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port')
  return address.port
}

/**
 * Gives `count` different free TCP ports of the loopback address, which no other process is given. One comes up again after
 * 98 others.
 */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  block ??= takeBlock()
  const ports = await block
  const found: number[] = []
  for (let looked = 0; found.length < count; looked += 1) {
    if (looked === ports.length) throw new Error(`${count} ports were asked for, ${found.length} are free`)
    const port = ports[taken % ports.length] ?? 0
    taken += 1
    const server = await tryToListen(port)
    if (server === undefined) continue
    await new Promise((closed) => server.close(closed))
    found.push(port)
  }
  return found
}

/** Gives one such port. */
export const freePort = async (): Promise<number> => {
  const [port] = await freePorts(1)
  if (port === undefined) throw new TypeError('one port was asked for')
  return port
}

/**
 * Connects to a port, sends `request`, and gives the first bytes of the answer; undefined when nothing listens, no answer comes
 * within a second, or the connection is closed without one. With an empty request, connecting is enough.
 */
export const knock = (port: number, request: Buffer = Buffer.alloc(0)): Promise<Buffer | undefined> =>
  new Promise((answer) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 })
    const end = (bytes?: Buffer) => {
      socket.destroy()
      answer(bytes)
    }
    socket.on('connect', () => (request.length === 0 ? end(request) : socket.write(request)))
    socket.on('data', end)
    for (const event of ['error', 'timeout', 'close']) socket.on(event, () => end())
  })
