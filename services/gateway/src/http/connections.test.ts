import { EventEmitter } from 'node:events'
import { Server } from 'node:http'
import { createLog } from '@gongdan/service'
import { describe, expect, test } from '@jest/globals'
import { boundConnections } from './connections.ts'

class Connection extends EventEmitter {
  open = true
  destroy(): void {
    this.open = false
    this.emit('close')
  }
}

/** A server with a clock in hand; `connect` makes that many connections to it. */
const openServer = () => {
  const server = new Server()
  let now = 0
  boundConnections(server, 5_000, createLog('gateway', 'silent'), () => now)
  return {
    connect: (count: number): readonly Connection[] =>
      Array.from({ length: count }, () => {
        const connection = new Connection()
        server.emit('connection', connection)
        return connection
      }),
    speak: (connection: Connection) => server.emit('request', { socket: connection }),
    pass: (ms: number) => {
      now += ms
    },
  }
}
const openOf = (connections: readonly Connection[]) => connections.filter(({ open }) => open).length

describe('connections that have sent no request', () => {
  test('make room for new ones, the oldest first, when they are a thousand', () => {
    const { connect, pass } = openServer()
    const silent = connect(1_000)
    pass(1_001)
    const later = connect(10)
    expect(silent.slice(0, 10).some(({ open }) => open)).toBe(false)
    expect([openOf(silent), openOf(later)]).toEqual([990, 10])
  })

  test('have a second in any case', () => {
    const { connect, pass } = openServer()
    const silent = connect(3_000)
    pass(1_000)
    expect(openOf([...silent, ...connect(10)])).toBe(3_010)
  })

  test('no longer count once they have sent one, or are closed', () => {
    const { connect, speak, pass } = openServer()
    const [first, second, ...others] = connect(1_000)
    speak(first as Connection)
    second?.destroy()
    pass(2_000)
    expect(openOf(connect(2))).toBe(2)
    expect([first?.open, openOf(others)]).toEqual([true, 998])
    connect(1)
    expect([first?.open, openOf(others)]).toEqual([true, 997])
  })
})
