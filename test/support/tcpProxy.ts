import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** How bytes travel: as they come, each piece so many ms late, or in slices of so many bytes. */
export type Pace = { readonly lateMs?: number; readonly slice?: number }

/** A wire of ours between a program and a server, to be cut where a test wants it. */
export interface TcpProxy {
  readonly port: number
  /** How many connections it has taken so far. */
  accepted(): number
  /** Resets every connection. */
  drop(): void
  /** Resets one connection, `at` in [0, 1) of the way through them. */
  dropOne(at: number): void
  /** Sends bytes to every client, as if they came from the server. */
  inject(bytes: Buffer): void
  /** Sends bytes to one client, `at` in [0, 1) of the way through them. */
  injectOne(bytes: Buffer, at: number): void
  /** Once a server has sent `said`, adds `more` to it, in the same piece; once. */
  interject(said: Buffer, more: Buffer): void
  /** Holds back (true) what servers send, or lets it and what was held through again (false). */
  stall(all: boolean): void
  /** Holds back what either side sends, on new connections too: a black hole: neither side sees an error. */
  swallow(all: boolean): void
  /** How fast bytes travel from now on, in both directions. */
  pace(pace: Pace): void
  /** Resets each new connection at once (true), or lets them through again (false). */
  refuse(all: boolean): void
  /** Resets each of the next connections after the server has sent so many bytes on it. */
  cutAfter(bytes: readonly number[]): void
  close(): Promise<void>
}

/** A gate that may be shut; bytes wait until it is open. */
const createGate = () => {
  let open = Promise.withResolvers<void>()
  open.resolve()
  let isShut = false
  return {
    passed: () => open.promise,
    shut: (shut: boolean) => {
      if (shut === isShut) return
      isShut = shut
      if (shut) open = Promise.withResolvers()
      else open.resolve()
    },
  }
}

const slices = (bytes: Buffer, size = bytes.length): readonly Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) || 0 }, (_, at) => bytes.subarray(at * size, (at + 1) * size))

export const startProxy = async (target: { readonly host: string; readonly port: number }): Promise<TcpProxy> => {
  const clients = new Set<Socket>()
  const toServer = createGate()
  const toClient = createGate()
  let taken = 0
  let refusing = false
  let cuts: number[] = []
  let interjection: { readonly said: Buffer; readonly more: Buffer } | undefined
  let pace: Pace = {}

  const carry = async (from: Socket, to: Socket, gate: typeof toServer, onBytes: (bytes: Buffer) => Buffer) => {
    for await (const bytes of from) {
      await gate.passed()
      for (const slice of slices(onBytes(bytes), pace.slice)) {
        if (pace.lateMs !== undefined) await sleep(pace.lateMs)
        if (to.writable && !to.write(slice)) await Promise.race([once(to, 'drain'), once(to, 'close')])
      }
    }
    to.end()
  }

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
    upstream.on('error', () => client.resetAndDestroy())
    upstream.on('close', () => client.destroy())
    client.on('close', () => {
      clients.delete(client)
      upstream.destroy()
    })
    const counted = (bytes: Buffer): Buffer => {
      left -= bytes.length
      if (left >= 0) return bytes
      queueMicrotask(() => client.resetAndDestroy())
      return bytes.subarray(0, Math.max(0, left + bytes.length))
    }
    const interrupted = (bytes: Buffer): Buffer => {
      if (interjection === undefined || !bytes.includes(interjection.said)) return bytes
      const { more } = interjection
      interjection = undefined
      return Buffer.concat([bytes, more])
    }
    // Either ends with the socket it reads from; the listeners above do the rest.
    carry(client, upstream, toServer, (bytes) => bytes).catch(() => {})
    carry(upstream, client, toClient, (bytes) => counted(interrupted(bytes))).catch(() => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')

  const oneOf = (at: number): Socket | undefined => [...clients][Math.floor(at * clients.size)]
  const drop = () => {
    for (const client of clients) client.resetAndDestroy()
  }
  return {
    port: address.port,
    accepted: () => taken,
    drop,
    dropOne: (at) => oneOf(at)?.resetAndDestroy(),
    injectOne: (bytes, at) => void oneOf(at)?.write(bytes),
    inject: (bytes) => {
      for (const client of clients) client.write(bytes)
    },
    interject: (said, more) => {
      interjection = { said, more }
    },
    stall: toClient.shut,
    swallow: (all) => {
      toServer.shut(all)
      toClient.shut(all)
    },
    pace: (next) => {
      pace = next
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

/** Several wires as one: what is done to it is done to each of them. */
export const bundle = (wires: readonly [TcpProxy, ...TcpProxy[]]): TcpProxy => {
  const each = (act: (wire: TcpProxy) => void) => {
    for (const wire of wires) act(wire)
  }
  return {
    port: wires[0].port,
    accepted: () => wires.reduce((sum, wire) => sum + wire.accepted(), 0),
    drop: () => each((wire) => wire.drop()),
    dropOne: (at) => wires[Math.floor(at * wires.length)]?.dropOne((at * wires.length) % 1),
    inject: (bytes) => each((wire) => wire.inject(bytes)),
    injectOne: (bytes, at) => wires[Math.floor(at * wires.length)]?.injectOne(bytes, (at * wires.length) % 1),
    interject: (said, more) => each((wire) => wire.interject(said, more)),
    stall: (all) => each((wire) => wire.stall(all)),
    swallow: (all) => each((wire) => wire.swallow(all)),
    pace: (pace) => each((wire) => wire.pace(pace)),
    refuse: (all) => each((wire) => wire.refuse(all)),
    cutAfter: (bytes) => each((wire) => wire.cutAfter(bytes)),
    close: async () => {
      await Promise.all(wires.map((wire) => wire.close()))
    },
  }
}
