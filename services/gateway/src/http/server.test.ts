import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { createLog } from '@gongdan/service'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { FastifyInstance } from 'fastify'
import { sendRefusal } from './answer.ts'
import { createServer } from './server.ts'

let app: FastifyInstance
let url: string
beforeEach(async () => {
  app = createServer({ observe: () => {}, onStopping: () => {}, log: createLog('gateway', 'silent') })
  app.get('/', (_request, reply) => sendRefusal(reply, { scode: 1005, desc: '' }))
  app.post('/', { bodyLimit: 1_000 }, (_request, reply) => sendRefusal(reply, { scode: 1005, desc: '' }))
  app.setErrorHandler((_fault, _request, reply) => sendRefusal(reply, { scode: 1004, desc: '' }))
  url = await app.listen({ port: 0 })
})
afterEach(() => app.close())

/** Gives the status of the answer, or the code of what came instead. */
const visit = (): Promise<unknown> =>
  new Promise((resolve) => {
    request(url, { agent: false }, (response) => resolve(response.resume().statusCode))
      .on('error', (fault) => resolve(Object(fault).code))
      .end()
  })

describe('a server', () => {
  test('lets a client finish that sends far too much, so that it learns that it is too much', async () => {
    // As a client does that writes all it has before it reads anything.
    const socket = connect(Number(new URL(url).port)).pause()
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n')
    await promisify<Buffer, void>(socket.write.bind(socket))(Buffer.alloc(5_000_000))
    expect(await visit()).toBe(404)
    socket.write(Buffer.alloc(5_000_000))
    expect(await text(socket)).toMatch(/^HTTP\/1.1 413 /)
  })

  test('that stops resets no connection: new clients are told that it stops, until it listens no more', async () => {
    const seen = new Set<unknown>()
    const visitor = async () => {
      for (let answer: unknown = 404; answer === 404; seen.add(answer)) answer = await visit()
    }
    const visitors = Array.from({ length: 8 }, visitor)
    while (!seen.has(404)) await visit()
    await app.close()
    await Promise.all(visitors)
    expect([404, 503, 'ECONNREFUSED']).toEqual(expect.arrayContaining([...seen]))
    expect(seen).toContain(503)
  })
})
