import { afterEach, describe, expect, test } from '@jest/globals'
import { closeAll, envelope, send, startAnswering } from '../test/answering.ts'
import { createGongdan } from './index.ts'

afterEach(closeAll)

const ticket = { ticket_uuid: 'a', ticket_name: '测试' }
const draft = { type: 'FEEDBACK', ticket_name: '测试' } as const
const keysOf = (received: readonly { headers: Record<string, unknown> }[]) =>
  received.map(({ headers }) => headers['idempotency-key'])

describe('a request is sent again under the same key', () => {
  test.each([
    ['429', 429, envelope(1007)],
    ['503', 503, envelope(9003)],
    ['1009, its first attempt being still under way', 409, envelope(1009)],
    ['502 of a proxy that has no words of gongdan', 502, '<html>Bad Gateway</html>'],
  ])('after %s', async (_, status, refusal) => {
    const { baseUrl, received } = await startAnswering((_request, response, index) =>
      index === 0 ? send(response, status, refusal, { 'Retry-After': '0' }) : send(response, 200, envelope(0, ticket)),
    )
    expect(await createGongdan({ baseUrl }).tickets.submit(draft)).toEqual(ticket)
    const [first, second, ...others] = keysOf(received)
    expect([first, others]).toEqual([second, []])
    expect(received[0]?.body).toBe(received[1]?.body)
  })

  test('when the connection breaks before the answer, or within it', async () => {
    const { baseUrl, received } = await startAnswering((_, response, index) => {
      if (index === 0) response.destroy()
      else if (index === 1) {
        response.writeHead(200, { 'Content-Length': '1000' })
        response.write('{"scode":0')
        setImmediate(() => response.destroy())
      } else send(response, 200, envelope(0, ticket))
    })
    expect(await createGongdan({ baseUrl }).tickets.submit(draft)).toEqual(ticket)
    expect(new Set(keysOf(received)).size).toBe(1)
    expect(received).toHaveLength(3)
  })
})

test('a request is given up when the time to wait is beyond the patience of the client', async () => {
  const { baseUrl, received } = await startAnswering((_, response) =>
    send(response, 429, envelope(1007, null, 'too many'), { 'Retry-After': '31' }),
  )
  await expect(createGongdan({ baseUrl }).tickets.submit(draft)).rejects.toMatchObject({ scode: 1007, retryAfter: 31 })
  expect(received).toHaveLength(1)
})

test('a gateway that is away is 9002 without an answer', async () => {
  const gd = createGongdan({ baseUrl: 'http://127.0.0.1:9', patience: 0 })
  await expect(gd.tickets.list()).rejects.toMatchObject({ scode: 9002, answered: false, requestId: '' })
})

test('what is not an answer of gongdan is not taken for one', async () => {
  const { baseUrl } = await startAnswering((_, response) => send(response, 404, '<html>'))
  await expect(createGongdan({ baseUrl }).tickets.list()).rejects.toMatchObject({ answered: false, desc: 'HTTP 404' })
})

test('a refusal is not repeated', async () => {
  const { baseUrl, received } = await startAnswering((_, response) => send(response, 422, envelope(3006)))
  await expect(createGongdan({ baseUrl }).tickets.submit(draft)).rejects.toMatchObject({ scode: 3006 })
  expect(received).toHaveLength(1)
})

test('where the token has expired a newer one is tried, once', async () => {
  const tokens = ['old', 'new', 'newer']
  const { baseUrl, received } = await startAnswering(({ headers }, response) =>
    headers.authorization === 'Bearer old'
      ? send(response, 401, envelope(2002))
      : send(response, 200, envelope(0, ticket)),
  )
  await createGongdan({ baseUrl, token: () => tokens.shift() ?? '' }).tickets.submit(draft)
  expect(received).toHaveLength(2)
  const stuck = createGongdan({ baseUrl, token: 'old' }).tickets.submit(draft)
  await expect(stuck).rejects.toMatchObject({ scode: 2002 })
  expect(received).toHaveLength(3)
})

