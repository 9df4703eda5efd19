import { readFile } from 'node:fs/promises'
import { serviceNames } from '@gongdan/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { expressions, readExpression, rules } from '../../deploy/checks/expressions.ts'
import { ticketUuid } from '../support/caller.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { eventually } from '../support/eventually.ts'
import { feedback, type Harness, openHarness } from '../support/harness.ts'
import { tenant } from '../support/people.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhookReceiver.ts'

jest.setTimeout(240_000)
const patiently = { withinMs: 60_000, everyMs: 100 }

let collector: Collector
let receiver: WebhookReceiver
let harness: Harness
beforeAll(async () => {
  collector = await startCollector()
  receiver = await startWebhookReceiver()
  // What was recorded is sent every half second (OpenTelemetry's own variable).
  harness = await openHarness({}, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '500' })
  const webhook = { tenant_uuid: tenant.tenant, webhook_name: 'traced', url: receiver.url }
  expect((await harness.as('administrator').post('webhook/create', webhook)).scode).toBe(0)
})
afterAll(async () => {
  await harness?.close()
  await receiver?.close()
  await collector?.close()
})

describe('the numbers of a service', () => {
  /** What each service counts, by the names that Prometheus stores: those of a histogram's parts, too. */
  const given = new Map<string, ReadonlySet<string>>()
  const samples = new Map<string, string>()
  beforeAll(async () => {
    for (const service of serviceNames) {
      const text = await (await fetch(`${harness.system.adminUrl(service)}/metrics`)).text()
      const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      )
      given.set(service, new Set(names))
      samples.set(service, text)
    }
  })
  /** Made by Prometheus itself for whomever it asks. */
  const prometheusOwn = ['up']
  const isKnown = (name: string) => prometheusOwn.includes(name) || [...given.values()].some((names) => names.has(name))

  test.each(expressions)('%s names numbers that a running service gives', (_, expr) => {
    expect(readExpression(expr).names.filter((name) => !isKnown(name))).toEqual([])
  })

  /** The counters whose first count is to alert: Prometheus sees no increase in what appears as 1. */
  const increasing = rules.flatMap(({ expr }) => [...expr.matchAll(/increase\((\w+)/g)].map(([, name = '']) => name))

  test.each(increasing)('%s is given before anything is counted', (name) => {
    expect([...samples.values()].join('\n')).toMatch(new RegExp(`^${name}(\\{.*\\})? \\d+$`, 'm'))
  })

  test('a metric that no service has is found out', () => {
    expect(readExpression('sum(rate(amqp_redeliverd_total[5m]))').names.filter((name) => !isKnown(name))).toHaveLength(
      1,
    )
  })

  test.each([
    ['gateway', ['http_request_duration_seconds_bucket']],
    ['ticket', ['tickets_transition_total', 'relay_lag_seconds', 'timers_lag_seconds']],
    ['process', ['relay_lag_seconds']],
    ['image', ['image_jobs', 'relay_lag_seconds']],
    ['notification', ['notification_delivery_total']],
  ] as const)('%s gives the numbers of its own', (service, names) => {
    expect([...(given.get(service) ?? [])]).toEqual(expect.arrayContaining([...names]))
  })

  test.each(serviceNames)('%s gives the numbers of its messages', (service) => {
    const names = [
      'amqp_consume_duration_seconds_bucket',
      'amqp_redelivered_total',
      'amqp_parked_total',
      'amqp_queue_messages',
    ]
    expect([...(given.get(service) ?? [])]).toEqual(expect.arrayContaining(names))
  })
})

