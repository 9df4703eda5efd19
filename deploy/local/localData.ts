import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { topology } from '@gongdan/contracts'
import { declarationsOf } from '@gongdan/messaging'
import { z } from 'zod'
import { root } from './localDirectory.ts'
import { StartFault } from './startFault.ts'

/** What the data of a local run depends on: `exchange commands` → its definition, `migration ticket/0001-…` → `''`. */
const Version = z.record(z.string(), z.string())
export type Version = z.infer<typeof Version>

/** The exchanges, queues, bindings and migrations of this working copy. */
export const currentVersion = (): Version => {
  const { exchanges, queues } = declarationsOf(topology)
  const bindings = queues.flatMap((queue) =>
    queue.bindings.map((bound) => `${bound.exchange} ${bound.routingKey} → ${queue.name}`),
  )
  const migrations = globSync('services/*/migrations/*.ts', { cwd: root }).toSorted()
  return Object.fromEntries([
    ...exchanges.map((exchange) => [`exchange ${exchange.name}`, JSON.stringify(exchange)]),
    ...queues.map((queue) => [`queue ${queue.name}`, JSON.stringify(queue.arguments)]),
    ...bindings.map((binding) => [`binding ${binding}`, '']),
    ...migrations.map((file) => [`migration ${file}`, '']),
  ])
}

/**
 * The first thing in data of version `stored` that version `current` cannot work with, as a half sentence; undefined if there is
 * none. Additions are compatible: queues are declared and migrations run at every start. What was removed or changed is not: a
 * broker keeps queues and bindings that are no longer used, and refuses to declare a queue with other arguments.
 */
export const incompatibility = (stored: Version, current: Version): string | undefined => {
  for (const [name, definition] of Object.entries(stored)) {
    if (!Object.hasOwn(current, name)) return `the ${name} no longer exists`
    if (current[name] !== definition) return `the ${name} has changed`
  }
  return undefined
}

const ofBrokerOrDatabase = ['rabbitmq', 'mongodb', 'docker-rabbitmq', 'docker-mongodb']

const readVersion = (file: string): Version | undefined => {
  try {
    return Version.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * Checks the data that earlier runs left in `directory`/data, and records there that it is of this version from now on. To be
 * called before the broker and the database are started, while no run uses the directory.
 * Throws a StartFault `incompatible-data`, with nothing changed, if this version cannot work with the data.
 */
export const checkLocalData = (directory: string, current: Version = currentVersion()): void => {
  const data = join(directory, 'data')
  const file = join(data, 'version.json')
  if (ofBrokerOrDatabase.some((name) => existsSync(join(data, name)))) {
    const stored = readVersion(file)
    const reason = stored === undefined ? 'it was made before versions were recorded' : incompatibility(stored, current)
    if (reason !== undefined) {
      throw new StartFault(
        'incompatible-data',
        `${data} has the data of a run with an incompatible version of gongdan: ${reason}.
To remove this data and start empty: npm start -- --fresh`,
      )
    }
  }
  mkdirSync(data, { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(current, null, 2)}\n`)
}

/** Removes the data of a local run: broker, database and emulator. Programs, keys and logs in `directory` stay. */
export const removeLocalData = (directory: string): void =>
  rmSync(join(directory, 'data'), { recursive: true, force: true })
