import { afterEach, describe, expect, test } from '@jest/globals'
import { closeAll, envelope, type Received, send, startAnswering } from '../test/answering.ts'
import { createGongdan, type ItemOutcome } from './index.ts'

afterEach(closeAll)

const names = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`)
const listIn = ({ body }: Received): readonly string[] =>
  JSON.parse(body).list.map((item: string | { ticket_uuid: string }) =>
    typeof item === 'string' ? item : item.ticket_uuid,
  )
const resultOf = (uuid: string, scode = 0) => envelope(scode, { ticket_uuid: uuid, ticket_name: `name of ${uuid}` })
const batchOf = (results: readonly { scode: number }[], more: object = {}) => ({
  success: results.filter(({ scode }) => scode === 0).length,
  fail: results.filter(({ scode }) => scode !== 0 && scode !== 12).length,
  results,
  ...more,
})
const done = (request: Received) => envelope(0, batchOf(listIn(request).map((uuid) => resultOf(uuid))))

/** What was thrown at the end of the outcomes, and the outcomes before it. */
const read = async <D>(outcomes: AsyncIterable<ItemOutcome<D>>) => {
  const found: ItemOutcome<D>[] = []
  try {
    for await (const outcome of outcomes) found.push(outcome)
    return { found, thrown: undefined }
  } catch (thrown) {
    return { found, thrown }
  }
}

describe('a list', () => {
  test('goes in pieces, each under the key of the whole with its number, and no more at once than was said', async () => {
    const held: (() => void)[] = []
    let most = 0
    const { baseUrl, received } = await startAnswering((request, response) => {
      held.push(() => send(response, 200, done(request)))
      most = Math.max(most, held.length)
      // A moment later, so that a request too many would have come; the last one is alone.
      const isAll = held.length === 3 || received.length === 10
      if (isAll) setTimeout(() => held.splice(0).forEach((answer) => void answer()), 20)
    })
    const outcomes = createGongdan({ baseUrl }).tickets.pass(names(1000), {
      reason: '同意',
      pieces: 100,
      inFlight: 3,
      key: 'k',
    })
    const all = await outcomes.all()
    expect(all.map(({ uuid }) => uuid).toSorted()).toEqual(names(1000).toSorted())
    expect(all.every(({ ok, known, name, uuid }) => ok && known && name === `name of ${uuid}`)).toBe(true)
    expect(most).toBe(3)
    const keys = received.map(({ headers }) => headers['idempotency-key'])
    expect(keys.toSorted()).toEqual(Array.from({ length: 10 }, (_, index) => `k.${index}`))
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ reason: '同意', list: names(100) })
  })

  test('gives one outcome of each distinct item, and failures as values', async () => {
    const { baseUrl, received } = await startAnswering((request, response) => {
      const results = listIn(request).map((uuid) => resultOf(uuid, uuid === 'b' ? 3001 : 0))
      send(response, 200, envelope(10, batchOf(results)))
    })
    const gd = createGongdan({ baseUrl })
    const all = await gd.tickets.withdraw(['a', { ticket_uuid: 'b', version: 2 }, 'a']).all()
    expect(all.map(({ uuid, ok, scode, text }) => [uuid, ok, scode, text])).toEqual([
      ['a', true, 0, '成功'],
      ['b', false, 3001, '已拒绝'],
    ])
    expect(JSON.parse(received[0]?.body ?? '').list).toEqual(['a', { ticket_uuid: 'b', version: 2 }])
    await expect(gd.tickets.withdraw('b').one()).rejects.toMatchObject({ scode: 3001, data: { ticket_uuid: 'b' } })
    expect(await gd.tickets.withdraw('a').one()).toMatchObject({ ticket_uuid: 'a' })
  })

  test('that was accepted gives outcomes as they come, each once', async () => {
    const { baseUrl, received } = await startAnswering(({ url }, response, index) => {
      if (index === 0)
        send(
          response,
          202,
          envelope(12, batchOf([resultOf('a'), resultOf('b', 12), resultOf('c', 12)], { batch_uuid: 'x' })),
        )
      else if (url.endsWith('since=0')) {
        send(
          response,
          202,
          envelope(12, batchOf([resultOf('a'), resultOf('c')], { batch_uuid: 'x', settled: 2, total: 3 })),
        )
      } else send(response, 200, envelope(0, batchOf([resultOf('b')], { settled: 3, total: 3 })))
    })
    const all = await createGongdan({ baseUrl }).tickets.pass(['a', 'b', 'c']).all()
    expect(all.map(({ uuid }) => uuid)).toEqual(['a', 'c', 'b'])
    expect(received.slice(1).map(({ url }) => url)).toEqual([
      '/v1/batch/inspect?batch_uuid=x&since=0',
      '/v1/batch/inspect?batch_uuid=x&since=2',
    ])
  })

  test('that was accepted gives outcomes by the uuids that were given, however the gateway spells them', async () => {
    const { baseUrl } = await startAnswering(({ url }, response) =>
      url.startsWith('/v1/batch')
        ? send(response, 200, envelope(0, batchOf([resultOf('a1'), resultOf('b2', 3003)], { settled: 2, total: 2 })))
        : send(response, 202, envelope(12, batchOf([resultOf('a1', 12), resultOf('b2', 12)], { batch_uuid: 'x' }))),
    )
    const all = await createGongdan({ baseUrl }).tickets.pass(['A1', 'b2']).all()
    expect(all.map(({ uuid, scode, known }) => [uuid, scode, known])).toEqual([
      ['A1', 0, true],
      ['b2', 3003, true],
    ])
  })

  test('that was accepted and cannot be asked for any more stops, its items unknown', async () => {
    const { baseUrl, received } = await startAnswering(({ url }, response) => {
      if (url.startsWith('/v1/batch')) send(response, 401, envelope(2002))
      else send(response, 202, envelope(12, batchOf([resultOf('t0', 12)], { batch_uuid: 'x' })))
    })
    const gd = createGongdan({ baseUrl })
    const { found, thrown } = await read(gd.tickets.pass(names(2), { pieces: 1, inFlight: 1 }))
    expect(thrown).toMatchObject({ scode: 2002, known: false, batchUuid: 'x' })
    expect(found).toMatchObject([{ uuid: 't0', scode: 2002, known: false, batchUuid: 'x' }])
    expect(received).toHaveLength(2)
    await expect(gd.tickets.pass('t0').one()).rejects.toMatchObject({ scode: 2002, known: false, batchUuid: 'x' })
  })

  test('whose items nobody asks for any more (6002) leaves them unknown, and the others go on', async () => {
    const { baseUrl } = await startAnswering((request, response) => {
      const { url } = request
      if (url.startsWith('/v1/batch')) {
        send(response, 200, envelope(11, batchOf([resultOf('t0', 6002)], { settled: 0, total: 1 })))
      } else if (listIn(request).includes('t0')) {
        send(response, 202, envelope(12, batchOf([resultOf('t0', 12)], { batch_uuid: 'x' })))
      } else send(response, 200, done(request))
    })
    const gd = createGongdan({ baseUrl })
    const { found, thrown } = await read(gd.tickets.pass(names(2), { pieces: 1, inFlight: 1 }))
    expect(thrown).toBeUndefined()
    expect(found.map(({ uuid, scode, known }) => [uuid, scode, known])).toEqual([
      ['t0', 6002, false],
      ['t1', 0, true],
    ])
    await expect(gd.tickets.pass('t0').one()).rejects.toMatchObject({ scode: 6002, answered: true, known: false })
  })

  test('whose token cannot be had any more stops, what was lost being unknown', async () => {
    const why = new Error('not signed in')
    const { baseUrl, received } = await startAnswering((_, response) => void response.destroy())
    const token = () => {
      if (received.length > 0) throw why
      return 't'
    }
    const gd = createGongdan({ baseUrl, token })
    const { found, thrown } = await read(gd.tickets.pass(names(4), { pieces: 2, inFlight: 1 }))
    expect(thrown).toMatchObject({ known: false, cause: why })
    expect(found.map(({ uuid, known }) => [uuid, known])).toEqual([
      ['t0', false],
      ['t1', false],
    ])
  })

  test('of which a piece is refused as a whole: its items failed, the others go on', async () => {
    const { baseUrl } = await startAnswering((request, response) =>
      listIn(request).includes('t1')
        ? send(response, 409, envelope(3017, null, 'list'), { 'Retry-After': '7' })
        : send(response, 200, done(request)),
    )
    const { found, thrown } = await read(createGongdan({ baseUrl }).tickets.pass(names(4), { pieces: 1, inFlight: 1 }))
    expect(thrown).toBeUndefined()
    expect(found.map(({ scode, known, retryAfter }) => [scode, known, retryAfter])).toEqual([
      [0, true, null],
      [3017, true, 7],
      [0, true, null],
      [0, true, null],
    ])
  })

  test('whose caller is no longer signed in stops', async () => {
    const { baseUrl, received } = await startAnswering((_, response) => send(response, 401, envelope(2001)))
    const { found, thrown } = await read(createGongdan({ baseUrl }).tickets.pass(names(9), { pieces: 3, inFlight: 1 }))
    expect(thrown).toMatchObject({ scode: 2001 })
    expect(found.map(({ ok, known }) => [ok, known])).toEqual([
      [false, true],
      [false, true],
      [false, true],
    ])
    expect(received).toHaveLength(1)
  })

  test('whose gateway is gone leaves unknown what was under way, and sends no more', async () => {
    const { baseUrl, received } = await startAnswering((request, response, index) =>
      index === 0 ? send(response, 200, done(request)) : response.destroy(),
    )
    const gd = createGongdan({ baseUrl, patience: 0 })
    const { found, thrown } = await read(gd.tickets.pass(names(5), { pieces: 2, inFlight: 1 }))
    expect(thrown).toMatchObject({ scode: 9002, answered: false })
    expect(found.map(({ uuid, known }) => [uuid, known])).toEqual([
      ['t0', true],
      ['t1', true],
      ['t2', false],
      ['t3', false],
    ])
    expect(received).toHaveLength(2)
  })

  test('that the signal stops sends nothing more, and waits for what is under way', async () => {
    const controller = new AbortController()
    const { baseUrl, received } = await startAnswering((request, response) => {
      controller.abort(new Error('enough'))
      setTimeout(() => send(response, 200, done(request)), 20)
    })
    const { signal } = controller
    const { found, thrown } = await read(
      createGongdan({ baseUrl }).tickets.pass(names(9), { pieces: 3, inFlight: 1, signal }),
    )
    expect(found.map(({ uuid, known }) => [uuid, known])).toEqual([
      ['t0', true],
      ['t1', true],
      ['t2', true],
    ])
    expect([String(thrown), received.length]).toEqual(['Error: enough', 1])
  })

  test('is sent no further when nobody reads its outcomes any more', async () => {
    const { baseUrl, received } = await startAnswering((request, response) => send(response, 200, done(request)))
    for await (const { ok } of createGongdan({ baseUrl }).tickets.pass(names(9), { pieces: 1, inFlight: 1 })) {
      expect(ok).toBe(true)
      break
    }
    expect(received.length).toBeLessThan(4)
  })
})

test('all tickets come page after page, by cursor', async () => {
  const pages: Readonly<Record<string, object>> = {
    '': { list: ['a', 'b'], next_cursor: 'x' },
    x: { list: [], next_cursor: 'y' },
    y: { list: ['c'], next_cursor: '' },
  }
  const { baseUrl, received } = await startAnswering(({ url }, response) => {
    const cursor = new URL(url, 'http://gateway').searchParams.get('cursor') ?? ''
    send(response, 200, envelope(0, { total_count: 3, total_capped: false, ...pages[cursor] }))
  })
  const found: unknown[] = []
  for await (const ticket of createGongdan({ baseUrl }).tickets.each({ scope: 'all', name: '磁盘' })) found.push(ticket)
  expect(found).toEqual(['a', 'b', 'c'])
  expect(received[1]?.url).toBe(
    `/v1/ticket/list?page_size=100&scope=all&filter_name=${encodeURIComponent('磁盘')}&cursor=x`,
  )
})
