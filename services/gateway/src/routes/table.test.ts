import { readFileSync } from 'node:fs'
import {
  commands,
  notificationQueries,
  placeOf,
  processQueries,
  TicketInfoBody,
  ticketQueries,
  ticketTypeCodes,
  webhookEventTypes,
} from '@gongdan/contracts'
import { afterEach, describe, expect, test } from '@jest/globals'
import { ann, closeGateways, startGateway, uuid } from '../../test/startGateway.ts'
import { routes } from './table.ts'

afterEach(closeGateways)

const [a, b] = [uuid(), uuid()]
const onTickets = [{ ticketUuid: a }, { ticketUuid: b }]
const steps = [{ tenant_uuid: 'acme', role_uuid: 'r', role_name: 'R' }]
const definition = {
  tenantUuid: 'acme',
  name: 'p',
  description: '',
  steps: [{ tenantUuid: 'acme', tenantName: '', roleUuid: 'r', roleName: 'R' }],
}
const unchanged = { name: null, reason: null, processUuid: null, clusterUuid: null, details: null }
const info = { ...unchanged, name: 'n', type: 'FEEDBACK' }

describe('the route', () => {
  test.each([
    ['/v1/ticket/save', { ticket_name: 'n', type: 'FEEDBACK' }, 'ticket.save', [{ isNew: true, info }], {}],
    [
      '/v1/ticket/submit',
      { ticket_uuid: a, ticket_name: 'n', type: 'FEEDBACK', version: 3 },
      'ticket.submit',
      [{ ticketUuid: a, isNew: false, version: 3, info }],
      { cc: [] },
    ],
    ['/v1/ticket/saved/submit', { list: [a, b] }, 'ticket.submit-saved', onTickets, {}],
    ['/v1/ticket/overruled/submit', { list: [a, b] }, 'ticket.submit-overruled', onTickets, {}],
    [
      '/v1/ticket/pass',
      { list: [a, b], config: { x: 1 } },
      'ticket.pass',
      onTickets,
      { config: '{"x":1}', reason: '' },
    ],
    ['/v1/ticket/pass', { list: [a, b], reason: '可以' }, 'ticket.pass', onTickets, { config: null, reason: '可以' }],
    [
      '/v1/ticket/transfer',
      { list: [a, b], reason: '休假', to: { user_uuid: 'kai' }, step_id: 2 },
      'ticket.transfer',
      onTickets,
      { reason: '休假', stepId: 2, seatId: null, to: { userUuid: 'kai', userName: '' } },
    ],
    [
      '/v1/ticket/return',
      { list: [a, b], reason: '请补充', to_step_id: 0 },
      'ticket.return',
      onTickets,
      { reason: '请补充', stepId: null, toStepId: 0 },
    ],
    [
      '/v1/ticket/approver/add',
      { list: [a, b], reason: '请审核', where: 'beside', approvers: [{ tenant_uuid: 't', user_uuid: 'kai' }], need: 1 },
      'ticket.add-approvers',
      onTickets,
      {
        reason: '请审核',
        stepId: null,
        where: 'beside',
        approvers: [
          { owner: { kind: 'user', tenantUuid: 't', tenantName: '', userUuid: 'kai', userName: '' }, count: 1 },
        ],
        need: '1',
      },
    ],
    ['/v1/ticket/terminate', { list: [a, b], reason: '无人' }, 'ticket.terminate', onTickets, { reason: '无人' }],
    ['/v1/ticket/overrule', { list: [a, b], reason: '不行' }, 'ticket.overrule', onTickets, { reason: '不行' }],
    ['/v1/ticket/withdraw', { list: [a, b] }, 'ticket.withdraw', onTickets, {}],
    ['/v1/ticket/confirm', { list: [a, b] }, 'ticket.confirm', onTickets, {}],
    ['/v1/ticket/archive', { list: [a, b] }, 'ticket.archive', onTickets, {}],
    ['/v1/ticket/urge', { list: [a, b] }, 'ticket.urge', onTickets, { reason: '' }],
    [
      '/v1/ticket/cc',
      { list: [a, b], people: [{ tenant_uuid: 'acme', role_uuid: 'auditor' }] },
      'ticket.cc',
      onTickets,
      { people: [{ kind: 'role', tenantUuid: 'acme', tenantName: '', roleUuid: 'auditor', roleName: '' }] },
    ],
    ['/v1/ticket/delete', { list: [a, b] }, 'ticket.delete', onTickets, {}],
    ['/v1/tencent/image/create', { list: [a, b] }, 'ticket.request-image', onTickets, {}],
    [
      '/v1/ticket/process/create',
      { tenant_uuid: 'acme', process_name: 'p', approval_list: steps },
      'process.create',
      [definition],
      {},
    ],
    [
      '/v1/ticket/process/update',
      { process_uuid: a, tenant_uuid: 'acme', process_name: 'p', approval_list: steps },
      'process.update',
      [{ processUuid: a, ...definition, description: null }],
      {},
    ],
    [
      '/v1/ticket/process/update',
      { process_uuid: a, version: 3, description: '' },
      'process.update',
      [{ processUuid: a, version: 3, tenantUuid: null, name: null, description: '', steps: null }],
      {},
    ],
    [
      '/v1/ticket/process/delete',
      { list: [{ process_uuid: a }, b, a] },
      'process.delete',
      [{ processUuid: a }, { processUuid: b }],
      {},
    ],
    [
      '/v1/webhook/create',
      { tenant_uuid: 'acme', webhook_name: 'w', url: 'https://receiver.example/hook' },
      'webhook.create',
      [{ tenantUuid: 'acme', name: 'w', kind: 'standard', eventTypes: webhookEventTypes }],
      {},
    ],
    [
      '/v1/webhook/create',
      { tenant_uuid: 'acme', webhook_name: 'w', kind: 'wecom', url: 'https://robot.example/send?key=k', secret: '' },
      'webhook.create',
      [{ kind: 'wecom', sealedSecret: null }],
      {},
    ],
    [
      '/v1/webhook/update',
      { webhook_uuid: a, webhook_name: 'w', event_types: ['ticket.passed'], enabled: false },
      'webhook.update',
      [
        {
          webhookUuid: a,
          name: 'w',
          eventTypes: ['ticket.passed'],
          language: null,
          enabled: false,
          sealedUrl: null,
          sealedSecret: null,
        },
      ],
      {},
    ],
    [
      '/v1/webhook/update',
      { webhook_uuid: a, enabled: false },
      'webhook.update',
      [{ name: null, eventTypes: null, language: null, enabled: false, sealedUrl: null, sealedSecret: null }],
      {},
    ],
    ['/v1/webhook/rotate', { webhook_uuid: a }, 'webhook.rotate', [{ webhookUuid: a, keepSeconds: 86_400 }], {}],
    [
      '/v1/webhook/delete',
      { list: [{ webhook_uuid: a }, b, a] },
      'webhook.delete',
      [{ webhookUuid: a }, { webhookUuid: b }],
      {},
    ],
    ['/v1/webhook/test', { webhook_uuid: a }, 'webhook.test', [{ webhookUuid: a }], {}],
    [
      '/v1/webhook/delivery/replay',
      { webhook_uuid: a, list: [b, { delivery_uuid: a }] },
      'webhook.replay',
      [
        { webhookUuid: a, deliveryUuid: b },
        { webhookUuid: a, deliveryUuid: a },
      ],
      {},
    ],
    [
      '/v1/notification/settings',
      { language: 'en', channels: { mail: [] } },
      'notification.set',
      [{ language: 'en', mailAddress: null, live: null, mail: [] }],
      {},
    ],
    ['/v1/notification/mail/confirm', { token: 'k.abc' }, 'notification.confirm-mail', [{ token: 'k.abc' }], {}],
  ] as const)('%s becomes a command that the contract allows', async (url, body, type, items, shared) => {
    const { post, received, published } = await startGateway()
    expect((await post(url, body)).json()).toMatchObject({ scode: 0 })
    expect(received).toMatchObject([{ type, items, body: { principal: ann, ...shared } }])
    expect(commands[type].safeParse(received[0]?.body).error).toBeUndefined()
    const [family = ''] = type.split('.')
    expect(published[0]?.routingKey).toBe(`${family === 'webhook' ? 'notification' : family}.commands`)
  })

  test.each([
    [
      `/v1/ticket/list?tenant_uuid=acme&filter_name=n&scope=todo`,
      'ticket.list',
      { tenantUuid: 'acme', name: 'n', scope: 'todo' },
    ],
    [`/v1/ticket/inspect?ticket_uuid=${a}`, 'ticket.inspect', { ticketUuid: a }],
    ['/v1/ticket/process/list?tenant_uuid=&page_size=5', 'process.list', { tenantUuid: null, pageSize: 5 }],
    ['/v1/ticket/process/inspect?process_uuid=system', 'process.inspect', { tenantUuid: null, processUuid: 'system' }],
    ['/v1/role/list?tenant_uuid=&page_num=2', 'role.list', { tenantUuid: null, pageNum: 2, pageSize: 20 }],
    ['/v1/user/list?tenant_uuid=acme&role_uuid=r', 'user.list', { tenantUuid: 'acme', roleUuid: 'r', pageNum: 1 }],
    ['/v1/webhook/list?tenant_uuid=&page_num=2', 'webhook.list', { tenantUuid: null, pageNum: 2, pageSize: 20 }],
    [`/v1/webhook/inspect?webhook_uuid=${a}`, 'webhook.inspect', { webhookUuid: a }],
    [
      `/v1/webhook/delivery/list?webhook_uuid=${a}&filter_state=failed&filter_ticket_uuid=`,
      'webhook.list-deliveries',
      { webhookUuid: a, state: 'failed', ticketUuid: null },
    ],
    [
      `/v1/webhook/delivery/inspect?webhook_uuid=${a}&delivery_uuid=${b}`,
      'webhook.inspect-delivery',
      { webhookUuid: a, deliveryUuid: b },
    ],
    ['/v1/notification/settings', 'notification.settings', {}],
  ] as const)('%s becomes a question that the contract allows', async (url, type, body) => {
    const { get, asked } = await startGateway()
    await get(url)
    expect(asked).toMatchObject([{ type, body: { principal: ann, ...body } }])
    expect(
      { ...ticketQueries, ...processQueries, ...notificationQueries }[type].safeParse(asked[0]?.body).error,
    ).toBeUndefined()
  })

  test('GET /v1/ticket/overrule does as POST, from the JSON body alone, and says that it is old', async () => {
    const { getWithBody, received } = await startGateway()
    const answer = await getWithBody('/v1/ticket/overrule', { list: [a], reason: 'no' })
    expect(received).toMatchObject([{ type: 'ticket.overrule', items: [{ ticketUuid: a }] }])
    expect([answer.headers.deprecation, answer.headers['cache-control']]).toEqual(['true', 'no-store'])
    expect((await getWithBody(`/v1/ticket/overrule?reason=no`, { list: [a] })).json().scode).toBe(1002)
  })
})

