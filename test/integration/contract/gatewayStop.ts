import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect as connectTo } from 'node:net'
import { queues } from '@gongdan/contracts'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, createCaller } from '../../support/caller.ts'
import { eventually } from '../../support/eventually.ts'
import { openQueues } from '../../support/queues.ts'
import type { TestSystem } from '../../support/system.ts'
import type { ContractHarness } from './contractHarness.ts'

/** A gateway that stops, and one that hears what is no HTTP. */
export const testGatewayStop = (open: () => Promise<ContractHarness>): void => {
  let system: TestSystem
  let applicant: Caller
  beforeAll(async () => {
    system = (await open()).system
    const token = await system.token({ user: 'ann', name: 'Ann', tenant: 'acme', tenantName: 'Acme', roles: [] })
    applicant = createCaller(system.url, token, { isPooled: false })
  })

  test('a gateway that stops answers 202 for what it has in flight, and ends in good order', async () => {
    await system.kill('ticket', 'SIGKILL')
    const body = { ticket_name: 'in flight', type: 'FEEDBACK' }
    const answer = applicant.post('ticket/submit', body, { prefer: 'wait=30' })
    // Until it waits for the ticket service, the gateway may not have read it.
    const broker = await openQueues(system.amqpUrl)
    await eventually(
      async () => expect((await broker.waiting([queues.ticketCommands])).get(queues.ticketCommands)).toBe(1),
      {
        withinMs: 30_000,
      },
    )
    await broker.close()
    await system.kill('gateway', 'SIGTERM')
    const { status, headers } = await answer
    expect(status).toBe(202)
    expect(await readFile(system.logFile('gateway'), 'utf8')).toContain('"msg":"stopped"')

    await Promise.all([system.start('gateway'), system.start('ticket')])
    const inspect = () => applicant.get(String(headers.location))
    await eventually(async () => expect((await inspect()).status).toBe(200), { withinMs: 30_000 })
    const { data } = await applicant.get('ticket/list', { query: { filter_name: body.ticket_name } })
    expect(data).toMatchObject({ list: [{ ticket_name: body.ticket_name }] })
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
}
