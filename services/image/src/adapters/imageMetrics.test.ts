import { expect, test } from '@jest/globals'
import { Registry } from 'prom-client'
import { alarms } from '../domain/decision.ts'
import { orphanKinds } from '../domain/orphans.ts'
import { createImageMetrics } from './imageMetrics.ts'

test('jobs are counted by state', async () => {
  const registry = new Registry()
  createImageMetrics(registry, async () => [{ state: 'done', count: 3 }])
  expect(await registry.metrics()).toContain('image_jobs{state="done"} 3')
})

test('the other metrics are served while the database is away', async () => {
  const registry = new Registry()
  const metrics = createImageMetrics(registry, () => Promise.reject(new Error('no primary')))
  metrics.alarms.inc({ alarm: 'credentials-or-rights' })
  expect(await registry.metrics()).toContain('image_alarms_total{alarm="credentials-or-rights"} 1')
})

test('what alerts is there before its first time, so that Prometheus sees the increase', async () => {
  const registry = new Registry()
  createImageMetrics(registry, async () => [])
  const text = await registry.metrics()
  for (const alarm of alarms) expect(text).toContain(`image_alarms_total{alarm="${alarm}"} 0`)
  for (const kind of orphanKinds) expect(text).toContain(`image_findings_total{kind="${kind}"} 0`)
})
