import { type Scode, scodes } from '@gongdan/contracts'
import { afterEach, describe, expect, test } from '@jest/globals'
import { startGateway, uuid } from './app.fixture.ts'

const gateways: { app: { close(): Promise<unknown> } }[] = []
const start = async (...options: Parameters<typeof startGateway>) => {
  const gateway = await startGateway(...options)
  gateways.push(gateway)
  return gateway
}
afterEach(async () => {
  await Promise.all(gateways.splice(0).map(({ app }) => app.close()))
})

const expectRefusal = (answer: { statusCode: number; json(): unknown }, scode: Scode, desc?: string) => {
  const { http, message, messageCn } = scodes[scode]
  expect({ status: answer.statusCode, ...Object(answer.json()) }).toEqual({
    status: http,
    scode,
    desc: desc ?? expect.any(String),
    message,
    message_cn: messageCn,
    stack: null,
    data: null,
  })
}

describe('a request', () => {
  test('that succeeds is answered with the envelope', async () => {
    const { post } = await start()
    const answer = await post('/v1/ticket/submit', { ticket_name: 'a', type: 'FEEDBACK' })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({
      scode: 0,
      desc: '',
      message: 'success',
      message_cn: '成功',
      stack: null,
      data: { ticket_uuid: expect.any(String), ticket_name: 'reimbursement' },
    })
  })

  test.each([
    ['no JSON', '{"list":', 1001],
    ['an empty body', '', 1002],
    ['a list', '[]', 1002],
    ['null', 'null', 1002],
    ['a list without items', '{"list":[]}', 1002],
    ['nesting without end', `{"list":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 1002],
    [
      'nesting without end and large integers',
      `{"a":12345678901234567890,"list":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      1001,
    ],
    ['more than 2 MiB', `{"list":["${'x'.repeat(2_097_152)}"]}`, 1004],
  ] as const)('with %s as its body is refused', async (_name, body, scode) => {
    const { post } = await start()
    expectRefusal(await post('/v1/ticket/pass', body), scode)
  })

  test.each([
    ['POST', '/v1/ticket/nothing', 1005],
    ['GET', '/', 1005],
    ['GET', '/v1/ticket/%zz', 1005],
    ['DELETE', '/v1/ticket/pass', 1006],
    ['GET', '/v1/ticket/pass', 1006],
    ['POST', '/v1/ticket/list', 1006],
    ['PUT', '/v1/batch/inspect?batch_uuid=1', 1006],
  ] as const)('%s %s is refused', async (method, url, scode) => {
    const { app } = await start()
    expectRefusal(await app.inject({ method, url }), scode)
  })
})

describe('a batch', () => {
  test('is answered in the order given, with one effect for a repeated uuid', async () => {
    const { post, heard } = await start()
    const [a, b] = [uuid(), uuid()]
    const answer = await post('/v1/ticket/pass', { list: [a, b, a, { ticket_uuid: b }] })
    expect(answer.json().data.results.map((r: { data: { ticket_uuid: string } }) => r.data.ticket_uuid)).toEqual([
      a,
      b,
      a,
      b,
    ])
    expect(heard.map((command) => command.items.map((item) => item.ticketUuid))).toEqual([[a, b]])
  })
})
