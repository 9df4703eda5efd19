import { afterEach, describe, expect, test } from '@jest/globals'
import { decideAll, silence } from '../../test/memoryBus.ts'
import { closeGateways, startGateway, uuid } from '../../test/startGateway.ts'
import { routes } from '../routes/table.ts'
import { answerSchema, answersOf } from './answers.ts'
import { openApiDocument } from './document.ts'

afterEach(closeGateways)

const document = JSON.parse(JSON.stringify(openApiDocument(routes)))

/** What a reference within the document leads to. */
const at = (reference: string) =>
  reference
    .slice(2)
    .split('/')
    .reduce((found, name) => Object(found)[name], document)

describe('the OpenAPI document', () => {
  test.each(routes.map((route) => [route.method, route.url, route] as const))('has %s %s', (method, url, route) => {
    const operation = document.paths[url][method.toLowerCase()]
    expect(operation).toMatchObject({
      operationId: expect.any(String),
      summary: expect.any(String),
      description: expect.any(String),
      tags: [route.tag],
    })
    const always = ['200', '400', '401', '413', '415', '429', '500', '503']
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(always))
    for (const status of answersOf(route).keys()) {
      const { $ref: reference, ...response } = operation.responses[status]
      expect((reference === undefined ? response : at(reference)).content).toBeDefined()
    }
    expect(operation.requestBody.required).toBe(route.kind === 'command' || route.method === 'POST')
  })

  test('has no operation twice', () => {
    expect(new Set(routes.map((route) => route.operationId)).size).toBe(routes.length)
  })

  test('refers only to what it has', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '')
    expect(refs.filter((path) => at(`#/${path}`) === undefined)).toEqual([])
  })

  test('has the largest uint64 to the letter', async () => {
    const { get } = await startGateway({ docs: true })
    for (const url of ['/openapi.json', '/docs/json', '/docs/yaml']) {
      const text = (await get(url)).body
      expect(text).toMatch(/maximum"?: ?18446744073709551615\b/)
      expect(text).not.toContain('1844674407370955200')
    }
  })

  test('is served, and shown to people', async () => {
    const { get } = await startGateway({ docs: true, authenticate: () => ({ scode: 2001, desc: '' }) })
    expect((await get('/openapi.json')).json()).toEqual(document)
    const page = await get('/docs/')
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  })
})

describe('the answers', () => {
  const bodies: Readonly<Record<string, object>> = {
    saveTicket: { ticket_name: 'a', type: 'FEEDBACK' },
    submitTicket: { ticket_name: 'a', type: 'FEEDBACK' },
    overruleTickets: { list: [uuid()], reason: 'no' },
    returnTickets: { list: [uuid()], reason: 'no' },
    addApprovers: {
      list: [uuid()],
      reason: 'no',
      where: 'after',
      approvers: [{ tenant_uuid: 'acme', role_uuid: 'r' }],
    },
    transferTickets: { list: [uuid()], reason: 'no', to: { user_uuid: 'kai' } },
    copyTickets: { list: [uuid()], people: [{ tenant_uuid: 'acme', role_uuid: 'r' }] },
    terminateTickets: { list: [uuid()], reason: 'no' },
    createProcess: { tenant_uuid: 'acme', process_name: 'p', approval_list: [{ tenant_uuid: 'acme', role_uuid: 'r' }] },
    updateProcess: {
      tenant_uuid: 'acme',
      process_uuid: uuid(),
      process_name: 'p',
      approval_list: [{ tenant_uuid: 'acme', role_uuid: 'r' }],
    },
    createWebhook: { tenant_uuid: 'acme', webhook_name: 'w', url: 'https://receiver.example/' },
    updateWebhook: { webhook_uuid: uuid(), webhook_name: 'w' },
    rotateWebhook: { webhook_uuid: uuid() },
    testWebhook: { webhook_uuid: uuid() },
    replayDeliveries: { webhook_uuid: uuid(), list: [uuid()] },
    changeSettings: {},
    confirmMail: { token: 'k.abc' },
    createDelegation: { to: { user_uuid: 'kai' }, start: 1_800_000_000, end: 1_800_086_400 },
  }
  const commands = routes.filter((route) => route.kind === 'command' && route.method === 'POST')

  test.each(commands.map((route) => [route.url, route] as const))('of %s are as it says', async (url, route) => {
    const { post, services } = await startGateway()
    const body = bodies[route.operationId] ?? { list: [uuid()] }
    const schema = answerSchema(route)
    const done = await post(url, body)
    expect([done.statusCode, schema.safeParse(done.json()).error]).toEqual([200, undefined])
    services(decideAll(2003))
    expect(schema.safeParse((await post(url, body)).json()).error).toBeUndefined()
    services(silence)
    const accepted = await post(url, body, { prefer: 'wait=0' })
    expect([accepted.statusCode, schema.safeParse(accepted.json()).error]).toEqual([202, undefined])
  })
})
