import { afterEach, describe, expect, test } from '@jest/globals'
import { requestFault } from '../../test/memoryBus.ts'
import { ann, annsCaller, closeGateways, peers, startGateway, uuid } from '../../test/startGateway.ts'
import { createQueries } from './queries.ts'
import { createTurnsOf } from './turns.ts'

afterEach(closeGateways)

const filters = {
  principal: ann,
  tenantUuid: null,
  scope: 'all',
  pageNum: 1,
  pageSize: 20,
  sort: 'newest',
  states: [],
  types: [],
  imageStates: [],
  overdue: false,
  owner: null,
  applicantUuid: null,
  name: null,
  processUuid: null,
  start: null,
  end: null,
  cursor: null,
}

describe('a question', () => {
  test('comes by query string, by JSON body, or by both', async () => {
    const { get, getWithBody, asked } = await startGateway()
    await get('/v1/ticket/list?page_num=2&filter_state=pending')
    await getWithBody('/v1/ticket/list', { page_num: 2, filter_state: 'pending' })
    await getWithBody('/v1/ticket/list?page_num=2', { page_num: 2, filter_state: 'pending' })
    const question = {
      queue: 'ticket.queries',
      type: 'ticket.list',
      body: { ...filters, pageNum: 2, states: ['pending'] },
    }
    expect(asked).toEqual([question, question, question])
  })

  test('names states and types by commas, by parameters that are repeated, or by a list', async () => {
    const { get, getWithBody, asked } = await startGateway()
    await get('/v1/ticket/list?filter_state=pending,passed&filter_type=VIP')
    await get('/v1/ticket/list?filter_state=pending&filter_state=passed&filter_type=VIP&filter_image_state=')
    await getWithBody('/v1/ticket/list', { filter_state: ['pending', 'passed'], filter_type: ['VIP'] })
    await getWithBody('/v1/ticket/list?filter_state=pending&filter_state=passed&filter_type=VIP', {
      filter_state: ['pending', 'passed'],
      filter_type: ['VIP'],
      filter_image_state: [],
    })
    const body = { ...filters, states: ['pending', 'passed'], types: ['VIP'] }
    expect(asked.map((question) => question.body)).toEqual([body, body, body, body])
  })

  test('asks for those that wait for an owner, of the caller’s tenant unless it says another', async () => {
    const { get, asked } = await startGateway()
    await get('/v1/ticket/list?filter_owner_uuid=kai')
    await get('/v1/ticket/list?filter_owner_uuid=kai&filter_owner_tenant_uuid=globex')
    await get('/v1/ticket/list?filter_owner_uuid=&filter_owner_tenant_uuid=globex')
    expect(asked.map(({ body }) => Object(body).owner)).toEqual([
      { tenantUuid: 'acme', uuid: 'kai' },
      { tenantUuid: 'globex', uuid: 'kai' },
      null,
    ])
  })

  test('asks for those that are overdue', async () => {
    const { get, asked } = await startGateway()
    await get('/v1/ticket/list?filter_overdue=true')
    await get('/v1/ticket/list?filter_overdue=')
    expect(asked).toMatchObject([{ body: { overdue: true } }, { body: { overdue: false } }])
  })

  test('asks for the oldest tickets of an applicant whose images stand still', async () => {
    const { get, asked } = await startGateway()
    await get('/v1/ticket/list?filter_applyer_uuid=auth0|7&filter_image_state=failed,needs_operator,failed&sort=oldest')
    const imageStates = ['failed', 'needs_operator']
    expect(asked).toMatchObject([{ body: { applicantUuid: 'auth0|7', imageStates, sort: 'oldest' } }])
  })

  test.each(['{"tenant_uuid":""}', '{}', ''])('of an old client, %j, asks for everything', async (body) => {
    const { getWithBody, asked } = await startGateway()
    expect((await getWithBody('/v1/ticket/list', body)).statusCode).toBe(200)
    expect(asked.map((question) => question.body)).toEqual([filters])
  })

  test('with different values in query string and body is refused', async () => {
    const { getWithBody } = await startGateway()
    expect((await getWithBody('/v1/ticket/list?page_num=2', { page_num: 3 })).json()).toMatchObject({
      scode: 1002,
      desc: 'page_num: is given in the query string and in the body with different values',
    })
  })

  test('with null in the body, which is no text, is refused beside the text null', async () => {
    const { getWithBody, asked } = await startGateway()
    const reply = await getWithBody('/v1/ticket/list?scope=null', { scope: null })
    expect([reply.json().scode, asked]).toEqual([1002, []])
  })

  test.each(['{"toString":1,"valueOf":1}', '[{"toString":1}]', '9007199254740993', '[2]', 'null', '{"toJSON":1}'])(
    'is refused when the body has %s where the query string has 2',
    async (value) => {
      const { getWithBody } = await startGateway()
      const reply = await getWithBody('/v1/ticket/list?page_num=2', `{"page_num":${value}}`)
      expect(reply.json()).toMatchObject({ scode: 1002, desc: expect.stringMatching(/^page_num: is given in/) })
    },
  )

  test.each([
    '/v1/ticket/list?page_size=101',
    '/v1/ticket/list?page_num=501&page_size=20',
    '/v1/ticket/list?filter_state=odd',
    '/v1/ticket/list?filter_state=pending,odd',
    '/v1/ticket/list?filter_state=pending;passed',
    '/v1/ticket/list?filter_type=VIP&filter_type=odd',
    '/v1/ticket/list?filter_image_state=made',
    '/v1/ticket/list?sort=asc',
    '/v1/ticket/list?scope=todo&scope=all',
    '/v1/ticket/list?tenant_uuid=$ne',
    '/v1/ticket/list?tenant_uuid[$ne]=1&page_num[$gt]=0&page_num=x',
    '/v1/ticket/process/list?page_num=101&page_size=100',
    '/v1/ticket/inspect',
    '/v1/ticket/inspect?ticket_uuid=1',
    '/v1/ticket/process/inspect',
    '/v1/batch/inspect?batch_uuid=system',
  ])('%s is refused', async (url) => {
    const { get, asked } = await startGateway()
    expect((await get(url)).json()).toMatchObject({
      scode: 1002,
      desc: expect.stringMatching(
        /^[a-z_]+(\.\d+)?((\[\$ne\])?: is not known, |: must be | is missing$|: page_num × )/,
      ),
    })
    expect(asked).toEqual([])
  })

  test('is asked once more when it got lost, and no oftener', async () => {
    const { get, answers, asked } = await startGateway()
    answers(() => requestFault('timeout'))
    const lost = await get('/v1/ticket/list')
    expect([lost.statusCode, lost.json().scode, lost.headers['retry-after']]).toEqual([503, 9002, '2'])
    expect(asked).toHaveLength(2)
  })

  test('is answered with 9002 while there is no connection', async () => {
    const { get, answers } = await startGateway()
    answers(() => requestFault('unavailable'))
    expect((await get('/v1/ticket/list')).json().scode).toBe(9002)
  })

  test('is answered with what the service says, large integers exactly', async () => {
    const { get, answers } = await startGateway()
    answers(() => '{"scode":0,"desc":"","data":{"memory_size":9007199254740993}}')
    const answer = await get(`/v1/ticket/inspect?ticket_uuid=${uuid()}`)
    expect(answer.body).toContain('"data":{"memory_size":9007199254740993}')
  })

  test('is refused as the service refuses it', async () => {
    const { get, answers } = await startGateway()
    answers(() => ({ scode: 3001, desc: { en: 'none', cn: '无' }, data: null }))
    const answer = await get(`/v1/ticket/inspect?ticket_uuid=${uuid()}`)
    expect([answer.statusCode, answer.json().desc]).toEqual([404, 'none'])
  })
})

