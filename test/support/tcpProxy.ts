import { connect, createServer, type Socket } from 'node:net'

/** A wire of ours between a program and a server, to be cut where a test wants it. */
export interface TcpProxy {
  readonly port: number
  /** How many connections it has taken so far. */
  accepted(): number
  /** Resets every connection. */
  drop(): void
  /** Sends bytes to every client, as if they came from the server. */
  inject(bytes: Buffer): void
  /** Holds back (true) what servers send, or lets it and what was held through again (false). */
  stall(all: boolean): void
  /** Resets each new connection at once (true), or lets them through again (false). */
  refuse(all: boolean): void
  /** Resets each of the next connections after the server has sent so many bytes on it. */
  cutAfter(bytes: readonly number[]): void
  close(): Promise<void>
}

export const startProxy = async (target: { readonly host: string; readonly port: number }): Promise<TcpProxy> => {
  const clients = new Set<Socket>()
  const upstreams = new Set<Socket>()
  let taken = 0
  let refusing = false
  let cuts: number[] = []

  const server = createServer({ noDelay: true }, (client) => {
    taken += 1
    client.on('error', () => {})
    if (refusing) {
      client.resetAndDestroy()
      return
    }
    let left = cuts.shift() ?? Number.POSITIVE_INFINITY
    const upstream = connect({ ...target, noDelay: true })
    clients.add(client)
    upstreams.add(upstream)
    upstream.on('error', () => client.resetAndDestroy())
    upstream.on('close', () => client.destroy())
    client.on('close', () => {
      clients.delete(client)
      upstreams.delete(upstream)
      upstream.destroy()
    })
    client.pipe(upstream)
    upstream.on('data', (bytes) => {
      left -= bytes.length
      client.write(left < 0 ? bytes.subarray(0, Math.max(0, left + bytes.length)) : bytes)
      if (left < 0) client.resetAndDestroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')

  const drop = () => {
    for (const client of clients) client.resetAndDestroy()
  }
  return {
    port: address.port,
    accepted: () => taken,
    drop,
    inject: (bytes) => {
      for (const client of clients) client.write(bytes)
    },
    stall: (all) => {
      for (const upstream of upstreams) all ? upstream.pause() : upstream.resume()
    },
    refuse: (all) => {
      refusing = all
    },
    cutAfter: (bytes) => {
      cuts = [...bytes]
    },
    close: async () => {
      drop()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
