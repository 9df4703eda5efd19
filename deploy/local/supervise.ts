import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastReason } from './lastReason.ts'
import { StartFault } from './startFault.ts'

/** A program to run as a child process; times are milliseconds. */
export interface Program {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** The file that its output is appended to. */
  readonly log: string
  /** Polled after a start until it gives true; must not throw. Left out: it is ready as soon as it runs. */
  readonly isReady?: () => Promise<boolean>
  readonly readyWithinMs: number
  /** How long it may take to end after SIGTERM, before SIGKILL. */
  readonly stopWithinMs: number
}

/** A program under supervision. */
export interface Supervised {
  readonly name: string
  pid(): number | undefined
  /**
   * Starts the program and resolves when it is ready; rejects with a StartFault, and leaves no process, when it cannot
   * be.
   */
  start(): Promise<void>
  /**
   * Sends a signal and gives how the process ended: `code 0`, `SIGKILL`. Where `restart` is on, that counts as a death.
   */
  kill(signal: NodeJS.Signals): Promise<string>
  /** Ends the process for good: SIGTERM, in the end SIGKILL. */
  stop(): Promise<void>
}

export interface Supervision {
  /** Whether a program that dies is started again. */
  readonly restart: boolean
  /** Takes one line for the person at the terminal. */
  readonly report: (line: string) => void
  /** Called whenever a process came or went. */
  readonly onChange: () => void
}

const firstDelayMs = 500
const lastDelayMs = 10_000
const stableAfterMs = 30_000

/**
 * Supervises one program: one process at a time, restarted when it dies unasked, with a back-off of 0.5 s doubling to
 * 10 s until it has lived for 30 s. Children get their own process group, so that a terminal's Ctrl-C does not reach
 * them: the supervisor stops them in order.
 */
export const supervise = (program: Program, { restart, report, onChange }: Supervision): Supervised => {
  const { name } = program
  let child: ChildProcess | undefined
  let ended: Promise<string> = Promise.resolve('never started')
  let wanted = false
  /** Where in the log the present process begins. */
  let logStart = 0

  /** Why it does not run, as far as its log says. */
  const fault = (code: 'not-started' | 'not-ready', what: string): StartFault => {
    const reason = lastReason(program.log, logStart)
    return new StartFault(code, `${name} ${what}${reason === undefined ? '' : `: ${reason}`}, see ${program.log}`)
  }

  const spawnChild = (): ChildProcess => {
    const log = openSync(program.log, 'a')
    logStart = fstatSync(log).size
    const started = spawn(program.command, program.args, {
      env: { ...process.env, ...program.env },
      stdio: ['ignore', log, log],
      detached: true,
    })
    closeSync(log)
    child = started
    onChange()
    ended = new Promise((resolve) => {
      const end = (how: string) => {
        child = undefined
        onChange()
        resolve(how)
      }
      started.once('exit', (code, signal) => end(signal ?? `code ${code}`))
      started.once('error', (fault) => end(fault.message))
    })
    return started
  }

  const { isReady } = program

  const launch = async () => {
    // Whatever answers now is not what is started, and would be taken for it.
    if (await isReady?.()) {
      throw new StartFault('not-started', `${name} was not started: something else answers at its port`)
    }
    if (!wanted) throw new StartFault('not-started', `${name} was stopped while it was starting`)
    const started = spawnChild()
    const deadline = Date.now() + program.readyWithinMs
    while (isReady !== undefined && !(await isReady())) {
      if (child !== started) throw fault('not-started', `ended (${await ended})`)
      if (Date.now() > deadline) {
        started.kill('SIGKILL')
        await ended
        throw fault('not-ready', `was not ready in ${program.readyWithinMs / 1000} s`)
      }
      // Polling more often takes processor time from the program that is starting.
      await sleep(100)
    }
  }

  const keepAlive = async () => {
    let delay = firstDelayMs
    while (wanted) {
      const since = Date.now()
      const how = await ended
      if (!wanted) return
      if (Date.now() - since > stableAfterMs) delay = firstDelayMs
      report(`${name} ended (${how}); restart in ${delay / 1000} s`)
      await sleep(delay, undefined, { ref: false })
      delay = Math.min(delay * 2, lastDelayMs)
      await launch().then(
        () => report(`${name} is ready again`),
        () => {},
      )
    }
  }

  return {
    name,
    pid: () => child?.pid,

    start: async () => {
      wanted = true
      try {
        await launch()
      } catch (fault) {
        wanted = false
        throw fault
      }
      if (restart) void keepAlive()
    },

    kill: async (signal) => {
      child?.kill(signal)
      return ended
    },

    stop: async () => {
      wanted = false
      if (child === undefined) return
      const stopping = child
      stopping.kill('SIGTERM')
      const late = sleep(program.stopWithinMs, 'late', { ref: false })
      if ((await Promise.race([ended, late])) !== 'late') return
      report(`${name} did not end in ${program.stopWithinMs / 1000} s and was killed`)
      stopping.kill('SIGKILL')
      await ended
    },
  }
}
