import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { exportSpans, recordSpan } from './index.ts'

const correlationId = '0b5d9a86-1f6e-4c0f-8a3e-2d1c5b7f9e10'
const received: { path: string | undefined; body: string }[] = []
const collector = createServer(async (request, response) => {
  received.push({ path: request.url, body: await text(request) })
  response.setHeader('content-type', 'application/json').end('{}')
})
let end: () => Promise<void>
const span = { correlationId, startedAt: Date.now() - 50, attributes: {} }

beforeAll(async () => {
  recordSpan({ ...span, name: 'before anybody collects', kind: 'server' })
  await once(collector.listen(0, '127.0.0.1'), 'listening')
  const { port } = collector.address() as AddressInfo
  end = await exportSpans('gateway', `http://127.0.0.1:${port}/`)
})
afterAll(() => void collector.close())

test('spans of one correlation id are one trace, whose root is the request', async () => {
  recordSpan({ ...span, name: 'CreateImage', kind: 'client', failure: 'refused' })
  recordSpan({ ...span, name: 'POST /v1/ticket/pass', kind: 'server' })
  recordSpan({ ...span, name: 'nobody knows whose', kind: 'client', correlationId: 'none' })
  await end()
  expect(received.map(({ path }) => path)).toEqual(['/v1/traces'])
  const { resourceSpans } = JSON.parse(received[0]?.body ?? '')
  const traceId = '0b5d9a861f6e4c0f8a3e2d1c5b7f9e10'
  expect(resourceSpans[0].scopeSpans[0].spans).toEqual([
    expect.objectContaining({ name: 'CreateImage', traceId, parentSpanId: '8a3e2d1c5b7f9e10' }),
    expect.objectContaining({ name: 'POST /v1/ticket/pass', traceId, spanId: '8a3e2d1c5b7f9e10' }),
  ])
  expect(resourceSpans[0].scopeSpans[0].spans[1].parentSpanId).toBeUndefined()
})