describe('of an existing ticket', () => {
  const sections = Object.fromEntries(
    ticketTypeCodes.flatMap((type) => {
      const place = placeOf(type)
      return place === null ? [] : [[place.group, { type, [place.group]: { [place.section]: { a: 1 } } }]]
    }),
  )
  /** For every field of the body: a request with that field alone, and what goes to the service. */
  const alone: Readonly<Record<string, readonly [object, object]>> = {
    ticket_name: [{ ticket_name: 'm' }, { name: 'm' }],
    reason: [{ reason: '' }, { reason: '' }],
    process_uuid: [{ process_uuid: b }, { processUuid: b }],
    cluster_uuid: [{ cluster_uuid: 'c' }, { clusterUuid: 'c' }],
    version: [{ version: 3 }, {}],
    ...Object.fromEntries(
      Object.entries(sections).map(([group, body]) => [group, [body, { type: body.type, details: '{"a":1}' }]]),
    ),
    contianer: [
      { type: 'AUTO_CONTAINER', contianer: { auto_container: { a: 1 } } },
      { type: 'AUTO_CONTAINER', details: '{"a":1}' },
    ],
  }
  const fields = Object.keys(TicketInfoBody.shape).filter((field) => field !== 'ticket_uuid' && field !== 'type')

  test.each(fields.flatMap((field) => [['save', field] as const, ['submit', field] as const]))(
    'a %s with %s alone leaves everything else as it is',
    async (action, field) => {
      const [body, change] = alone[field] ?? [{}, { untested: field }]
      const { post, received } = await startGateway()
      expect((await post(`/v1/ticket/${action}`, { ticket_uuid: a, type: 'FEEDBACK', ...body })).json().scode).toBe(0)
      expect(received[0]?.items).toEqual([
        expect.objectContaining({ isNew: false, info: { ...unchanged, type: 'FEEDBACK', ...change } }),
      ])
    },
  )

  test('the name may be absent, of a new one it may not', async () => {
    const { post } = await startGateway()
    expect((await post('/v1/ticket/save', { type: 'FEEDBACK' })).json()).toMatchObject({
      scode: 1002,
      desc: 'ticket_name is missing',
    })
  })
})

