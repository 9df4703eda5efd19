import { Socket } from 'node:net'
import { expect, jest, test } from '@jest/globals'
import { corkWrites } from './connection.ts'

test('frames written in one turn go out together, at its end', async () => {
  const socket = new Socket()
  jest.spyOn(socket, 'write').mockReturnValue(true)
  const cork = jest.spyOn(socket, 'cork')
  const uncork = jest.spyOn(socket, 'uncork')
  corkWrites({ connection: { stream: socket } })
  for (const frame of ['method', 'header', 'body']) socket.write(frame)
  expect([cork.mock.calls.length, uncork.mock.calls.length]).toEqual([1, 0])
  await new Promise((resolve) => setImmediate(resolve))
  socket.write('next turn')
  expect([cork.mock.calls.length, uncork.mock.calls.length]).toEqual([2, 1])
  socket.destroy()
})

test('a connection of another make is left as it is', () => {
  expect(() => corkWrites({})).not.toThrow()
})
