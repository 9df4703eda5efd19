import { Counter, type Registry } from 'prom-client'
import { deliveryChannels } from '../domain/delivery.ts'

/** Counts attempts; an alert looks at those that were given up. */
export const createDeliveryCounter = (registry: Registry) => {
  const attempts = new Counter({
    name: 'notification_delivery_total',
    help: 'Attempts to notify by channel and outcome: delivered, pending (to be attempted again), failed (given up)',
    labelNames: ['channel', 'outcome'] as const,
    registers: [registry],
  })
  // Prometheus sees no increase in what appears as 1.
  for (const channel of deliveryChannels) attempts.inc({ channel, outcome: 'failed' }, 0)
  return attempts
}
