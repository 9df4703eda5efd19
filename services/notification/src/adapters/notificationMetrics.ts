import { Counter, type Registry } from 'prom-client'

/** What became of tries to tell somebody. */
export const createNotificationMetrics = (registry: Registry) => ({
  deliveries: new Counter({
    name: 'notification_delivery_total',
    help: 'Tries to tell somebody, by channel and outcome: delivered, pending (to be tried again), failed (given up)',
    labelNames: ['channel', 'outcome'] as const,
    registers: [registry],
  }),
})
export type NotificationMetrics = ReturnType<typeof createNotificationMetrics>
