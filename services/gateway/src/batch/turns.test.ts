import { describe, expect, test } from '@jest/globals'
import { createTurns, createTurnsOf, type Turn } from './turns.ts'

const open = (most = 64, mostOfCaller = () => 4) => {
  const turns = createTurns({ most, mostOfCaller })
  const started: string[] = []
  const held = new Map<string, Turn>()
  return {
    started,
    send: (caller: string, ...messages: readonly string[]) => {
      for (const message of messages)
        held.set(
          message,
          turns.take(caller, () => started.push(message)),
        )
    },
    end: (...messages: readonly string[]) => {
      for (const message of messages) held.get(message)?.end()
    },
  }
}
const many = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index + 1}`)

describe('the turns of callers', () => {
  test('let a caller have four messages in flight, over all that the caller sends, in the order given', () => {
    const { send, end, started } = open()
    send('ann', ...many('a', 3))
    send('ann', ...many('b', 3))
    expect(started).toEqual(['a1', 'a2', 'a3', 'b1'])
    end('a2', 'b1')
    expect(started.slice(4)).toEqual(['b2', 'b3'])
  })

  test('let one caller never fill the whole', () => {
    const { send, started } = open(8)
    send('ann', ...many('a', 100))
    send('bob', 'b1')
    expect(started).toEqual(['a1', 'a2', 'a3', 'a4', 'b1'])
  })

  test('go round among those who wait, a message each', () => {
    const { send, end, started } = open(1)
    send('ann', ...many('a', 5))
    send('bob', ...many('b', 2))
    send('eve', 'e1')
    for (const message of ['a1', 'a2', 'b1', 'e1', 'a3', 'b2', 'a4']) end(message)
    expect(started).toEqual(['a1', 'a2', 'b1', 'e1', 'a3', 'b2', 'a4', 'a5'])
  })

  test('are over once, however often they are ended, and before they began as well', () => {
    const { send, end, started } = open(64, () => 1)
    send('ann', ...many('a', 4))
    end('a2', 'a2')
    expect(started).toEqual(['a1'])
    end('a1', 'a1')
    expect(started).toEqual(['a1', 'a3'])
  })

  test('may be over as soon as they begin', () => {
    const turns = createTurns({ most: 1, mostOfCaller: () => 1 })
    const first = turns.take('ann', () => {})
    const started: number[] = []
    const later: Turn[] = []
    for (let index = 0; index < 10_000; index += 1) {
      later.push(
        turns.take('ann', () => {
          started.push(index)
          queueMicrotask(() => later[index]?.end())
          later[index]?.end()
        }),
      )
    }
    first.end()
    expect(started).toHaveLength(10_000)
  })

  test('fall with the share of a caller, and rise with it', () => {
    let share = 2
    const { send, end, started } = open(64, () => share)
    send('ann', ...many('a', 9))
    expect(started).toHaveLength(2)
    share = 1
    end('a1')
    expect(started).toHaveLength(2)
    share = 3
    end('a2')
    expect(started).toEqual(['a1', 'a2', 'a3', 'a4', 'a5'])
  })

  test('are each queue’s own', () => {
    const turnsOf = createTurnsOf(() => 4)
    const started: string[] = []
    turnsOf('ticket.commands').take('ann', () => started.push('ticket'))
    turnsOf('ticket.commands').take('ann', () => started.push('another'))
    turnsOf('process.commands').take('ann', () => started.push('process'))
    expect(started).toEqual(['ticket', 'process'])
  })
})
