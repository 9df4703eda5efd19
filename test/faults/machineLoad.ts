import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** The load of this machine, looked at ten times a second. */
export interface MachineLoad {
  /**
   * How many threads wanted each processor between two moments (unix milliseconds), on average: each gets on with its work
   * so many times slower than alone. At least 1; 1 also where the machine does not tell (no Linux).
   */
  between(from: number, until: number): number
  stop(): void
}

const lookEveryMs = 100

/** Threads that run or could, as Linux counts them (proc(5), loadavg). */
const runnableThreads = (): number => {
  try {
    return Number(/ (\d+)\/\d+ /.exec(readFileSync('/proc/loadavg', 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

export const watchMachineLoad = (): MachineLoad => {
  const looks: { readonly at: number; readonly wanting: number }[] = []
  const look = () => looks.push({ at: Date.now(), wanting: runnableThreads() })
  look()
  const timer = setInterval(look, lookEveryMs).unref()
  return {
    between: (from, until) => {
      const seen = looks.filter(({ at }) => at >= from && at <= until)
      const sum = seen.reduce((sum, look) => sum + look.wanting, 0)
      return Math.max(1, sum / (seen.length || 1) / availableParallelism())
    },
    stop: () => clearInterval(timer),
  }
}
