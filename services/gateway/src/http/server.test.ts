import { request } from 'node:http'
import { createLog } from '@gongdan/service'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { FastifyInstance } from 'fastify'
import { give, refuse } from './answer.ts'
import { createServer } from './server.ts'

let app: FastifyInstance
let url: string
beforeEach(async () => {
  app = createServer({ metrics: { observe: () => {} }, onStopping: () => {}, log: createLog('gateway', 'silent') })
  app.get('/', (_request, reply) => give(reply, refuse(1005, '')))
  app.post('/', { bodyLimit: 1_000 }, (_request, reply) => give(reply, refuse(1005, '')))
  app.setErrorHandler((_fault, _request, reply) => give(reply, refuse(1004, '')))
  url = await app.listen({ port: 0 })
})
afterEach(() => app.close())

/** Gives the status of the answer, or the code of what came instead. */
const call = (method: string, body = Buffer.alloc(0)): Promise<unknown> =>
  new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length }
    const asked = request(url, { method, agent: false, headers }, (response) => {
      resolve(response.resume().statusCode)
    })
    asked.on('error', (fault) => resolve(Object(fault).code))
    asked.end(body)
  })

describe('a server', () => {
  test('tells even a client that sends far too much, over a connection of his own, that it is too much', async () => {
    const answers = await Promise.all(Array.from({ length: 3 }, () => call('POST', Buffer.alloc(10_000_000))))
    expect(answers).toEqual([413, 413, 413])
  })

  test('that stops resets nobody: whoever still comes is told to go, until nobody listens', async () => {
    const heard = new Set<unknown>()
    const visitor = async () => {
      for (let answer: unknown = 404; answer === 404; heard.add(answer)) answer = await call('GET')
    }
    const visitors = Array.from({ length: 8 }, visitor)
    while (!heard.has(404)) await call('GET')
    await app.close()
    await Promise.all(visitors)
    expect([404, 503, 'ECONNREFUSED']).toEqual(expect.arrayContaining([...heard]))
    expect(heard).toContain(503)
  })
})
