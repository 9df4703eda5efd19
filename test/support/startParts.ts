import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { startParts } from '../../deploy/local/parts/startParts.ts'
import { clearRun, openRun } from '../../deploy/local/run.ts'
import { keepForStop } from './stopParts.ts'
import { testDirectory } from './testDirectory.ts'

const anHour = 3_600_000

/** A directory without a `run.json` may be one that another test run is making, or reads the logs of, until it is old. */
const isInUse = async (run: string): Promise<boolean> =>
  !existsSync(`${run}/run.json`) && (await stat(run)).mtimeMs > Date.now() - anHour

/** Removes what test runs that were killed left behind; other test runs of this moment are left alone. */
const clearOldRuns = async (directory: string) => {
  for (const name of await readdir(directory).catch(() => [])) {
    if (await isInUse(`${directory}/${name}`).catch(() => true)) continue
    const cleared = await clearRun(`${directory}/${name}`).then(
      () => true,
      () => false,
    )
    if (cleared) await rm(`${directory}/${name}`, { recursive: true, force: true })
  }
}

/**
 * Jest's globalSetup, and that of a run of stages: real RabbitMQ and MongoDB, empty and for this run only, unless the environment names some.
 * Sets `AMQP_URL`, `MONGODB_URL` and, where there is one, `RABBITMQCTL` (the words before a rabbitmqctl command, as JSON).
 */
export default async () => {
  const directory = testDirectory()
  await clearOldRuns(directory)
  const run = openRun(`${directory}/${randomUUID()}`, false, console.error)
  const parts = await startParts(run).catch(async (fault: unknown) => {
    await run.close()
    throw fault
  })
  for (const { name, from } of [parts.rabbitmq, parts.mongodb]) console.error(`${name} is from ${from}`)
  process.env.AMQP_URL = parts.rabbitmq.url
  process.env.MONGODB_URL = parts.mongodb.url
  if (parts.rabbitmq.control !== undefined) process.env.RABBITMQCTL = JSON.stringify(parts.rabbitmq.control)
  keepForStop(async () => {
    await parts.stop()
    await run.close()
    await rm(run.directory, { recursive: true, force: true })
  })
}
