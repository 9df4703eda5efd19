import { expect, test } from '@jest/globals'
import { Registry } from 'prom-client'
import { createImageMetrics } from './imageMetrics.ts'

test('jobs are counted by state', async () => {
  const registry = new Registry()
  createImageMetrics(registry, async () => [{ state: 'done', count: 3 }])
  expect(await registry.metrics()).toContain('image_jobs{state="done"} 3')
})

test('the other metrics are served while the database is away', async () => {
  const registry = new Registry()
  const metrics = createImageMetrics(registry, () => Promise.reject(new Error('no primary')))
  metrics.alarms.inc({ alarm: 'no-credential' })
  expect(await registry.metrics()).toContain('image_alarms_total{alarm="no-credential"} 1')
})
