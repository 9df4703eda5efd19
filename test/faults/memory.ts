import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RunRecord } from '../../deploy/local/run.ts'
import type { TestSystem } from '../support/system.ts'

/** What a process weighed while it lived: at the last look, and how much an hour it gained after the first fifth of its life. */
export interface MemoryUse {
  readonly minutes: number
  readonly nowMiB: number
  readonly perHourMiB: number
}

/** What processes weigh, over time. */
export interface MemoryWatch {
  /** By name; of a name whose processes died now and then, the one that lived longest. */
  stop(): Readonly<Record<string, MemoryUse>>
}

const lookEveryMs = 5_000

/** Hours and MiB. */
type Point = readonly [number, number]

/** The slope of a straight line through the points (least squares). */
const slope = (points: readonly Point[]): number => {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const above = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0)
  return above / points.reduce((sum, [px]) => sum + (px - x) ** 2, 0) || 0
}

const processesOf = (system: TestSystem): RunRecord['processes'] => {
  const record: RunRecord = JSON.parse(
    readFileSync(join(dirname(dirname(system.logFile('gateway'))), 'run.json'), 'utf8'),
  )
  return record.processes
}

/** Undefined of a process that is gone. */
const residentMiB = (pid: number): number | undefined => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024
  } catch {
    return undefined
  }
}

/** MiB that a process takes up now. */
export const residentNow = (system: TestSystem, process: string): number => {
  const running = processesOf(system).find(({ name }) => name === process)
  return (running && residentMiB(running.pid)) ?? 0
}

export const watchMemory = (system: TestSystem, names: readonly string[]): MemoryWatch => {
  const seen = new Map(names.map((name) => [name, new Map<number, Point[]>()]))
  const look = () => {
    for (const { name, pid } of processesOf(system)) {
      const lives = seen.get(name)
      const weight = lives && residentMiB(pid)
      if (weight) lives.set(pid, [...(lives.get(pid) ?? []), [Date.now() / 3_600_000, weight]])
    }
  }
  look()
  const timer = setInterval(look, lookEveryMs)
  return {
    stop: () => {
      clearInterval(timer)
      return Object.fromEntries([...seen].map(([name, lives]) => [name, weightOf(longest([...lives.values()]))]))
    },
  }
}

const longest = (lives: readonly (readonly Point[])[]): readonly Point[] =>
  lives.toSorted((a, b) => b.length - a.length)[0] ?? []

const round = (number: number) => Math.round(number * 10) / 10

const weightOf = (points: readonly Point[]): MemoryUse => {
  const hours = (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0)
  const settled = points.slice(points.length / 5)
  return { minutes: round(hours * 60), nowMiB: round(points.at(-1)?.[1] ?? 0), perHourMiB: round(slope(settled)) }
}
