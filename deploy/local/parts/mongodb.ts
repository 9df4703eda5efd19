import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, knock } from '../ports.ts'
import type { Run } from '../run.ts'
import { findMongod } from './findMongod.ts'
import type { Found } from './part.ts'
import { becomePrimary, replicaSet } from './replicaSet.ts'

/**
 * Starts a private one-node MongoDB replica set from a `mongod` of this machine, on the loopback address only. Its data
 * stays in the run's directory.
 */
export const startMongodb = async (run: Run): Promise<Found> => {
  const mongod = await findMongod(run.logFile('mongod-download'))
  if ('reason' in mongod) return mongod
  const data = join(run.directory, 'data/mongodb')
  mkdirSync(data, { recursive: true })
  const port = await freePort()
  const address = `127.0.0.1:${port}`
  const database = await run.start({
    name: 'mongodb',
    command: mongod.path,
    args: [
      '--replSet',
      replicaSet,
      '--dbpath',
      data,
      '--port',
      String(port),
      '--bind_ip',
      '127.0.0.1',
      '--nounixsocket',
    ],
    env: {},
    log: run.logFile('mongodb'),
    isReady: async () => (await knock(port)) !== undefined && (await becomePrimary(address, address)),
    readyWithinMs: 60_000,
    stopWithinMs: 20_000,
  })
  return {
    name: 'MongoDB',
    url: `mongodb://${address}/?replicaSet=${replicaSet}`,
    from: mongod.from,
    stop: () => database.stop(),
  }
}
