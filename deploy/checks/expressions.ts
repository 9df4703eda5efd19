import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parser } from '@prometheus-io/lezer-promql'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../local/localDirectory.ts'

const file = (name: string) => readFileSync(join(root, 'deploy/observability', name), 'utf8')

const Rule = z.object({
  alert: z.string(),
  expr: z.string(),
  labels: z.object({ severity: z.enum(['critical', 'warning']) }),
  annotations: z.object({ summary: z.string(), runbook: z.string() }),
})
const Rules = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(Rule) })) })

/** The alerts. */
export const rules = Rules.parse(parse(file('rules.yml'))).groups.flatMap((group) => group.rules)

const Panel = z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })
const { panels } = z.object({ panels: z.array(Panel) }).parse(JSON.parse(file('grafana/dashboards/gongdan.json')))

/** Grafana replaces these variables with durations. */
const filledIn = (expr: string) => expr.replaceAll(/\$__(rate_interval|range)/g, '5m')

/** Every PromQL expression of the alerts and panels, with the name of its alert or panel. */
export const expressions: readonly (readonly [string, string])[] = [
  ...rules.map(({ alert, expr }) => [`the alert ${alert}`, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [`the panel ${title}`, filledIn(expr)] as const)),
]

/** The metrics that a PromQL expression names, and its syntax errors. */
export const readExpression = (
  expr: string,
): { readonly names: readonly string[]; readonly faults: readonly string[] } => {
  const names = new Set<string>()
  const faults: string[] = []
  parser.parse(expr).iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) faults.push(expr.slice(from))
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector') names.add(expr.slice(from, to))
    },
  })
  return { names: [...names], faults }
}