test('the signal ends a request, also while it waits to be sent again', async () => {
  const controller = new AbortController()
  const { baseUrl } = await startAnswering((_, response, index) => {
    if (index === 0) send(response, 503, envelope(9003), { 'Retry-After': '20' })
    setImmediate(() => controller.abort(new Error('enough')))
  })
  const asked = createGongdan({ baseUrl }).tickets.list({}, { signal: controller.signal })
  await expect(asked).rejects.toThrow('enough')
  await expect(createGongdan({ baseUrl }).tickets.list({}, { signal: controller.signal })).rejects.toThrow('enough')
})

test('the signal ends requests and live events also where fetch does not hear it', async () => {
  const { baseUrl } = await startAnswering((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write('event: listening\nid: 1\ndata: {}\n\n')
  })
  const deaf = ({ url, headers }: Request) => fetch(url, { headers })
  const gd = createGongdan({ baseUrl, fetch: deaf })
  const controller = new AbortController()
  const { signal } = controller
  const asked = gd.tickets.list({}, { signal })
  for await (const { type } of gd.events({ signal })) if (type === 'listening') setTimeout(() => controller.abort(), 20)
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
})

test('the outcome of what was accepted is asked for until it is there', async () => {
  const { baseUrl, received } = await startAnswering(({ url }, response, index) => {
    if (!url.startsWith('/v1/batch')) send(response, 202, envelope(12, { ...ticket, batch_uuid: 'b' }))
    else if (index === 1) send(response, 202, envelope(12, { ...ticket, batch_uuid: 'b', settled: 0, total: 1 }))
    else send(response, 200, envelope(0, { ...ticket, settled: 1, total: 1 }))
  })
  expect(await createGongdan({ baseUrl }).tickets.submit(draft)).toMatchObject(ticket)
  expect(received.map(({ url }) => url)).toEqual([
    '/v1/ticket/submit',
    '/v1/batch/inspect?batch_uuid=b&since=0',
    '/v1/batch/inspect?batch_uuid=b&since=0',
  ])
})

test('an accepted request that is refused later throws, as one that is refused at once', async () => {
  const { baseUrl } = await startAnswering(({ url }, response) =>
    url.startsWith('/v1/batch')
      ? send(response, 422, envelope(3005, ticket, 'process_uuid'))
      : send(response, 202, envelope(12, { ...ticket, batch_uuid: 'b' })),
  )
  await expect(createGongdan({ baseUrl }).tickets.submit(draft)).rejects.toMatchObject({ scode: 3005 })
})

describe('an accepted request whose outcome is not told is not known to have failed', () => {
  const accepted = envelope(12, { ...ticket, batch_uuid: 'b' })
  const submitted = async (answer: { readonly status: number; readonly envelope: object }, given = {}) => {
    const { baseUrl } = await startAnswering(({ url }, response) =>
      url.startsWith('/v1/batch')
        ? send(response, answer.status, answer.envelope, { 'Retry-After': '40' })
        : send(response, 202, accepted),
    )
    return createGongdan({ baseUrl }).tickets.submit(draft, given)
  }

  test.each([
    ['the token has expired meanwhile', 401, 2002],
    ['there are too many requests', 429, 1007],
    ['the batch is gone', 404, 6001],
  ])('since %s', async (_, status, scode) => {
    const refused = submitted({ status, envelope: envelope(scode) })
    await expect(refused).rejects.toMatchObject({ scode, answered: true, known: false, batchUuid: 'b', retryAfter: 40 })
  })

  test('since it takes too long', async () => {
    const late = submitted({ status: 202, envelope: accepted }, { followFor: -1 })
    await expect(late).rejects.toMatchObject({ scode: 12, answered: true, known: false, batchUuid: 'b' })
  })

  test.each([
    ['', 1],
    [', after the first question was lost', 2],
  ])('since the token cannot be had any more%s', async (_, requests) => {
    const { baseUrl, received } = await startAnswering(({ url }, response) =>
      url.startsWith('/v1/batch') ? response.destroy() : send(response, 202, accepted),
    )
    const why = new Error('not signed in')
    const token = () => {
      if (received.length === requests) throw why
      return 't'
    }
    const lost = createGongdan({ baseUrl, token }).tickets.submit(draft)
    await expect(lost).rejects.toMatchObject({ answered: false, known: false, batchUuid: 'b', cause: why })
  })

  test('since asking for it has ended: an operator has to look', async () => {
    const ended = submitted({ status: 409, envelope: envelope(6002, ticket) })
    await expect(ended).rejects.toMatchObject({ scode: 6002, answered: true, known: false })
  })

  test('but the signal ends it as any other', async () => {
    const controller = new AbortController()
    const { baseUrl } = await startAnswering(({ url }, response) => {
      if (url.startsWith('/v1/batch')) controller.abort(new Error('enough'))
      else send(response, 202, accepted)
    })
    const { signal } = controller
    await expect(createGongdan({ baseUrl }).tickets.submit(draft, { signal })).rejects.toThrow('enough')
  })
})

