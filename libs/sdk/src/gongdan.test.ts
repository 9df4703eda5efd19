import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { closeAll, envelope, send, startAnswering } from '../test/answering.ts'
import { createGongdan } from './index.ts'

afterEach(closeAll)

const ticket = { ticket_uuid: 'a', ticket_name: '测试' }

describe('a request', () => {
  test('carries the token, and its question in the address', async () => {
    const { baseUrl, received } = await startAnswering((_, response) =>
      send(response, 200, envelope(0, { total_count: 0, list: [], total_capped: false, next_cursor: '' })),
    )
    const gd = createGongdan({ baseUrl: `${baseUrl}/`, token: async () => 'secret' })
    const page = await gd.tickets.list({
      scope: 'todo',
      type: ['VIP', 'GATEWAY'],
      state: 'pending',
      process_uuid: 'system',
    })
    expect(page.total_count).toBe(0)
    const [asked] = received
    expect(asked?.url).toBe(
      '/v1/ticket/list?scope=todo&filter_type=VIP%2CGATEWAY&filter_state=pending&filter_process_uuid=system',
    )
    expect([asked?.method, asked?.body, asked?.headers.authorization]).toEqual(['GET', '', 'Bearer secret'])
  })

  test('that changes something carries a key of its own, or the one that is given', async () => {
    const { baseUrl, received } = await startAnswering((_, response) => send(response, 200, envelope(0, ticket)))
    const gd = createGongdan({ baseUrl })
    await gd.tickets.submit({ type: 'FEEDBACK', ticket_name: '测试' })
    await gd.tickets.submit({ type: 'FEEDBACK', ticket_name: '测试' }, { key: 'mine' })
    const keys = received.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), 'mine'])
  })

  test('that is refused throws what the answer says', async () => {
    const { baseUrl } = await startAnswering((_, response) =>
      send(response, 404, envelope(3001, { ticket_uuid: 'a' }, 'a'), { 'X-Request-Id': 'r', 'Retry-After': '7' }),
    )
    const error = await createGongdan({ baseUrl })
      .tickets.inspect('a')
      .catch((thrown) => thrown)
    expect(error).toMatchObject({
      name: 'GongdanError',
      scode: 3001,
      message: 'refused',
      messageCn: '已拒绝',
      desc: 'a',
      descCn: '中文 a',
      text: '已拒绝：中文 a',
      requestId: 'r',
      retryAfter: 7,
      data: { ticket_uuid: 'a' },
      answered: true,
    })
    const english = createGongdan({ baseUrl, language: 'en' }).tickets.inspect('a')
    await expect(english).rejects.toMatchObject({ text: 'refused: a' })
  })
})

test('every route has a method', () => {
  const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8')
  const routes = [...read('schema.d.ts').matchAll(/^ {4}readonly "(\/v1\/.*)": \{/gm)].map(([, route]) => route ?? '')
  expect(routes.length).toBeGreaterThan(40)
  const source = ['gongdan.ts', 'connection.ts', 'events.ts', 'verify.ts'].map(read).join('')
  expect(routes.filter((route) => !source.includes(route))).toEqual([])
})