describe('a request that is too large for its command', () => {
  const quota = (padding: number) => ({
    ticket_name: 'n',
    type: 'TENANT_QUOTA',
    storage: { tenant_quota: { memory_size: 1, note: 'x'.repeat(padding) } },
  })

  test('is refused for a section above 64 KiB, and sent with one below', async () => {
    const { post, received } = await startGateway()
    const refused = await post('/v1/ticket/submit', quota(65_536))
    expect([refused.statusCode, refused.json().scode, received.length]).toEqual([413, 1004, 0])
    expect((await post('/v1/ticket/submit', quota(65_000))).json().scode).toBe(0)
  })

  test('is refused for a config above 16 KiB', async () => {
    const { post, received } = await startGateway()
    const refused = await post('/v1/ticket/pass', { list: [a], config: { x: 'x'.repeat(16_384) } })
    expect([refused.statusCode, refused.json().scode, received.length]).toEqual([422, 3008, 0])
  })
})

test('the exact value of a large integer goes on to the service', async () => {
  const { post, received } = await startGateway()
  await post(
    '/v1/ticket/save',
    '{"ticket_name":"n","type":"VOLUME_EXPANSION","storage":{"volume_expansion":{"capacity":18446744073709551615}}}',
  )
  expect(received).toMatchObject([{ items: [{ info: { details: '{"capacity":18446744073709551615}' } }] }])
})

/** The refusals that the contract names of each action on tickets, by its address. */
const contract = readFileSync(new URL('../../../../libs/contracts/CONTRACT.md', import.meta.url), 'utf8')
const actions = contract.split('\n').flatMap((line) => {
  const cells = line.split('|').map((cell) => cell.trim())
  const [, url] = /POST (\/v1\/(?:ticket|tencent)\/\S+)/.exec(cells[1] ?? '') ?? []
  return url === undefined || cells.length !== 7
    ? []
    : [{ url, refusals: cells[5]?.match(/\d{4}/g)?.map(Number) ?? [] }]
})

test.each(actions)('the document and the contract name the same refusals of $url', ({ url, refusals }) => {
  const route = routes.find((one) => one.url === url && one.method === 'POST')
  // Of all actions, and of tickets that somebody else has.
  const known = new Set([2003, 3001, 3002, 3007])
  const others = (scodes: readonly number[] = []) => scodes.filter((scode) => !known.has(scode)).toSorted()
  expect(actions.length).toBeGreaterThan(15)
  expect(others(route?.refusals)).toEqual(others(refusals))
})
