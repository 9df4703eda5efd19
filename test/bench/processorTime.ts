import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Linux counts processor time in hundredths of a second (proc(5), USER_HZ). */
const TICKS_A_SECOND = 100

/** What this machine has done so far, in seconds of processor time. */
export interface Reading {
  /** Of each process that this one has started, and of this one (`load`), by name. */
  readonly processes: ReadonlyMap<string, number>
  /** Of everything on this machine. */
  readonly machine: number
  /** When it was read, in seconds. */
  readonly at: number
}

interface Found {
  readonly pid: number
  readonly parent: number
  readonly cpu: number
}

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}

const all = (): ReadonlyMap<number, Found> => {
  const found = readdirSync('/proc').flatMap((name): [number, Found][] => {
    if (!/^\d+$/.test(name)) return []
    // The name of the program is in brackets and may hold anything.
    const fields = textOf(`/proc/${name}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ')
    if (fields.length < 14) return []
    const [parent, user, system] = [Number(fields[1]), Number(fields[11]), Number(fields[12])]
    return [[Number(name), { pid: Number(name), parent, cpu: (user + system) / TICKS_A_SECOND }]]
  })
  return new Map(found)
}

const names: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/services\/([^/]+)\/src\/main/, ([, name = '']) => name],
  [/peers\/dist\/(\w+)/, ([, name = '']) => name],
  [/bench\/(\w+Echo)/, ([, name = '']) => name],
  [/cvm-emulator/, () => 'emulator'],
  [/beam\.smp/, () => 'rabbitmq'],
  [/mongod/, () => 'mongodb'],
]

const nameOf = (pid: number): string => {
  if (pid === process.pid) return 'load'
  const command = textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
  for (const [pattern, name] of names) {
    const match = pattern.exec(command)
    if (match !== null) return name(match)
  }
  return 'others'
}

const isOurs = (of: ReadonlyMap<number, Found>, pid: number): boolean => {
  for (let one = of.get(pid); one !== undefined; one = of.get(one.parent)) if (one.pid === process.pid) return true
  return false
}

/** Reads the processor times of this machine. Throws where there is no `/proc`. */
export const readProcessorTimes = (): Reading => {
  const found = all()
  const processes = new Map<string, number>()
  for (const { pid, cpu } of found.values()) {
    if (!isOurs(found, pid)) continue
    const name = nameOf(pid)
    processes.set(name, (processes.get(name) ?? 0) + cpu)
  }
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = textOf('/proc/stat')
    .split('\n', 1)
    .flatMap((line) => line.trim().split(/ +/).slice(1).map(Number))
  return {
    processes,
    machine: (user + nice + system + irq + softirq) / TICKS_A_SECOND,
    at: performance.now() / 1_000,
  }
}

/** What was done between two readings. */
export interface Spent {
  readonly processes: ReadonlyMap<string, number>
  /** The part of this machine's processors that processes of others had, 0 to 1. */
  readonly others: number
  readonly seconds: number
}

export const spentBetween = (before: Reading, after: Reading): Spent => {
  const processes = new Map(
    [...after.processes].map(([name, cpu]) => [name, Math.max(0, cpu - (before.processes.get(name) ?? 0))]),
  )
  const ours = [...processes.values()].reduce((sum, one) => sum + one, 0)
  const seconds = after.at - before.at
  const others = (after.machine - before.machine - ours) / (seconds * availableParallelism())
  return { processes, others: Math.min(1, Math.max(0, others)), seconds }
}

/** The resident memory of each process that this one has started, by name, in bytes. */
export const readMemory = (): ReadonlyMap<string, number> => {
  const found = all()
  const memory = new Map<string, number>()
  for (const { pid } of found.values()) {
    if (!isOurs(found, pid)) continue
    const kib = Number(/^VmRSS:\s+(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0)
    memory.set(nameOf(pid), (memory.get(nameOf(pid)) ?? 0) + kib * 1_024)
  }
  return memory
}
