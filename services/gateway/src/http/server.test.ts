import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createLog } from '@gongdan/service'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { FastifyInstance } from 'fastify'
import { sendRefusal } from './answer.ts'
import { createServer } from './server.ts'

let app: FastifyInstance
let url: string
const open = async (requestTimeoutMs?: number) => {
  app = createServer({
    observe: () => {},
    onStopping: () => {},
    maxConnections: 1_500,
    requestTimeoutMs,
    log: createLog('gateway', 'silent'),
  })
  app.get('/', (_request, reply) => sendRefusal(reply, { scode: 1005, desc: '' }))
  app.post('/', { bodyLimit: 1_000 }, (_request, reply) => sendRefusal(reply, { scode: 1005, desc: '' }))
  app.setErrorHandler((_fault, _request, reply) => sendRefusal(reply, { scode: 1004, desc: '' }))
  url = await app.listen({ port: 0 })
}
beforeEach(() => open())
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

  /** Sends a text on a connection of its own; gives what comes until the server closes it, and how long that takes. */
  const sendRaw = async (sent: string) => {
    const since = performance.now()
    const socket = connect(Number(new URL(url).port))
    socket.write(sent)
    const answer = await text(socket)
    const parts = answer.split('\r\n\r\n')
    const [head = ''] = parts
    return { status: head.split(' ')[1], head, body: JSON.parse(parts.at(-1) ?? ''), ms: performance.now() - since }
  }

  test.each([
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', '400', 1001, 'the Host header is missing'],
    ['no Host, as HTTP/1.0 may', 'GET / HTTP/1.0\r\n\r\n', '404', 1005, ''],
    [
      'an Expect that is not known',
      'GET / HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\nConnection: close\r\n\r\n',
      '400',
      1001,
      'Expect: only 100-continue is known',
    ],
    [
      'a head of 20 KB',
      `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      '413',
      1004,
      'the head of the request is larger than 16,384 bytes (16 KiB)',
    ],
  ])('answers %s with the envelope', async (_what, sent, status, scode, desc) => {
    const answer = await sendRaw(sent)
    expect(answer).toMatchObject({ status, body: { scode, desc, data: null } })
    expect(answer.head).toMatch(/^x-request-id: [0-9a-f-]{36}\r?$/im)
  })

  test('asks for the body of one who waits to be asked', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Type: application/json\r\n'
    const { status } = await sendRaw(`${head}Content-Length: 2\r\nConnection: close\r\n\r\n{}`)
    expect(status).toBe('100')
  })

  test.each([
    ['half a head', 'GET / HTTP/1.1\r\nHost: a\r\n'],
    ['half a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{'],
    ['nothing', ''],
  ])('waits for %s until its time is over, and not much longer', async (_what, sent) => {
    await app.close()
    await open(1_000)
    const { ms, body } = await sendRaw(sent)
    expect(body).toMatchObject({ scode: 1001, desc: 'the request did not arrive in time' })
    expect(ms).toBeGreaterThan(900)
    expect(ms).toBeLessThan(5_000)
  })

  test('closes the connections that are too many, and accepts others when there is room', async () => {
    app.server.maxConnections = 1
    const agent = new Agent({ keepAlive: true })
    const kept = await new Promise<number | undefined>((resolve) =>
      request(url, { agent }, (response) => resolve(response.resume().statusCode)).end(),
    )
    expect(kept).toBe(404)
    expect(await visit()).not.toBe(404)
    agent.destroy()
    while ((await visit()) !== 404) await pause(10)
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

  test('that stops answers on a connection that was kept, whatever it has told others meanwhile', async () => {
    const kept = connect(Number(new URL(url).port))
    kept.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await once(kept, 'readable')
    const stopped = app.close()
    expect(await visit()).toBe(503)
    await pause(10)
    kept.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    expect(await text(kept)).toMatch(/^HTTP\/1.1 404 .*HTTP\/1.1 503 /s)
    await stopped
  })
})