test('a refusal is known, and so is one that comes late; what nobody answered is not', async () => {
  const { baseUrl } = await startAnswering(({ url }, response) => {
    if (url === '/v1/ticket/save') response.destroy()
    else if (url.startsWith('/v1/batch')) send(response, 422, envelope(3005, ticket))
    else send(response, 202, envelope(12, { ...ticket, batch_uuid: 'b' }))
  })
  const gd = createGongdan({ baseUrl, patience: 0 })
  await expect(gd.tickets.submit(draft)).rejects.toMatchObject({ scode: 3005, known: true, batchUuid: undefined })
  await expect(gd.tickets.save(draft)).rejects.toMatchObject({ known: false, batchUuid: undefined })
})

describe('what was refused before it was looked up what became of it', () => {
  const refusedBy = async (...refusals: readonly (readonly [status: number, scode: number] | 'lost')[]) => {
    const { baseUrl } = await startAnswering((_, response, index) => {
      const refusal = refusals[index] ?? refusals.at(-1) ?? 'lost'
      if (refusal === 'lost') response.destroy()
      else send(response, refusal[0], envelope(refusal[1]), index < refusals.length - 1 ? {} : { 'Retry-After': '60' })
    })
    return createGongdan({ baseUrl }).tickets.submit(draft)
  }

  test.each([
    [429, 1007],
    [401, 2002],
  ])('is known, for nothing was done: %i', async (status, scode) => {
    await expect(refusedBy([status, scode])).rejects.toMatchObject({ scode, known: true })
  })

  test.each([
    [429, 1007],
    [401, 2001],
    [401, 2002],
    [400, 1001],
    [413, 1004],
  ])('is not known after an attempt that was lost: %i', async (status, scode) => {
    await expect(refusedBy('lost', [status, scode])).rejects.toMatchObject({ scode, answered: true, known: false })
    await expect(refusedBy([409, 1009], [status, scode])).rejects.toMatchObject({ scode, known: false })
  })

  test('is known after such an attempt where the key was looked up: another request had it', async () => {
    await expect(refusedBy('lost', [422, 1008])).rejects.toMatchObject({ scode: 1008, known: true })
  })

  test('is not known while an attempt is under way', async () => {
    await expect(refusedBy([409, 1009])).rejects.toMatchObject({ scode: 1009, answered: true, known: false })
  })
})

describe('where no token can be had for a repetition', () => {
  const why = new Error('not signed in')
  const startLosing = () => startAnswering((_, response) => void response.destroy())

  test('of what was lost, that is told, for it may have happened', async () => {
    const { baseUrl, received } = await startLosing()
    const token = () => {
      if (received.length > 0) throw why
      return 't'
    }
    const gd = createGongdan({ baseUrl, token })
    await expect(gd.tickets.submit(draft)).rejects.toMatchObject({ answered: false, known: false, cause: why })
  })

  test('of what was refused, the reason is thrown as it is', async () => {
    const { baseUrl, received } = await startAnswering((_, response) =>
      send(response, 429, envelope(1007), { 'Retry-After': '0' }),
    )
    const token = () => {
      if (received.length > 0) throw why
      return 't'
    }
    await expect(createGongdan({ baseUrl, token }).tickets.submit(draft)).rejects.toBe(why)
  })

  test('since the signal has ended it meanwhile, its reason is thrown', async () => {
    const { baseUrl, received } = await startLosing()
    const controller = new AbortController()
    const token = () => {
      if (received.length === 0) return 't'
      controller.abort(new Error('enough'))
      throw why
    }
    const { signal } = controller
    await expect(createGongdan({ baseUrl, token }).tickets.submit(draft, { signal })).rejects.toThrow('enough')
  })
})
