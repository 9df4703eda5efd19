import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo, type Server } from 'node:net'
import { withTimeout } from '@gongdan/scheduling'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { networkOf } from '../domain/address.ts'
import type { HttpResult } from '../domain/ports.ts'
import type { ResolveName } from './resolveName.ts'
import { createSafeHttpClient } from './safeHttpClient.ts'

type Answer = Extract<HttpResult, { readonly status: number }>

const anyPort = [[1, 65_535]] as const
const notAllowed = { error: 'the address is not allowed' }
const leadsNowhere = { error: 'the name leads to no public address' }

/** Listens where nothing may ever arrive. */
let canary: Server
let canaryPort: number
let seen = 0
/** Listens where the operator allows it. */
let receiver: http.Server
let receiverPort: number

const listen = async (server: Server, host: string) => {
  server.listen(0, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

beforeAll(async () => {
  canary = net.createServer((socket) => {
    seen += 1
    socket.on('error', () => {})
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')
  })
  canaryPort = await listen(canary, '::')
  receiver = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://receiver')
    if (pathname === '/redirect') response.setHeader('location', `http://127.0.0.2:${canaryPort}/`)
    if (pathname === '/busy') response.setHeader('retry-after', '30')
    if (pathname === '/silent') return
    response.statusCode = pathname === '/redirect' ? 302 : pathname === '/busy' ? 503 : 200
    response.setHeader('connection', 'close')
    response.end('x'.repeat(pathname === '/endless' ? 1_000_000 : 10))
  })
  receiverPort = await listen(receiver, '127.0.0.1')
})
afterAll(() => {
  canary.close()
  receiver.closeAllConnections()
  receiver.close()
})

const loopback = ['localhost', 'LOCALHOST', '127.0.0.1', '127.0.0.2', '127.1', '127.0.1', '127.255.255.254']
const spellings = [
  '2130706433',
  '017700000001',
  '0177.0.0.1',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7f.1',
  '127.0x0.1',
  '00000177.1',
  '127.0.0.1.',
  '①②⑦.0.0.1',
  '127。0。0。1',
  '%31%32%37.0.0.1',
]
const unspecified = ['0.0.0.0', '0', '[::]', '[0:0:0:0:0:0:0:0]']
const v6 = [
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fec0::1]',
  '[fd00:ec2::254]',
  '[fc00::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[::ffff:169.254.169.254]',
]
const privateOnes = [
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '169.254.0.23',
  '0xa9fea9fe',
  '2852039166',
  '0251.0376.0251.0376',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '198.18.0.1',
  '192.0.2.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
]
const hosts = [...loopback, ...spellings, ...unspecified, ...v6, ...privateOnes]
const urls = hosts.flatMap((host) => ['http', 'https'].map((scheme) => `${scheme}://${host}`))

describe('without an allowed network', () => {
  test('there are enough refused addresses to try', () => {
    expect(new Set(urls).size).toBeGreaterThanOrEqual(80)
  })

  test.each(urls)('nothing is sent to %s', async (url) => {
    const client = createSafeHttpClient({ allowed: { networks: [], ports: anyPort } })
    expect([notAllowed, leadsNowhere]).toContainEqual(await client.post(`${url}:${canaryPort}/hook`, {}, '{}'))
    expect(seen).toBe(0)
  })
})

describe('a name', () => {
  const allowed = { networks: [networkOf('127.0.0.1/32')], ports: anyPort }
  const url = (path = '/') => `http://receiver.example:${receiverPort}${path}`
  /** A resolver that gives these answers one after the other, then always the last one. */
  const answering = (...answers: string[][]) => {
    const resolve: ResolveName = async () => {
      const addresses = answers.length > 1 ? answers.shift() : answers[0]
      return (addresses ?? []).map((address) => ({ address, family: net.isIP(address) }))
    }
    return resolve
  }

  test('that leads where the operator allows it is sent to', async () => {
    const { post } = createSafeHttpClient({ allowed, resolve: answering(['127.0.0.1']) })
    expect(await post(url(), {}, '{}')).toMatchObject({ status: 200 })
  })

  test.each([
    [['127.0.0.2']],
    [['::1']],
    [['127.0.0.1', '127.0.0.2']],
    [['127.0.0.1', '10.0.0.1']],
    [['::ffff:127.0.0.2']],
    [[]],
  ])('that leads to %j is not', async (addresses) => {
    const { post } = createSafeHttpClient({ allowed, resolve: answering(addresses) })
    const canaryUrl = `http://receiver.example:${canaryPort}/`
    expect(await post(canaryUrl, {}, '{}')).toEqual(leadsNowhere)
    expect(seen).toBe(0)
  })

  test.each(['ENOTFOUND', 'ETIMEOUT', 'ESERVFAIL'])(
    'that is not known (%s) fails as one that leads inside',
    async (code) => {
      const unknown = () => Promise.reject(Object.assign(new Error('queryA'), { code }))
      const { post } = createSafeHttpClient({ allowed, resolve: unknown })
      expect(await post(url(), {}, '{}')).toEqual(leadsNowhere)
    },
  )

  test('with a port that is not allowed is not looked up', async () => {
    const never = () => {
      throw new Error('looked up')
    }
    const { post } = createSafeHttpClient({ allowed: { ...allowed, ports: [[8_443, 8_443]] }, resolve: never })
    expect(await post(url(), {}, '{}')).toEqual(notAllowed)
  })

  test('that does not resolve in time is given up, and its look-up with it', async () => {
    const given = Promise.withResolvers<string>()
    const silent: ResolveName = (_name, signal) => {
      signal.addEventListener('abort', () => given.resolve('given up'))
      return new Promise(() => {})
    }
    const { post } = createSafeHttpClient({ allowed, resolve: silent, timeoutMs: 100 })
    expect(await post(url(), {}, '{}')).toEqual({ error: 'no answer in time' })
    expect(await withTimeout(1_000, given.promise, 'goes on')).toBe('given up')
  })

  test('that DNS does not know is asked of the system where a network is allowed, such as localhost', async () => {
    const { post } = createSafeHttpClient({
      allowed: { ...allowed, networks: [...allowed.networks, networkOf('::1/128')] },
    })
    expect(await post(`http://localhost:${receiverPort}/`, {}, '{}')).toMatchObject({ status: 200 })
  })

  test('that changes its answer is checked again for each connection', async () => {
    const { post } = createSafeHttpClient({ allowed, resolve: answering(['127.0.0.1'], ['127.0.0.2']) })
    expect(await post(url(), {}, '{}')).toMatchObject({ status: 200 })
    expect(await post(`http://receiver.example:${canaryPort}/`, {}, '{}')).toEqual(leadsNowhere)
    expect(seen).toBe(0)
  })
})

