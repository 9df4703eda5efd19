import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceNames } from '@gongdan/contracts'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { root } from '../local/localDirectory.ts'
import { expressions, readExpression, rules } from './expressions.ts'

const file = (name: string) => readFileSync(join(root, 'deploy', name), 'utf8')

test.each(expressions)('%s is valid PromQL and names metrics', (_, expr) => {
  const { names, faults } = readExpression(expr)
  expect(faults).toEqual([])
  expect(names.length).toBeGreaterThan(0)
})

test('an invalid expression is found', () => {
  expect(readExpression('sum(rate(amqp_redelivered_total[5m])').faults).not.toEqual([])
  expect(readExpression('sum by (queue) (rate(a_total[5m])) / max(b) > 1').names).toEqual(['a_total', 'b'])
})

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')

test.each(rules)('the runbook has an entry for $alert', ({ annotations }) => {
  const headings = [...file('RUNBOOK.md').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
  expect(headings).toContain(annotations.runbook)
})

test('Prometheus scrapes every service', () => {
  const [{ dns_sd_configs: found }] = parse(file('observability/prometheus.yml')).scrape_configs
  expect(found[0].names).toEqual([...serviceNames])
})

test('a service that Prometheus no longer finds is told of, too', () => {
  // A container that is stopped has no name to be found by, so that there is nothing of which `up` could be 0.
  const expr = rules.find(({ alert }) => alert === 'ServiceDown')?.expr
  for (const name of serviceNames) expect(expr).toContain(`or absent(up{job="gongdan",service="${name}"})`)
})
