import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RunRecord } from '../../deploy/local/run.ts'
import type { TestSystem } from '../support/system.ts'

/** What processes that were never restarted weigh, over time. */
export interface MemoryWatch {
  /** By process, MiB at the last look and how many MiB an hour it gained since the first fifth of the time was over. */
  stop(): Readonly<Record<string, { readonly nowMiB: number; readonly perHourMiB: number }>>
}

const lookEveryMs = 5_000

/** The slope of a straight line through the points (least squares). */
const slope = (points: readonly (readonly [number, number])[]): number => {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const above = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0)
  return above / points.reduce((sum, [px]) => sum + (px - x) ** 2, 0) || 0
}

const residentMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024

export const watchMemory = (system: TestSystem, names: readonly string[]): MemoryWatch => {
  const record = join(dirname(dirname(system.logFile('gateway'))), 'run.json')
  const seen = new Map(names.map((name) => [name, [] as (readonly [number, number])[]]))
  const look = () => {
    const { processes }: RunRecord = JSON.parse(readFileSync(record, 'utf8'))
    for (const { name, pid } of processes) seen.get(name)?.push([Date.now() / 3_600_000, residentMiB(pid)])
  }
  look()
  const timer = setInterval(look, lookEveryMs)
  return {
    stop: () => {
      clearInterval(timer)
      const settled = (points: readonly (readonly [number, number])[]) => points.slice(points.length / 5)
      const round = (mib: number) => Math.round(mib * 10) / 10
      return Object.fromEntries(
        [...seen].map(([name, points]) => [
          name,
          { nowMiB: round(points.at(-1)?.[1] ?? 0), perHourMiB: round(slope(settled(points))) },
        ]),
      )
    },
  }
}
