import dgram from 'node:dgram'
import { once } from 'node:events'
import { pause, withTimeout } from '@gongdan/scheduling'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createNameResolver, type FallBack } from './resolveName.ts'

const [A, AAAA] = [1, 28]
/** What the DNS server knows; it says of `unknown.example` that there is none, and nothing of any other name. */
const records: Readonly<Record<string, Readonly<Record<number, readonly number[]>>>> = {
  'both.example': { [A]: [203, 0, 113, 7], [AAAA]: [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] },
  'v4.example': { [A]: [203, 0, 113, 8] },
  'unknown.example': {},
}

let server: dgram.Socket
let servers: readonly string[]
let asked: string[] = []

const nameIn = (question: Buffer): string => {
  const labels: string[] = []
  for (let at = 0; question[at] !== 0; at += 1 + (question[at] ?? 0)) {
    labels.push(question.toString('latin1', at + 1, at + 1 + (question[at] ?? 0)))
  }
  return labels.join('.')
}

beforeAll(async () => {
  server = dgram.createSocket('udp4', (query, { port, address }) => {
    const name = nameIn(query.subarray(12))
    const question = query.subarray(12, 12 + name.length + 2 + 4)
    const type = question.readUInt16BE(question.length - 4)
    asked.push(name)
    const known = records[name]
    if (known === undefined) return
    const data = known[type]
    const flags = Object.keys(known).length === 0 ? [0x81, 0x83] : [0x81, 0x80]
    const header = Buffer.from([query[0] ?? 0, query[1] ?? 0, ...flags, 0, 1, 0, data ? 1 : 0, 0, 0, 0, 0])
    const answer = data ? Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length, ...data]) : Buffer.alloc(0)
    server.send(Buffer.concat([header, question, answer]), port, address)
  })
  server.bind(0, '127.0.0.1')
  await once(server, 'listening')
  servers = [`127.0.0.1:${server.address().port}`]
})
afterAll(() => void server.close())
beforeEach(() => {
  asked = []
})

const never = new AbortController().signal
const local: FallBack = async () => [{ address: '127.0.0.1', family: 4 }]

test('a name leads to all its addresses of both kinds', async () => {
  const resolve = createNameResolver({ servers })
  expect(await resolve('both.example', never)).toEqual([
    { address: '203.0.113.7', family: 4 },
    { address: '2001:db8::1', family: 6 },
  ])
  expect(await resolve('v4.example', never)).toEqual([{ address: '203.0.113.8', family: 4 }])
})

test('a name that DNS does not know leads nowhere, unless the system may be asked', async () => {
  await expect(createNameResolver({ servers })('unknown.example', never)).rejects.toMatchObject({ code: 'ENOTFOUND' })
  const resolve = createNameResolver({ servers, fallBack: local })
  expect(await resolve('unknown.example', never)).toEqual([{ address: '127.0.0.1', family: 4 }])
  expect(await resolve('v4.example', never)).toEqual([{ address: '203.0.113.8', family: 4 }])
})

test('without a DNS server the system may be asked', async () => {
  const resolve = createNameResolver({ servers: ['127.0.0.1:1'], fallBack: local })
  expect(await resolve('v4.example', never)).toEqual([{ address: '127.0.0.1', family: 4 }])
})

test('names whose DNS does not answer delay no others, and end in time without the system being asked', async () => {
  const resolve = createNameResolver({ servers, fallBack: local })
  const giveUp = new AbortController()
  const silent = Array.from({ length: 100 }, (_, n) => resolve(`silent${n}.example`, giveUp.signal))
  const ended = Promise.allSettled(silent)
  await pause(50)
  expect(await withTimeout(5_000, resolve('v4.example', never), 'late')).toHaveLength(1)
  giveUp.abort()
  expect((await ended).map((one) => one.status === 'rejected' && one.reason.code)).toEqual(
    silent.map(() => 'ECANCELLED'),
  )
  // What was on its way has arrived.
  await pause(500)
  const before = asked.length
  // Longer than the first wait for an answer: nothing is asked again of what was given up.
  await pause(3_000)
  expect(asked).toHaveLength(before)
})

test('the system is asked for one name at a time, and not for those that were given up meanwhile', async () => {
  const open = Promise.withResolvers<void>()
  const names: string[] = []
  const resolve = createNameResolver({
    servers,
    fallBack: async (name) => {
      names.push(name)
      await open.promise
      return []
    },
  })
  const giveUp = new AbortController()
  const first = resolve('unknown.example', never)
  while (names.length === 0) await pause(5)
  const second = resolve('unknown.example', giveUp.signal)
  await pause(100)
  giveUp.abort()
  open.resolve()
  expect(await first).toEqual([])
  await expect(second).rejects.toThrow()
  expect(names).toHaveLength(1)
})