describe('a receiver', () => {
  const allowed = { networks: [networkOf('127.0.0.1/32')], ports: anyPort }
  const { post } = createSafeHttpClient({ allowed })
  const at = (path: string) => `http://127.0.0.1:${receiverPort}${path}`

  test('that redirects is not followed', async () => {
    expect(await post(at('/redirect'), {}, '{}')).toMatchObject({ status: 302 })
    expect(seen).toBe(0)
  })

  test('may name a time to wait', async () => {
    expect(await post(at('/busy'), {}, '{}')).toMatchObject({ status: 503, retryAfter: '30' })
  })

  test('that does not answer is given up in time', async () => {
    const { post: postHastily } = createSafeHttpClient({ allowed, timeoutMs: 300 })
    expect(await postHastily(at('/silent'), {}, '{}')).toEqual({ error: 'no answer in time' })
  })

  test('is read up to 64 KiB', async () => {
    const { body } = (await post(at('/endless'), {}, '{}')) as Answer
    expect(body).toHaveLength(65_536)
  })

  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
  test.each([
    [`HTTP/1.1 101 Switching Protocols\r\n${upgrade}`, { status: 101 }],
    [`HTTP/1.1 101 Switching Protocols\r\n${upgrade}more of another protocol`, { status: 101 }],
    [`HTTP/1.1 200 OK\r\ncontent-length: 0\r\n${upgrade}`, { status: 200 }],
    ['HTTP/1.1 101 Switching Protocols\r\n\r\n', { status: 101 }],
    ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n', { error: 'no answer in time' }],
    ['HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc', { error: 'no answer in time' }],
    ['SSH-2.0-OpenSSH_9.9\r\n', { error: 'HPE_INVALID_CONSTANT' }],
  ])('that answers %j and then nothing does not hold the request for ever', async (answer, result) => {
    const raw = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.write(answer))
      sockets.push(socket)
    })
    const sockets: net.Socket[] = []
    const port = await listen(raw, '127.0.0.1')
    const timeoutMs = 'error' in result && result.error === 'no answer in time' ? 300 : 20_000
    const { post: postHastily } = createSafeHttpClient({ allowed, timeoutMs })
    const posted = postHastily(`http://127.0.0.1:${port}/`, {}, '{}')
    expect(await withTimeout(30_000, posted, { error: 'still waits' })).toMatchObject(result)
    for (const socket of sockets) socket.destroy()
    raw.close()
  })

  test('that changes the protocol loses its connection', async () => {
    const closed = Promise.withResolvers<string>()
    const raw = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.on('close', () => closed.resolve('closed'))
      socket.once('data', () => socket.write(`HTTP/1.1 101 Switching Protocols\r\n${upgrade}`))
    })
    const port = await listen(raw, '127.0.0.1')
    void post(`http://127.0.0.1:${port}/`, {}, '{}')
    expect(await withTimeout(30_000, closed.promise, 'open')).toBe('closed')
    raw.close()
  })

  test('that is not there gives a reason without its address', async () => {
    expect(await post('http://127.0.0.1:1/secret?key=KEY', {}, '{}')).toEqual({ error: 'ECONNREFUSED' })
  })
})

test('the canary counts what does arrive', async () => {
  await createSafeHttpClient({ allowed: { networks: [networkOf('127.0.0.0/8')], ports: anyPort } }).post(
    `http://127.0.0.2:${canaryPort}/`,
    {},
    '{}',
  )
  expect(seen).toBe(1)
})
