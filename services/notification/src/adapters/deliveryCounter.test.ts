import { expect, test } from '@jest/globals'
import { Registry } from 'prom-client'
import { deliveryChannels } from '../domain/delivery.ts'
import { createDeliveryCounter } from './deliveryCounter.ts'

test('what is given up is there before its first time, so that Prometheus sees the increase', async () => {
  const registry = new Registry()
  const attempts = createDeliveryCounter(registry)
  attempts.inc({ channel: 'mail', outcome: 'failed' })
  const text = await registry.metrics()
  for (const channel of deliveryChannels) {
    const count = channel === 'mail' ? 1 : 0
    expect(text).toContain(`notification_delivery_total{channel="${channel}",outcome="failed"} ${count}`)
  }
})
