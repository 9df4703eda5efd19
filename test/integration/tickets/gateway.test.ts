import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect as connectTo } from 'node:net'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { eventually } from '../../support/eventually.ts'
import { startSystem, type TestSystem } from '../../support/system.ts'

jest.setTimeout(120_000)

let system: TestSystem
let token: string
beforeAll(async () => {
  system = await startSystem({ scale: { gateway: 2, image: 0 } })
  token = await system.token({ user: 'ann', name: 'Ann', tenant: 'acme', tenantName: 'Acme', roles: [] })
})
afterAll(() => system?.stop())

const call = async (method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(`${system.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, text, envelope: JSON.parse(text), location: response.headers.get('location') ?? '' }
}
const newTicket = () => ({ ticket_name: `feedback ${randomUUID()}`, type: 'FEEDBACK' })
const ticketsNamed = async (name: string) => {
  const { envelope } = await call('GET', `/v1/ticket/list?filter_name=${encodeURIComponent(name)}`)
  return envelope.data.list.map((ticket: { ticket_uuid: string }) => ticket.ticket_uuid)
}

describe('while the ticket service is away', () => {
  test('a submit is answered with 202, and becomes one ticket when the service is back', async () => {
    const ticket = newTicket()
    await system.kill('ticket', 'SIGKILL')
    const accepted = await call('POST', '/v1/ticket/submit', ticket, { prefer: 'wait=1' })
    expect([accepted.status, accepted.envelope.scode]).toEqual([202, 12])
    expect((await call('GET', accepted.location)).text).toBe(accepted.text)

    await system.start('ticket')
    await eventually(async () => expect((await call('GET', accepted.location)).status).toBe(200), { withinMs: 30_000 })
    const { ticket_uuid } = accepted.envelope.data
    expect((await call('GET', accepted.location)).envelope.data).toEqual({
      ticket_uuid,
      ticket_name: ticket.ticket_name,
    })
    expect(await ticketsNamed(ticket.ticket_name)).toEqual([ticket_uuid])
  })

  test('a gateway that stops answers 202 for what it has in hand, and ends in good order', async () => {
    const ticket = newTicket()
    await system.kill('ticket', 'SIGKILL')
    const answer = call('POST', '/v1/ticket/submit', ticket, { prefer: 'wait=30' })
    await new Promise((resolve) => setTimeout(resolve, 500))
    await system.kill('gateway', 'SIGTERM')
    const accepted = await answer
    expect(accepted.status).toBe(202)
    expect(await readFile(system.logFile('gateway'), 'utf8')).toContain('"msg":"stopped"')

    await Promise.all([system.start('gateway'), system.start('ticket')])
    await eventually(async () => expect((await call('GET', accepted.location)).status).toBe(200), { withinMs: 30_000 })
    expect(await ticketsNamed(ticket.ticket_name)).toHaveLength(1)
  })
})

describe('a gateway that is killed', () => {
  test('between decision and answer costs no second effect: who repeats with the key gets the one ticket', async () => {
    const ticket = newTicket()
    const key = { 'idempotency-key': randomUUID(), prefer: 'wait=1' }
    await system.kill('ticket', 'SIGKILL')
    const lost = call('POST', '/v1/ticket/submit', ticket, { ...key, prefer: 'wait=2' }).catch(() => 'lost')
    await new Promise((resolve) => setTimeout(resolve, 500))
    await system.kill('gateway', 'SIGKILL')
    expect(await lost).toBe('lost')
    await Promise.all([system.start('gateway'), system.start('ticket')])
    await eventually(async () => expect(await ticketsNamed(ticket.ticket_name)).toHaveLength(1), { withinMs: 30_000 })

    const again = () => call('POST', '/v1/ticket/submit', ticket, key)
    await eventually(async () => expect((await again()).status).toBe(200), { withinMs: 30_000 })
    const first = await again()
    expect((await again()).text).toBe(first.text)
    expect(await ticketsNamed(ticket.ticket_name)).toEqual([first.envelope.data.ticket_uuid])
  })

  test('after a 202 leaves its batch to the other gateways', async () => {
    const tickets = await Promise.all(
      Array.from({ length: 120 }, async () => (await call('POST', '/v1/ticket/save', newTicket())).envelope.data),
    )
    const list = tickets.map((ticket: { ticket_uuid: string }) => ticket.ticket_uuid)
    await system.kill('ticket', 'SIGKILL')
    const accepted = await call('POST', '/v1/ticket/saved/submit', { list }, { prefer: 'respond-async' })
    expect(accepted.status).toBe(202)
    await system.kill('gateway', 'SIGKILL')
    await system.start('ticket')
    await system.start('gateway')
    await eventually(
      async () => {
        const { envelope } = await call('GET', accepted.location)
        expect(envelope).toMatchObject({ scode: 0, data: { success: 120, fail: 0 } })
      },
      { withinMs: 60_000 },
    )
  })
})

describe('what is not HTTP', () => {
  const send = async (text: string) => {
    const { hostname, port } = new URL(system.url)
    const socket = connectTo(Number(port), hostname)
    const received: Buffer[] = []
    socket.on('data', (chunk) => received.push(chunk))
    socket.write(text)
    await once(socket, 'close')
    return Buffer.concat(received).toString()
  }

  test.each([
    ['no request line', 'nonsense\r\n\r\n', 'HTTP/1.1 400 Bad Request', 1001],
    [
      'a head of 20 KB',
      `GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      'HTTP/1.1 413 Payload Too Large',
      1004,
    ],
    [
      'two lengths',
      'GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      'HTTP/1.1 400 Bad Request',
      1001,
    ],
  ])('%s is answered with the envelope too', async (_what, text, status, scode) => {
    const answer = await send(text)
    expect(answer.split('\r\n')[0]).toBe(status)
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ scode, stack: null, data: null })
  })
})
