import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from '@jest/globals'
import { closeAll, envelope, send, startAnswering } from '../test/answering.ts'
import { createGongdan, type LiveEvent } from './index.ts'

afterEach(closeAll)

const block = (...lines: readonly string[]) => `${lines.join('\n')}\n\n`
const listening = (id: number) => block('retry: 10', 'event: listening', `id: ${id}`, `data: {"last_event_id":"${id}"}`)
const stream = (response: ServerResponse, ...blocks: readonly string[]) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  response.write(blocks.join(''))
}

/** The first events, without those that say that a stream broke. */
const take = async (events: AsyncIterable<LiveEvent>, count: number) => {
  const found: LiveEvent[] = []
  for await (const event of events) {
    if (event.type !== 'broken') found.push(event)
    if (found.length === count) break
  }
  return found
}

test('live events go on behind the last one when the stream breaks, and say what was missed', async () => {
  const { baseUrl, received } = await startAnswering((_, response, index) => {
    if (index === 0) {
      stream(
        response,
        listening(7),
        block('id: 8', 'data: {"ticket_name":"磁盘"}'),
        block('event: ticket.changed', 'data: {"version":2}'),
      )
      setTimeout(() => response.destroy(), 20)
    } else stream(response, block('event: missed', 'id: 20', 'data: {}'), listening(20))
  })
  expect(await take(createGongdan({ baseUrl, token: 't' }).events({ lastEventId: '6' }), 5)).toEqual([
    { type: 'listening', id: '7' },
    { type: 'notice', id: '8', notice: { ticket_name: '磁盘' } },
    { type: 'changed', ticket: { version: 2 } },
    { type: 'missed', id: '20' },
    { type: 'listening', id: '20' },
  ])
  expect(received.map(({ headers }) => headers['last-event-id'])).toEqual(['6', '8'])
  expect(received[0]?.headers).toMatchObject({ accept: 'text/event-stream', authorization: 'Bearer t' })
})

test('a stream that the gateway ends is followed by another, with the token of then', async () => {
  const tokens = ['old', 'new']
  const { baseUrl, received } = await startAnswering((_, response, index) => {
    if (index > 0) return stream(response, listening(2))
    stream(response, listening(1), block('event: end', `data: ${JSON.stringify(envelope(2002))}`))
    response.end()
  })
  const events = createGongdan({ baseUrl, token: () => tokens.shift() ?? '' }).events()
  expect(await take(events, 3)).toEqual([
    { type: 'listening', id: '1' },
    { type: 'end', scode: 2002, text: '已拒绝' },
    { type: 'listening', id: '2' },
  ])
  expect(received.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
})

test('a gateway that is full is asked again, and a token that it refuses is the end', async () => {
  const { baseUrl } = await startAnswering((_, response, index) =>
    index === 0 ? send(response, 503, envelope(9003), { 'Retry-After': '0' }) : send(response, 401, envelope(2001)),
  )
  const found: LiveEvent[] = []
  const read = async () => {
    for await (const event of createGongdan({ baseUrl }).events()) found.push(event)
  }
  await expect(read()).rejects.toMatchObject({ scode: 2001 })
  expect(found).toMatchObject([{ type: 'broken', error: { scode: 9003 } }])
})

test('the signal ends live events without an error', async () => {
  const controller = new AbortController()
  const { baseUrl } = await startAnswering((_, response) => stream(response, listening(1)))
  const found: string[] = []
  for await (const { type } of createGongdan({ baseUrl }).events({ signal: controller.signal })) {
    found.push(type)
    controller.abort()
  }
  expect(found).toEqual(['listening'])
})

describe('no stream begins', () => {
  const read = async (events: AsyncIterable<LiveEvent>) => {
    const found: string[] = []
    try {
      for await (const event of events) {
        found.push(event.type)
        if (event.type === 'listening') break
      }
      return { found }
    } catch (thrown) {
      return { found, thrown }
    }
  }
  const startRefusing = (taken: string) =>
    startAnswering(({ headers }, response) => {
      if (headers.authorization === `Bearer ${taken}`) stream(response, listening(1))
      else send(response, 401, envelope(2002))
    })

  test('without a token: why there is none is thrown', async () => {
    const { baseUrl, received } = await startRefusing('t')
    const why = new Error('not signed in')
    const token = () => {
      throw why
    }
    expect(await read(createGongdan({ baseUrl, token }).events())).toEqual({ found: [], thrown: why })
    expect(received).toHaveLength(0)
  })

  test('with a token that has expired, where there is no other', async () => {
    const { baseUrl, received } = await startRefusing('new')
    const { found, thrown } = await read(createGongdan({ baseUrl, token: 'old' }).events())
    expect([found, thrown]).toEqual([[], expect.objectContaining({ scode: 2002 })])
    expect(received).toHaveLength(1)
  })

  test('with a token that has expired, but with the one that it was renewed to', async () => {
    const { baseUrl, received } = await startRefusing('new')
    const token = () => (received.length === 0 ? 'old' : 'new')
    expect(await read(createGongdan({ baseUrl, token }).events())).toEqual({ found: ['broken', 'listening'] })
  })

  test('and the signal ends the wait for a token', async () => {
    const { baseUrl } = await startRefusing('t')
    const controller = new AbortController()
    const token = () => {
      setTimeout(() => controller.abort(), 10)
      return new Promise<string>(() => {})
    }
    const { signal } = controller
    expect(await read(createGongdan({ baseUrl, token }).events({ signal }))).toEqual({ found: [] })
  })
})
