import { connect } from 'node:net'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { closeGateways, startGateway, uuid } from '../../test/startGateway.ts'

afterEach(closeGateways)

let listening: Awaited<ReturnType<typeof startGateway>>
let port: number
beforeAll(async () => {
  listening = await startGateway({ kept: true, docs: true })
  port = Number(new URL(await listening.app.listen({ port: 0 })).port)
})
afterAll(() => listening.app.close())

interface Received {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

/** The answers in what came over a connection; each says its length, or is chunked and the last one. */
const answersIn = (bytes: Buffer): readonly Received[] => {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return []
  const [start = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = new Map(lines.map((line) => [line.split(': ')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*: /, '')]))
  const status = Number(start.split(' ')[1])
  const from = end + 4
  const to = from + (status < 200 ? 0 : Number(headers.get('content-length') ?? bytes.length))
  return [{ status, headers, body: bytes.subarray(from, to) }, ...answersIn(bytes.subarray(to))]
}

/** Sends bytes on a connection of its own; gives what comes until the gateway closes it. */
const sendRaw = async (...parts: readonly (string | Buffer)[]): Promise<readonly Received[]> => {
  const socket = connect(port, '127.0.0.1')
  socket.write(Buffer.concat(parts.map((part) => Buffer.from(part))))
  return answersIn(Buffer.concat(await socket.toArray()))
}

const pass = 'POST /v1/ticket/pass HTTP/1.1\r\nHost: a\r\n'
const json = 'Content-Type: application/json\r\n'
const last = 'Connection: close\r\n'
const lengthOf = (body: Buffer | string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`
const overrule = (reason: string) => JSON.stringify({ list: [uuid()], reason })
/** 「原因」 in GBK, which is no UTF-8. */
const gbk = Buffer.from('d4add2f2', 'hex')
const list = JSON.stringify({ list: [uuid()] })

describe('a body', () => {
  const sent: readonly (readonly [string, readonly (string | Buffer)[], number, number, string])[] = [
    ['in UTF-8 that says so', [pass, json.replace('\r', '; charset=UTF-8\r'), last, lengthOf(list), list], 200, 0, ''],
    ['with a byte order mark', [pass, json, last, lengthOf(`\ufeff${list}`), `\ufeff${list}`], 200, 0, ''],
    [
      'that says that it is GBK',
      [pass, json.replace('\r', '; charset="gbk"\r'), last, lengthOf(list), list],
      415,
      1003,
      'Content-Type: send the body in UTF-8',
    ],
    [
      'in GBK that says nothing',
      [pass, json, last, `Content-Length: ${list.length + 16}\r\n\r\n`, list.slice(0, -1), ',"reason":"', gbk, '"}'],
      400,
      1001,
      'the body is not valid UTF-8',
    ],
    [
      'in UTF-16',
      [pass, json, last, `Content-Length: ${2 * list.length + 2}\r\n\r\n`, Buffer.from(`\ufeff${list}`, 'utf16le')],
      400,
      1001,
      'the body is not valid UTF-8',
    ],
    ...(
      [
        ['gzip', gzipSync(list)],
        ['br', brotliCompressSync(list)],
      ] as const
    ).map(
      ([encoding, body]) =>
        [
          `compressed by ${encoding}`,
          [pass, json, last, `Content-Encoding: ${encoding}\r\n`, lengthOf(body), body],
          415,
          1003,
          'Content-Encoding: send the body as it is, without compression',
        ] as const,
    ),
    [
      'that is not compressed, and says so',
      [pass, json, last, 'Content-Encoding: identity\r\n', lengthOf(list), list],
      200,
      0,
      '',
    ],
    [
      'in chunks',
      [
        pass,
        json,
        last,
        'Transfer-Encoding: chunked\r\n\r\n',
        `5\r\n${list.slice(0, 5)}\r\n`,
        `${(list.length - 5).toString(16)}\r\n${list.slice(5)}\r\n0\r\n\r\n`,
      ],
      200,
      0,
      '',
    ],
    ['without a content type', [pass, last, lengthOf(list), list], 415, 1003, 'Content-Type is missing'],
    ['over HTTP/1.0', ['POST /v1/ticket/pass HTTP/1.0\r\n', json, lengthOf(list), list], 200, 0, ''],
    [
      'to an address with a slash behind it',
      [pass.replace('pass', 'pass/'), json, last, lengthOf(list), list],
      200,
      0,
      '',
    ],
  ]
  test.each(sent)('%s is answered', async (_what, parts, status, scode, desc) => {
    const [answer] = await sendRaw(...parts)
    expect({ status: answer?.status, ...JSON.parse(String(answer?.body)) }).toMatchObject({ status, scode, desc })
    if (status === 415) expect(answer?.headers.get('accept-encoding')).toBe('identity')
  })

  test('that waits to be asked for is asked for, then answered', async () => {
    const answers = await sendRaw(pass, json, last, 'Expect: 100-continue\r\n', lengthOf(list), list)
    expect(answers.map(({ status }) => status)).toEqual([100, 200])
  })

  test('that waits to be asked for and cannot be read is refused without being asked for', async () => {
    const answers = await sendRaw(pass, last, 'Expect: a-miracle\r\n', json, lengthOf(list), list)
    expect(answers.map(({ status }) => status)).toEqual([400])
  })

  test('is answered in the order of the requests, where several are sent at once', async () => {
    const bodies = ['一', '二', '三'].map(overrule)
    const requests = bodies.flatMap((body, index) => [
      `POST /v1/ticket/overrule HTTP/1.1\r\nHost: a\r\nX-Request-Id: ${index}\r\n`,
      index === 2 ? last : '',
      json,
      lengthOf(body),
      body,
    ])
    const answers = await sendRaw(...requests)
    expect(answers.map(({ status, headers }) => [status, headers.get('x-request-id')])).toEqual([
      [200, '0'],
      [200, '1'],
      [200, '2'],
    ])
  })
})

describe('HEAD', () => {
  const head = async (url: string) => {
    const { statusCode, headers, body } = await listening.app.inject({ method: 'HEAD', url })
    return { statusCode, length: headers['content-length'], body }
  }

  test.each(['/', '/livez', '/openapi.json', '/v1/ticket/list', '/v1/ticket/list?page_size=0'])(
    '%s is answered as GET, without the body',
    async (url) => {
      const { statusCode, body } = await listening.app.inject({ method: 'GET', url })
      expect(await head(url)).toEqual({ statusCode, length: String(Buffer.byteLength(body)), body: '' })
    },
  )

  test('of the live events says what they are, and opens no stream', async () => {
    const { statusCode, headers } = await listening.app.inject({ method: 'HEAD', url: '/v1/events' })
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/event-stream'])
    expect(listening.hub.size()).toBe(0)
  })

  test('never carries a command out, not even where GET does', async () => {
    const { statusCode, headers } = await listening.app.inject({ method: 'HEAD', url: '/v1/ticket/overrule' })
    expect([statusCode, headers.allow]).toEqual([405, 'POST, GET'])
  })
})

describe('an answer', () => {
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }
  const ask = (url: string, accept: string) =>
    listening.app.inject({ method: 'GET', url, headers: { 'accept-encoding': accept } })

  test.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['*', 'gzip'],
  ] as const)('above 1 KiB is compressed for a client that accepts %s', async (accept, encoding) => {
    const { headers, rawPayload } = await ask('/openapi.json', accept)
    expect([headers['content-encoding'], headers.vary]).toEqual([encoding, 'accept-encoding'])
    const { body } = await listening.app.inject('/openapi.json')
    expect(String(unpack[encoding](rawPayload))).toBe(body)
  })

  test.each([
    ['/openapi.json', 'identity'],
    ['/openapi.json', ''],
    ['/openapi.json', 'deflate'],
    ['/livez', 'br, gzip'],
  ])('%s is not compressed for a client that accepts %j', async (url, accept) => {
    expect((await ask(url, accept)).headers['content-encoding']).toBeUndefined()
  })
})