describe('the trace of an approval', () => {
  const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' }

  /** Has a ticket for an image approved by a call with these headers; gives its uuid. */
  const approve = async (headers: {
    readonly 'x-request-id': string
    readonly traceparent?: string
  }): Promise<string> => {
    const process = await harness.defineProcess(['first'])
    // An image of a name that is taken would be refused.
    const image = { region: 'ap-guangzhou', instance_id: 'ins-demo0003', image_name: headers['x-request-id'] }
    const body = { ...feedback('traced', process), type: 'TENCENT_IMAGE_CREATE', tencent: { image } }
    const uuid = ticketUuid(await harness.as('applicant').post('ticket/submit', body))
    expect((await harness.as('firstApprover').post('ticket/pass', { list: [uuid] }, headers)).scode).toBe(0)
    return uuid
  }

  const rootOf = (requestId: string) => {
    const root = collector.spans.find((span) => span.attributes['http.request.header.x-request-id'] === requestId)
    if (root === undefined) throw new Error('nothing was heard of the request')
    return root
  }

  /** What is heard of the request's trace, once all of that is: `gateway: send ticket.pass`. */
  const traceOf = (requestId: string, expected: readonly string[]) =>
    eventually(() => {
      const root = rootOf(requestId)
      const spans = collector.spans.filter(({ traceId }) => traceId === root.traceId)
      const told = spans.map(({ service, name }) => `${service.replace('gongdan-', '')}: ${name}`)
      expect(told).toEqual(expect.arrayContaining([...expected]))
      return { root, spans, told }
    }, patiently)

  const ofTheTicket = ['ticket.passed', 'ticket.image-requested', 'ticket.image-creating', 'ticket.image-created']
  const ofTheJob = ['image.creating', 'image.created']
  const wholeWay = [
    'gateway: POST /v1/ticket/pass',
    'gateway: send ticket.pass',
    'ticket: process ticket.pass',
    ...ofTheTicket.flatMap((type) => [`ticket: send ${type}`, `notification: process ${type}`]),
    'notification: notify by webhook',
    'image: process ticket.image-requested',
    'image: CreateImage',
    ...ofTheJob.flatMap((type) => [`image: send ${type}`, `ticket: process ${type}`]),
  ]

  test('one trace leads from the approval over HTTP to the image in the cloud, back into the ticket and to a webhook', async () => {
    const uuid = await approve({ 'x-request-id': 'approval-1' })
    const { root, spans, told } = await traceOf('approval-1', wholeWay)

    expect(root).toMatchObject({ service: 'gongdan-gateway', name: 'POST /v1/ticket/pass', links: [] })
    expect(root.parentSpanId).toBeUndefined()
    expect(root.attributes).toMatchObject({ 'http.response.status_code': expect.anything(), tickets: uuid })
    for (const span of spans) if (span !== root) expect(span.parentSpanId).toBe(root.spanId)
    expect([...new Set(told)].toSorted()).toEqual(wholeWay.toSorted())

    const arrived = new Map(receiver.arrived.map(({ headers, body }) => [headers['webhook-id'], JSON.parse(body).data]))
    for (const { attributes } of spans.filter(({ name }) => name === 'notify by webhook')) {
      expect(attributes.tickets).toBe(uuid)
      expect(arrived.get(String(attributes['messaging.message.id']))).toMatchObject({ ticket_uuid: uuid })
    }
  })

  test("a caller's own trace is pointed to, and not gone on with", async () => {
    await approve({ 'x-request-id': 'approval-2', traceparent: `00-${caller.traceId}-${caller.spanId}-01` })
    const { root } = await traceOf('approval-2', ['ticket: process ticket.pass'])
    expect(root.links).toEqual([expect.objectContaining(caller)])
    expect(root.traceId).not.toBe(caller.traceId)
  })

  test('the log leads from a request to its trace and its ticket', async () => {
    const uuid = await approve({ 'x-request-id': 'approval-3' })
    const { root } = await traceOf('approval-3', ['ticket: process ticket.pass'])
    const lines = (await readFile(harness.system.logFile('gateway'), 'utf8')).split('\n')
    const entries = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
    // On a slow machine there is a line more, which says so.
    expect(entries.filter(({ reqId, msg }) => reqId === 'approval-3' && msg !== 'slow request')).toEqual([
      expect.objectContaining({
        level: 'info',
        traceId: root.traceId,
        tickets: [uuid],
        route: '/v1/ticket/pass',
        scode: 0,
      }),
    ])
  })
})
