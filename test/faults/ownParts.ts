import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Found } from '../../deploy/local/parts/part.ts'
import { startRabbitmq } from '../../deploy/local/parts/rabbitmq.ts'
import type { Run } from '../../deploy/local/run.ts'
import type { Supervised } from '../../deploy/local/supervise.ts'
import { type DatabaseSet, type SetOptions, startDatabaseSet } from './databaseSet.ts'

/** A RabbitMQ and a MongoDB that a test may kill, because no other test uses them. */
export interface OwnParts {
  readonly amqpUrl: string
  /** The words before a rabbitmqctl command, as test/support takes them from `RABBITMQCTL`. */
  readonly control: readonly string[]
  /** Runs a rabbitmqctl command and gives what it printed. */
  rabbitmqctl(...args: readonly string[]): Promise<string>
  readonly broker: Supervised
  readonly database: DatabaseSet
}

const runProgram = promisify(execFile)

const found = (part: Found) => {
  if ('reason' in part) throw new Error(`a part that can be killed is needed from this machine: ${part.reason}`)
  return part
}

/** Starts both from this machine's programs, whatever the environment names; the run ends them. */
export const startOwnParts = async (run: Run, set: SetOptions): Promise<OwnParts> => {
  let broker: Supervised | undefined
  const watched: Run = {
    ...run,
    start: async (program) => {
      const started = await run.start(program)
      if (program.name === 'rabbitmq') broker = started
      return started
    },
  }
  const [rabbitmq, database] = await Promise.all([startRabbitmq(watched), startDatabaseSet(run, set)])
  const { url, control = [] } = found(rabbitmq)
  if (broker === undefined) throw new Error('RabbitMQ was not started by the run')
  const [command = '', ...before] = control
  return {
    amqpUrl: url,
    control,
    rabbitmqctl: async (...args) => (await runProgram(command, [...before, ...args])).stdout,
    broker,
    database,
  }
}

/** Ends a part as the signal says, leaves it down for a while, and resolves when it is ready again. */
export const restart = async (part: Supervised, signal: NodeJS.Signals, downMs: number): Promise<void> => {
  await part.kill(signal)
  await sleep(downMs)
  await part.start()
}
