import { serviceNames } from '@gongdan/contracts'
import { beforeAll, describe, expect, jest, test } from '@jest/globals'
import { z } from 'zod'
import { compose } from '../support/composed.ts'
import { eventually } from '../support/eventually.ts'

jest.setTimeout(180_000)

const Targets = z.object({
  data: z.object({
    activeTargets: z.array(z.object({ health: z.string(), labels: z.record(z.string(), z.string()) })),
  }),
})
const Rules = z.object({
  data: z.object({
    groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), health: z.string() })) })),
  }),
})
const Series = z.object({ data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) }) })

const ask = async (path: string): Promise<unknown> =>
  (await fetch(`http://127.0.0.1:${process.env.PROMETHEUS_PORT}/api/v1/${path}`)).json()
const patiently = { withinMs: 90_000, everyMs: 500 }

describe('Prometheus, of the profile observability', () => {
  beforeAll(() => compose('--profile=observability', 'up', '--detach', '--wait', 'prometheus'), 120_000)

  test.each(['up', 'process_start_time_seconds'])('hears %s of every process of every service', async (query) => {
    await eventually(async () => {
      const { activeTargets } = Targets.parse(await ask('targets')).data
      expect(activeTargets.map(({ health }) => health)).toEqual(activeTargets.map(() => 'up'))
      const { result } = Series.parse(await ask(`query?query=${query}`)).data
      const heard = result.map(({ metric }) => metric.service).toSorted()
      expect(heard).toEqual([...serviceNames, 'ticket', 'ticket'].toSorted())
    }, patiently)
  })

  test('evaluates every alert without a fault', async () => {
    await eventually(async () => {
      const { groups } = Rules.parse(await ask('rules?type=alert')).data
      const rules = groups.flatMap((group) => group.rules)
      expect(rules.length).toBeGreaterThan(0)
      expect(rules.filter(({ health }) => health !== 'ok')).toEqual([])
    }, patiently)
  })
})
