import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { startMongodb } from '../../deploy/local/parts/mongodb.ts'
import type { Found } from '../../deploy/local/parts/part.ts'
import { startRabbitmq } from '../../deploy/local/parts/rabbitmq.ts'
import type { Run } from '../../deploy/local/run.ts'
import type { Supervised } from '../../deploy/local/supervise.ts'

/** A RabbitMQ and a MongoDB that may be killed, for nobody else uses them. */
export interface OwnParts {
  readonly amqpUrl: string
  readonly mongodbUrl: string
  /** The words before a rabbitmqctl command, as test/support takes them from `RABBITMQCTL`. */
  readonly control: readonly string[]
  /** Runs a rabbitmqctl command and gives what it printed. */
  rabbitmqctl(...args: readonly string[]): Promise<string>
  readonly broker: Supervised
  readonly database: Supervised
}

const runProgram = promisify(execFile)

const found = (part: Found) => {
  if ('reason' in part) throw new Error(`a part that can be killed is needed from this machine: ${part.reason}`)
  return part
}

/** Starts both from this machine's programs, whatever the environment names; the run ends them. */
export const startOwnParts = async (run: Run): Promise<OwnParts> => {
  const programs = new Map<string, Supervised>()
  const watched: Run = {
    ...run,
    start: async (program) => {
      const started = await run.start(program)
      programs.set(program.name, started)
      return started
    },
  }
  const [rabbitmq, mongodb] = await Promise.all([startRabbitmq(watched), startMongodb(watched)])
  const broker = programs.get('rabbitmq')
  const database = programs.get('mongodb')
  if (broker === undefined || database === undefined) throw new Error(JSON.stringify([rabbitmq, mongodb]))
  const { url, control = [] } = found(rabbitmq)
  const [command = '', ...before] = control
  return {
    amqpUrl: url,
    mongodbUrl: found(mongodb).url,
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
