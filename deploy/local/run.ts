import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartFault } from './startFault.ts'
import { type Program, type Supervised, supervise } from './supervise.ts'

/** A process, so that it can be recognised later: the pid alone may have been reused. */
interface Identity {
  readonly pid: number
  /** In clock ticks since boot (proc(5), stat, field 22). */
  readonly startTime: string
}

/** `run.json`: the processes and addresses of a run, for people, tests, and the next start after a killed one. */
export interface RunRecord {
  readonly owner: Identity
  readonly addresses: Readonly<Record<string, string>>
  readonly processes: readonly (Identity & { readonly name: string })[]
}

/** A set of child processes that belong together, with a directory of its own for data, logs and `run.json`. */
export interface Run {
  readonly directory: string
  /** Gives the path of a log file. */
  logFile(name: string): string
  /** Puts a program under supervision and resolves when it is ready; rejects with a StartFault. */
  start(program: Program): Promise<Supervised>
  /** Adds addresses to `run.json`. */
  addAddresses(addresses: Readonly<Record<string, string>>): void
  /** Stops what is still running, the last started first, and removes `run.json`. */
  close(): Promise<void>
}

/** When a process started; undefined if there is no such process, or no proc(5). */
const startTimeOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets, which may hold spaces and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

const isAlive = ({ pid, startTime }: Identity): boolean => startTimeOf(pid) === startTime

const readRecord = (file: string): RunRecord | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

const signal = (pid: number, name: NodeJS.Signals) => {
  try {
    process.kill(pid, name)
  } catch {
    // It has just ended by itself.
  }
}

/**
 * Ends the processes that a run left behind whose owner was killed, if they are still the ones recorded in its `run.json`:
 * SIGTERM first, SIGKILL after ten seconds. Gives their names. Rejects with a StartFault `already-running`,
 * and ends nothing, while the owner lives.
 */
export const clearRun = async (directory: string): Promise<readonly string[]> => {
  const file = join(directory, 'run.json')
  const record = readRecord(file)
  if (record !== undefined && isAlive(record.owner)) {
    const { pid } = record.owner
    throw new StartFault('already-running', `already running as process ${pid}, see ${file}`)
  }
  const left = (record?.processes ?? []).filter(isAlive)
  for (const { pid } of left) signal(pid, 'SIGTERM')
  const deadline = Date.now() + 10_000
  while (left.some(isAlive) && Date.now() < deadline) await sleep(50)
  for (const { pid } of left.filter(isAlive)) signal(pid, 'SIGKILL')
  rmSync(file, { force: true })
  return left.map(({ name }) => name)
}

/**
 * Opens a run in a directory that no other run uses (see clearRun).
 * @param restart whether programs that die are started again
 * @param report takes one line for the person at the terminal
 */
export const openRun = (directory: string, restart: boolean, report: (line: string) => void): Run => {
  const file = join(directory, 'run.json')
  const supervised: Supervised[] = []
  let addresses: Readonly<Record<string, string>> = {}
  let open = true

  const identify = (pid: number): Identity => ({ pid, startTime: startTimeOf(pid) ?? '' })
  const write = () => {
    if (!open) return
    const record: RunRecord = {
      owner: identify(process.pid),
      addresses,
      processes: supervised.flatMap(({ name, pid }) => {
        const alive = pid()
        return alive === undefined ? [] : [{ name, ...identify(alive) }]
      }),
    }
    // Renamed into place, so that readers never see half of it.
    const draft = `${file}.${randomUUID()}`
    writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
    renameSync(draft, file)
  }

  mkdirSync(join(directory, 'log'), { recursive: true, mode: 0o700 })
  // Keys, data and logs are their owner's alone, also where the directory was there before.
  chmodSync(directory, 0o700)
  write()

  return {
    directory,
    logFile: (name) => join(directory, 'log', `${name}.log`),
    start: async (program) => {
      if (!open) throw new StartFault('not-started', `${program.name} is not started any more`)
      const one = supervise(program, { restart, report, onChange: write })
      supervised.push(one)
      await one.start()
      return one
    },
    addAddresses: (more) => {
      addresses = { ...addresses, ...more }
      write()
    },
    close: async () => {
      // From now on run.json stays as it is: it names what a kill during this would leave behind.
      open = false
      for (const one of supervised.toReversed()) await one.stop()
      rmSync(file, { force: true })
    },
  }
}
