import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { envelopeOf } from '@gongdan/contracts'
import { afterEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { requestFault } from '../../test/memoryBus.ts'
import { ann, annsCaller, closeGateways, startGateway } from '../../test/startGateway.ts'

afterEach(closeGateways)

const me = 'acme ann'

const listening = async (options: Parameters<typeof startGateway>[0] = {}) => {
  const gateway = await startGateway(options)
  const address = await gateway.app.listen({ port: 0, host: '127.0.0.1' })
  /** Opens a stream; `read` gives all that came, once it matches. */
  const listen = async (headers: Readonly<Record<string, string>> = {}, query = '') => {
    const response = await fetch(`${address}/v1/events${query}`, { headers })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const read = async (pattern: RegExp): Promise<string> => {
      while (!pattern.test(text)) {
        const { value, done } = await reader.read()
        if (done) throw new Error(`the stream ended with ${text}`)
        text += value
      }
      return text
    }
    return { response, read, close: () => reader.cancel() }
  }
  /** Asks for a stream, and goes before the answer. */
  const listenAndLeave = async () => {
    const leaving = new AbortController()
    gateway.app.server.once('request', () => leaving.abort())
    await fetch(`${address}/v1/events`, { signal: leaving.signal }).catch(() => {})
  }
  return { ...gateway, listen, listenAndLeave }
}

describe('GET /v1/events', () => {
  test('is a stream that no proxy may hold back', async () => {
    const { listen } = await listening()
    const { response, read } = await listen({ 'x-request-id': 'mine' })
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([
      200,
      expect.objectContaining({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
        'x-request-id': 'mine',
      }),
    ])
    expect(await read(/\n\n/)).toBe('retry: 2000\nevent: listening\nid: 0\ndata: {"last_event_id":"0"}\n\n')
  })

  test('tells what happens from now on, each event with an id', async () => {
    const { listen, feeds } = await listening()
    feeds.grow(me, 5)
    const { read } = await listen()
    await read(/id: 5\n/)
    feeds.grow(me, 2)
    expect(await read(/id: 7.*\n\n/s)).toMatch(/\n\nid: 6\ndata: \{"number":6\}\n\nid: 7\ndata: \{"number":7\}\n\n$/)
  })

  test('is read by what the README shows, from where it broke off', async () => {
    const { app, feeds } = await startGateway()
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
    const [, code = ''] = /```js\n(const listen = .*?)```/s.exec(readme) ?? []
    const here = code.replace('https://tickets.example.com', address)
    expect(here).not.toBe(code)
    const { listen } = await import(`data:text/javascript,${encodeURIComponent(`${here}\nexport { listen }`)}`)

    feeds.grow(me, 5)
    const heard = async (lastEventId?: string) => {
      const events: unknown[] = []
      const ended = listen('token', lastEventId, (event: unknown) => {
        events.push(event)
        if (events.length === 3) throw new Error('enough')
        if (lastEventId === undefined && events.length === 1) feeds.grow(me, 2)
      })
      await expect(ended).rejects.toThrow('enough')
      return events
    }
    const expected = [
      { id: '5', name: 'listening', data: { last_event_id: '5' } },
      { id: '6', name: 'message', data: { number: 6 } },
      { id: '7', name: 'message', data: { number: 7 } },
    ]
    expect(await heard()).toEqual(expected)
    expect(await heard('5')).toEqual(expected)
    await app.close()
    await expect(listen('token', undefined, () => {})).rejects.toThrow()
  })

  test.each([
    ['the header', { 'last-event-id': '3' }, ''],
    ['the query', {}, '?last_event_id=3'],
    ['both, where the header is the newer one', { 'last-event-id': '3' }, '?last_event_id=1'],
  ])('goes on behind the id in %s', async (_what, headers: Record<string, string>, query) => {
    const { listen, feeds } = await listening()
    feeds.grow(me, 5)
    const { read } = await listen(headers, query)
    expect((await read(/id: 5\n/)).match(/(?<=^id: )\d+/gm)).toEqual(['3', '4', '5'])
  })

  test.each([
    ['no number', 'abc'],
    ['a number that is none of ours', '1.5'],
    ['below zero', '-1'],
    ['an id that was never given out', '6'],
    ['too long', '1'.repeat(16)],
  ])('is refused for %s as Last-Event-ID, in the envelope', async (_what, id) => {
    const { get, feeds, hub } = await listening()
    feeds.grow(me, 5)
    const answer = await get('/v1/events', { 'last-event-id': id })
    expect([answer.statusCode, answer.json()]).toEqual([
      400,
      expect.objectContaining({ scode: 1002, desc: expect.stringMatching(/^last_event_id: /), data: null }),
    ])
    expect(hub.size()).toBe(0)
  })

  test('is refused while the end of the feed is not known', async () => {
    const { get, feeds, hub } = await listening()
    feeds.fails(fault('timeout'))
    const answer = await get('/v1/events')
    expect([answer.statusCode, answer.json().scode, answer.headers['retry-after']]).toEqual([503, 9002, '2'])
    expect(hub.size()).toBe(0)
  })

  test('is refused to a user with too many streams, until one of them is closed', async () => {
    const { listen, get, hub } = await listening()
    const streams = [await listen(), await listen(), await listen()]
    expect((await get('/v1/events')).json().scode).toBe(1007)
    await streams[0]?.close()
    await until(() => hub.size() === 2)
    await (await listen()).read(/listening/)
  })

  test('is not kept for a client that leaves while its token is checked', async () => {
    let checked: Promise<unknown> = Promise.resolve()
    const authenticate = async () => {
      await checked
      return { principal: ann, caller: annsCaller, expires: Number.POSITIVE_INFINITY }
    }
    const { app, listen, listenAndLeave, hub } = await listening({ authenticate })
    for (let client = 0; client < 3; client += 1) {
      checked = new Promise((resolve) => {
        app.server.once('request', (_request, response) => response.once('close', resolve))
      })
      await listenAndLeave()
      await checked
    }
    expect((await listen()).response.status).toBe(200)
    expect(hub.size()).toBe(1)
  })

  test('ends with an envelope when the token expires', async () => {
    const authenticate = () => ({ principal: ann, caller: annsCaller, expires: Date.now() + 300 })
    const { listen } = await listening({ authenticate })
    const { read } = await listen()
    const text = await read(/event: end\n.*\n\n/s)
    const ending = envelopeOf(z.null()).parse(JSON.parse(/event: end\ndata: (.*)\n/.exec(text)?.[1] ?? ''))
    expect(ending.scode).toBe(2002)
    await expect(read(/more/)).rejects.toThrow('the stream ended')
  })

  test('ends in order when the gateway stops, which need not wait for clients', async () => {
    const { listen, app } = await listening()
    const { read } = await listen()
    await read(/listening/)
    const closed = app.close()
    expect(await read(/event: end\n.*\n\n/s)).toContain('"scode":9002')
    await closed
  })

  test('is refused when the gateway stops before it has begun', async () => {
    const { listen, app, feeds, hub } = await listening()
    const { promise: firstPage, resolve: giveFirstPage } = Promise.withResolvers<void>()
    feeds.waitFor(firstPage)
    const asked = listen()
    await until(() => hub.size() === 1)
    const closed = app.close()
    await until(() => hub.size() === 0)
    giveFirstPage()
    const { response, read } = await asked
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2'])
    expect(await read(/\}/)).toContain('"scode":9002,"desc":"the gateway is stopping"')
    await closed
  })
})

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await pause(5)
}

const fault = (code: Parameters<typeof requestFault>[0]): unknown => {
  try {
    return requestFault(code)
  } catch (thrown) {
    return thrown
  }
}