describe('counts', () => {
  const counts = { todo: { count: 3, capped: false, by_type: { VIP: 3 } } }

  test('are asked for once a second for a caller and the scopes that are named', async () => {
    let now = 0
    const { get, asked, answers } = await startGateway({ now: () => now })
    answers(() => ({ scode: 0, desc: '', data: counts }))
    const both = await Promise.all([get('/v1/ticket/count?scopes=todo'), get('/v1/ticket/count?scopes=todo,todo')])
    expect(both.map((reply) => reply.json().data)).toEqual([counts, counts])
    now = 999
    await get('/v1/ticket/count?scopes=todo')
    expect(asked).toEqual([
      { queue: 'ticket.queries', type: 'ticket.count', body: { principal: ann, scopes: ['todo'] } },
    ])
    now = 1_000
    await get('/v1/ticket/count?scopes=todo')
    await get('/v1/ticket/count?scopes=')
    expect(asked.slice(1).map(({ body }) => Object(body).scopes)).toEqual([
      ['todo'],
      ['todo', 'applied', 'handled', 'cc', 'delegated', 'fulfil', 'all'],
    ])
  })

  test('of a token with other roles are its own', async () => {
    let roles = ann.roles
    const authenticate = () => ({ principal: { ...ann, roles }, caller: annsCaller, expires: Number.POSITIVE_INFINITY })
    const { get, asked } = await startGateway({ authenticate, now: () => 0 })
    await get('/v1/ticket/count?scopes=todo')
    roles = []
    await get('/v1/ticket/count?scopes=todo')
    expect(asked).toHaveLength(2)
  })

  test('that failed are asked for again', async () => {
    const { get, asked, answers } = await startGateway({ now: () => 0 })
    answers(() => requestFault('unavailable'))
    expect((await get('/v1/ticket/count')).json().scode).toBe(9002)
    answers(() => ({ scode: 0, desc: '', data: counts }))
    expect((await get('/v1/ticket/count')).json().data).toEqual(counts)
    expect(asked).toHaveLength(2)
  })

  test.each(['scopes=mine', 'scopes=todo,', 'scopes=todo&scopes=mine'])('of %s are refused', async (asked) => {
    const { get } = await startGateway()
    expect((await get(`/v1/ticket/count?${asked}`)).json()).toMatchObject({
      scode: 1002,
      desc: expect.stringMatching(/^scopes/),
    })
  })
})

describe('many questions at once', () => {
  test('of one caller wait for each other, four at a time, and hold up nobody else', async () => {
    const asked: string[] = []
    const open: (() => void)[] = []
    const reply = Buffer.from(JSON.stringify({ scode: 0, desc: '', data: {} }))
    const request = (_to: unknown, { correlationId = '' }: { readonly correlationId?: string }) => {
      asked.push(correlationId)
      return new Promise<Buffer>((resolve) => open.push(() => resolve(reply)))
    }
    const run = createQueries(
      { request },
      peers,
      createTurnsOf(() => 1),
    )
    const query = { queue: 'ticket.queries', type: 'ticket.inspect', body: { principal: ann } }
    const answers = Array.from({ length: 40 }, (_, index) => run(query, `ann ${index}`, 'ann'))
    const bobs = run(query, 'bob', 'bob')
    await new Promise(setImmediate)
    expect(asked).toEqual(['ann 0', 'ann 1', 'ann 2', 'ann 3', 'bob'])
    while (asked.length < 41 || open.length > 0) {
      for (const done of open.splice(0)) done()
      await new Promise(setImmediate)
    }
    expect((await Promise.all([...answers, bobs])).map(({ scode }) => scode)).toEqual(Array(41).fill(0))
  })
})
