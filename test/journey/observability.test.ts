import { serviceNames } from '@gongdan/contracts'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { expressions, readExpression } from '../../deploy/checks/expressions.ts'
import { type Harness, openHarness } from '../support/harness.ts'

jest.setTimeout(240_000)

let harness: Harness
/** What each service counts, by the names that Prometheus stores: those of a histogram's parts, too. */
const given = new Map<string, ReadonlySet<string>>()
beforeAll(async () => {
  harness = await openHarness()
  for (const service of serviceNames) {
    const text = await (await fetch(`${harness.system.adminUrl(service)}/metrics`)).text()
    const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    )
    given.set(service, new Set(names))
  }
})
afterAll(() => harness?.close())

/** Made by Prometheus itself for whomever it asks. */
const prometheusOwn = ['up']
const isKnown = (name: string) => prometheusOwn.includes(name) || [...given.values()].some((names) => names.has(name))

test.each(expressions)('%s names numbers that a running service gives', (_, expr) => {
  expect(readExpression(expr).names.filter((name) => !isKnown(name))).toEqual([])
})

test('a metric that no service has is found out', () => {
  expect(readExpression('sum(rate(amqp_redeliverd_total[5m]))').names.filter((name) => !isKnown(name))).toHaveLength(1)
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
