import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'

/** Below those that a system gives to outgoing connections: one of these, free now, would be lent out before it is used. */
const lowest = 10_000
const highest = 32_767
const attempts = 100

const listenAnywhere = async (): Promise<Server> => {
  for (let left = attempts; ; left -= 1) {
    const server = createServer().listen(randomInt(lowest, highest + 1), '127.0.0.1')
    try {
      await once(server, 'listening')
      return server
    } catch (fault) {
      if (left === 1) throw fault
    }
  }
}

/** The port that a TCP server listens on. */
export const portOf = (server: Server): number => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port')
  return address.port
}

/** Gives `count` different free TCP ports of the loopback address. All are held while they are chosen. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  const servers = await Promise.all(Array.from({ length: count }, listenAnywhere))
  const ports = servers.map(portOf)
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
  return ports
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
